using System.Globalization;
using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Shards;

/// <summary>A shard as it stands in the fields of its form: by the keys of the settings. A secret is written there and never shown.</summary>
public sealed class ShardForm
{
    public const string Name = "Name";
    public const string Authentication = "Authentication";
    public const string Secret = "Token:Secret";

    /// <summary>So many bridges fit into one form; what a shard has beyond stays as it is.</summary>
    public const int MostBridges = 15;

    public static readonly string[] Keys = [Name, "Address", "Prosody", "Jicofo", "Host", "AnnouncedName", "Capacity", Authentication, "Token:Issuer", "Token:Audience", "Token:Subject", Secret];

    public static readonly string[] BridgeKeys = ["ServerId", "Address", "PrivateAddress", "Nickname", "Capacity"];

    private const string SecretFile = "Token:SecretFile";

    private readonly Dictionary<string, string> _typed;

    private ShardForm(Dictionary<string, string> typed, int bridges) => (_typed, Bridges) = (typed, Math.Min(bridges, MostBridges));

    /// <summary>How many bridges have fields.</summary>
    public int Bridges { get; }

    /// <summary>What cannot be, by field.</summary>
    public Dictionary<string, Text> Faults { get; } = [];

    /// <summary>What cannot be and belongs to no field of this form, as the settings' reader says it.</summary>
    public List<string> Others { get; } = [];

    /// <summary>The revision that was seen; 0 = as in the settings.</summary>
    public long Revision { get; set; }

    /// <summary>Whether a secret is set already.</summary>
    public bool HasSecret { get; set; }

    public bool AsksToken => this[Authentication].Equals("Token", StringComparison.OrdinalIgnoreCase);

    public string this[string key] => _typed.GetValueOrDefault(key, "");

    public static string Key(int bridge, string key) => string.Create(CultureInfo.InvariantCulture, $"Bridges:{bridge}:{key}");

    /// <summary>The empty form.</summary>
    public static ShardForm New() => new([], bridges: 2);

    /// <summary>What is written of a shard, with room for one more bridge.</summary>
    internal static ShardForm Of(WrittenShard written)
    {
        var values = written.Draft.Values;
        var shown = values.Where(pair => !ShardDraft.IsSecret(pair.Key) && !ShardDraft.IsFile(pair.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var bridges = 0;
        while (BridgeKeys.Any(key => values.ContainsKey(Key(bridges, key))))
            bridges++;
        return new ShardForm(shown, bridges + 1) { Revision = written.Stored?.Revision ?? 0, HasSecret = values.ContainsKey(Secret) || values.ContainsKey(SecretFile) };
    }

    /// <summary>What somebody sent; rows of bridges with nothing in them go.</summary>
    internal static ShardForm Of(IFormCollection form)
    {
        var typed = Keys.ToDictionary(key => key, key => form[key].ToString().Trim(), StringComparer.OrdinalIgnoreCase);
        var bridges = 0;
        for (var row = 0; row < MostBridges; row++)
        {
            if (BridgeKeys.All(key => string.IsNullOrWhiteSpace(form[Key(row, key)])))
                continue;
            foreach (var key in BridgeKeys)
                typed[Key(bridges, key)] = form[Key(row, key)].ToString().Trim();
            bridges++;
        }

        return new ShardForm(typed, bridges + 1)
        {
            Revision = long.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : -1,
            HasSecret = form["has-secret"] == "yes",
        };
    }

    /// <summary>What it asks for. Keys that have no field here stay as they are written.</summary>
    internal ShardDraft ToDraft(ShardDraft? before)
    {
        var kept = before?.Values.Where(pair => !HasField(pair.Key) && (AsksToken || !pair.Key.StartsWith("Token:", StringComparison.OrdinalIgnoreCase))) ?? [];
        // A new secret stands in the place of the file that had the old one.
        if (this[Secret].Length > 0)
            kept = kept.Where(pair => !pair.Key.Equals(SecretFile, StringComparison.OrdinalIgnoreCase));
        var typed = _typed.Where(pair => HasField(pair.Key) && (AsksToken || !pair.Key.StartsWith("Token:", StringComparison.OrdinalIgnoreCase)));
        return ShardDraft.Of(kept.Concat(typed).Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)));
    }

    /// <summary>Puts the faults beside their fields.</summary>
    /// <param name="faults">A line each, as the settings' reader has them.</param>
    /// <param name="index">The shard's place in the list of shards.</param>
    internal void Note(IEnumerable<string> faults, int index)
    {
        var own = string.Create(CultureInfo.InvariantCulture, $"Fleet:Shards:{index}:");
        foreach (var fault in faults)
        {
            var key = fault.StartsWith(own, StringComparison.Ordinal) ? fault[own.Length..].Split(' ')[0] : null;
            if (key == SecretFile)
                key = Secret;
            if (key is null || !HasField(key) || !Faults.TryAdd(key, ShardFaultTexts.Of(key, fault)))
                Others.Add(fault);
        }
    }

    private static bool HasField(string key) => Keys.Contains(key, StringComparer.OrdinalIgnoreCase)
        || (key.Split(':') is ["Bridges", var row, var last] && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MostBridges && BridgeKeys.Contains(last, StringComparer.OrdinalIgnoreCase));
}
