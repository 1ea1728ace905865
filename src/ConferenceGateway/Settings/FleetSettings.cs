using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Nodes;

namespace ConferenceGateway.Settings;

/// <summary>
/// Reads the fleet out of the settings and what was changed over them while the gateway ran, by the same rules. The settings'
/// part can be read anew from their file.
/// </summary>
internal sealed class FleetSettings : IFleetSettings
{
    private const string Section = "Fleet:Shards";

    private readonly GatewayStart _start;
    private readonly Origins _origins;
    private readonly OwnAddresses _own;
    private readonly Dictionary<string, string?> _atStart;
    private Source _source;

    /// <param name="start">How the gateway was started.</param>
    /// <param name="settings">What it runs with.</param>
    /// <param name="written">Where that was read from.</param>
    public FleetSettings(GatewayStart start, GatewaySettings settings, IConfiguration written)
    {
        (_start, _origins, _source) = (start, settings.Origins, Source.Of(written));
        _own = new OwnAddresses(_origins.MeetingUrl, _origins.PortalUrl, settings.Listening.Addresses);
        _atStart = Others(_source.Written);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ShardDraft> Written => Volatile.Read(ref _source).Shards;

    /// <inheritdoc/>
    public FleetRead Read(IReadOnlyCollection<StoredShard> changes) => Read(Volatile.Read(ref _source), changes);

    /// <summary>Reads the settings anew from where they came from. The fleet in them is used from now on, if it has no fault.</summary>
    /// <param name="changes">What was changed over them.</param>
    /// <param name="others">Other keys that are not as they were at the start: they need a restart.</param>
    /// <returns>Every fault; empty = none.</returns>
    public IReadOnlyList<string> ReadAgain(IReadOnlyCollection<StoredShard> changes, out IReadOnlyList<string> others)
    {
        others = [];
        var faults = new SettingFaults();
        Source next;
        try
        {
            using var manager = new ConfigurationManager();
            SettingsSources.Fill(manager, _start, faults);
            next = Source.Of(manager);
        }
        catch (SettingsException e)
        {
            return e.Faults;
        }

        var read = Read(next, changes);
        if (faults.Lines.Concat(read.Faults).Distinct().ToList() is { Count: > 0 } lines)
            return lines;
        var now = Others(next.Written);
        others = [.. _atStart.Keys.Union(now.Keys).Where(key => _atStart.GetValueOrDefault(key) != now.GetValueOrDefault(key)).Order(StringComparer.Ordinal)];
        Volatile.Write(ref _source, next);
        return [];
    }

    private FleetRead Read(Source source, IReadOnlyCollection<StoredShard> changes)
    {
        var faults = new SettingFaults();
        var section = source.Written.GetSection(Section);
        if (changes.Count > 0)
        {
            var merged = Merge(source.Shards, changes);
            SettingKeys.Check(merged, faults);
            section = merged.GetSection(Section);
        }

        var read = new ShardsReader(section, _start.Folder, _origins.MeetingUrl, _own, faults).Read();
        return new FleetRead(read, faults.Lines);
    }

    /// <summary>The settings' shards in their order, each as it was changed, and the new ones behind them.</summary>
    private static IConfiguration Merge(IReadOnlyDictionary<string, ShardDraft> shards, IReadOnlyCollection<StoredShard> changes)
    {
        var over = changes.ToDictionary(change => change.Name, StringComparer.Ordinal);
        var all = shards.Select(pair => over.TryGetValue(pair.Key, out var change) ? change.Draft : pair.Value)
            .Concat(changes.Where(change => !shards.ContainsKey(change.Name)).OrderBy(change => change.Name, StringComparer.Ordinal).Select(change => change.Draft))
            .OfType<ShardDraft>();
        return new ConfigurationBuilder().AddInMemoryCollection(all.SelectMany((draft, index) =>
            draft.Values.Select(pair => new KeyValuePair<string, string?>($"{Section}:{index}:{pair.Key}", pair.Value)))).Build();
    }

    private static Dictionary<string, string?> Others(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(pair => pair.Value is not null && !pair.Key.StartsWith(Section, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was read at one moment. The manager of the host goes on changing its sources; these values stay.</summary>
    private sealed record Source(IConfiguration Written, IReadOnlyDictionary<string, ShardDraft> Shards)
    {
        public static Source Of(IConfiguration from)
        {
            var written = new ConfigurationBuilder().AddInMemoryCollection(from.AsEnumerable().Where(pair => pair.Value is not null)).Build();
            // Two with one name are a fault, which the reader of the settings names; here the last one stands for both.
            var shards = new Dictionary<string, ShardDraft>(StringComparer.Ordinal);
            foreach (var child in written.GetSection(Section).GetChildren().Where(child => uint.TryParse(child.Key, out _)))
                shards[child["Name"] ?? ""] = ShardDraft.Of(child.AsEnumerable(makePathsRelative: true));
            return new Source(written, shards);
        }
    }
}
