using System.Net;

namespace ConferenceGateway.Lab;

/// <summary>What one simulated videobridge is.</summary>
public sealed record LabBridgeOptions
{
    /// <summary>Its <c>server-id</c>, for <c>/colibri-ws/{server-id}/…</c>; its name in Jicofo's room of bridges too.</summary>
    public required string ServerId { get; init; }

    /// <summary>How much more than an ordinary bridge it can carry: its load is divided by it.</summary>
    public double Capacity { get; init; } = 1;

    /// <summary>TCP port of its private listener; 0 = any free one. One that is started again keeps its port.</summary>
    public int Port { get; init; }

    /// <summary>Where that listener is. Loopback: it has no security of any kind, like the real one.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Whether it answers <c>/metrics</c> (<c>videobridge.rest.prometheus.enabled</c>).</summary>
    public bool HasMetrics { get; init; } = true;

    /// <summary>Whether it answers <c>/colibri/stats</c> (<c>videobridge.apis.rest.enabled</c>); off by default, as with the real one.</summary>
    public bool HasStats { get; init; }

    /// <summary>Whether it drains when it starts (<c>videobridge.initial-drain-mode</c>).</summary>
    public bool DrainsAtStart { get; init; }

    /// <summary>Its region; null = it tells none.</summary>
    public string? Region { get; init; }

    /// <summary>Its <c>relay-id</c>; null = relays are off.</summary>
    public string? RelayId { get; init; }

    /// <summary>How often it measures itself and reports to Jicofo. What it tells of its stress is one to two of these old.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many requests <see cref="LabBridge.Received"/> remembers; older ones are forgotten first.</summary>
    public int RememberedRequests { get; init; } = 2_000;
}
