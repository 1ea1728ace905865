namespace ConferenceGateway.Fleet.Nodes;

/// <summary>A shard that was added, changed or removed while the gateway ran. It stands over the settings' shard of that name.</summary>
/// <param name="Name">The shard's name.</param>
/// <param name="Draft">What is written of it; null = it was removed.</param>
/// <param name="Revision">Grows with every change.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="By">By whom, as the audit names them.</param>
internal sealed record StoredShard(string Name, ShardDraft? Draft, long Revision, DateTimeOffset ChangedAt, string By);

/// <summary>A shard of the fleet as it is written.</summary>
/// <param name="Draft">What is written, secrets included: it is not shown as it is.</param>
/// <param name="Stored">What was changed here; null = it stands in the settings alone.</param>
/// <param name="IsInSettings">Whether the settings have a shard of that name.</param>
internal sealed record WrittenShard(ShardDraft Draft, StoredShard? Stored, bool IsInSettings);

/// <summary>The fleet read out of the settings and what was changed over them.</summary>
/// <param name="Shards">The shards; of no use where there are faults.</param>
/// <param name="Faults">Every fault, a line each.</param>
internal sealed record FleetRead(System.Collections.Immutable.ImmutableArray<Core.Shard> Shards, IReadOnlyList<string> Faults);

/// <summary>Reads the fleet; the settings lie above this room of the house, so it is given down.</summary>
internal interface IFleetSettings
{
    /// <summary>The fleet with these changes.</summary>
    public FleetRead Read(IReadOnlyCollection<StoredShard> changes);

    /// <summary>The shards that the settings have, by name.</summary>
    public IReadOnlyDictionary<string, ShardDraft> Written { get; }
}
