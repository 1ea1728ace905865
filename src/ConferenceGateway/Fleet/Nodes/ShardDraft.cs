using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ConferenceGateway.Fleet.Nodes;

/// <summary>
/// What is written of one shard, in the shape of the settings: <c>Address</c>, <c>Bridges:0:ServerId</c>, <c>Token:Secret</c>.
/// </summary>
internal sealed class ShardDraft
{
    private const string Hidden = "(set)";

    private ShardDraft(ImmutableSortedDictionary<string, string> values) => Values = values;

    /// <summary>By key. Keys are compared without case, as everywhere in settings.</summary>
    public ImmutableSortedDictionary<string, string> Values { get; }

    /// <summary>The shard's name; empty if it has none.</summary>
    public string Name => Values.GetValueOrDefault("Name", "");

    /// <summary>Of these values; empty ones are not there.</summary>
    public static ShardDraft Of(IEnumerable<KeyValuePair<string, string?>> values) => new(values
        .Where(pair => !string.IsNullOrWhiteSpace(pair.Value))
        .GroupBy(pair => pair.Key, pair => pair.Value!.Trim(), StringComparer.OrdinalIgnoreCase)
        .ToImmutableSortedDictionary(group => group.Key, group => group.Last(), StringComparer.OrdinalIgnoreCase));

    /// <summary>Reads the shape of the settings, nested or with whole keys; null = it is not JSON, or no object.</summary>
    public static ShardDraft? Parse(string json)
    {
        try
        {
            var read = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
            return Of(read.AsEnumerable());
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>With one value set, or taken out.</summary>
    public ShardDraft With(string key, string? value) =>
        new(string.IsNullOrWhiteSpace(value) ? Values.Remove(key) : Values.SetItem(key, value.Trim()));

    /// <summary>Whether a key holds a secret, which is written and never shown.</summary>
    public static bool IsSecret(string key) => key.EndsWith(":Secret", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a key names a file of the gateway's machine: whoever may change a shard need not know these.</summary>
    public static bool IsFile(string key) => key.EndsWith("File", StringComparison.OrdinalIgnoreCase);

    /// <summary>What may be shown and written down: of a secret, that it is set.</summary>
    public IReadOnlyDictionary<string, string?> Shown() =>
        Values.ToDictionary(pair => pair.Key, pair => (string?)(IsSecret(pair.Key) ? Hidden : pair.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// With the secrets of before where this one leaves them out and still has the section: they are not shown, so nobody can
    /// send them back.
    /// </summary>
    public ShardDraft KeepingSecrets(ShardDraft before)
    {
        var kept = Values;
        foreach (var (key, value) in before.Values)
        {
            var section = key[..(key.LastIndexOf(':') + 1)];
            if ((IsSecret(key) || IsFile(key)) && !kept.ContainsKey(key) && section.Length > 0
                && Values.Keys.Any(other => other.StartsWith(section, StringComparison.OrdinalIgnoreCase))
                && !Values.Keys.Any(other => other.StartsWith(section, StringComparison.OrdinalIgnoreCase) && (IsSecret(other) || IsFile(other))))
                kept = kept.SetItem(key, value);
        }

        return new ShardDraft(kept);
    }

    /// <summary>As it is stored.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var (key, value) in Values)
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
