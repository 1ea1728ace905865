namespace ConferenceGateway.Core;

/// <summary>What a choice asks of a shard, side by side in memory: a choice walks a thousand of them.</summary>
internal readonly struct ShardStanding
{
    public ShardStanding(ShardState state)
    {
        Health = state.Health;
        IsDraining = state.IsDraining;
        IsReportOld = state.IsReportOld;
        IsGuarding = state.Shard.GuardsRooms;
        Capacity = state.Shard.Capacity;
        if (state is { IsReportOld: false, Report: { Load: { } load } report })
            (HasLoad, Load, Connections) = (true, load, report.Connections);
    }

    public NodeHealth Health { get; }

    public bool IsDraining { get; }

    public bool IsReportOld { get; }

    public bool IsGuarding { get; }

    public int Capacity { get; }

    /// <summary>Whether it has reported, and not too long ago.</summary>
    public bool HasLoad { get; }

    public double Load { get; }

    /// <summary>Connections of the gateway when it reported.</summary>
    public int Connections { get; }
}
