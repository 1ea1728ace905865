namespace ConferenceGateway.Lab.Model;

/// <summary>What one bridge is, apart from where it listens.</summary>
public sealed record BridgeTraits
{
    /// <summary>Its name in Jicofo's room of bridges: what is behind the slash of its address there.</summary>
    public required string Nick { get; init; }

    /// <summary>How much more than a bridge of capacity 1 it can carry.</summary>
    public double Capacity { get; init; } = 1;

    /// <summary>Its region; null = it tells none.</summary>
    public string? Region { get; init; }

    /// <summary>Its <c>relay-id</c>; null = relays are off, as by default.</summary>
    public string? RelayId { get; init; }

    /// <summary>What it says of its software.</summary>
    public string Version { get; init; } = "2.3.0-lab";

    /// <summary>Whether it drains when it starts (<c>videobridge.initial-drain-mode</c>).</summary>
    public bool DrainsAtStart { get; init; }

    /// <summary>
    /// How often it takes its own measure and sends it to Jicofo; 5 s as with a real one. What it tells of its stress is the
    /// measure before the latest, so one to two intervals old.
    /// </summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromSeconds(5);
}
