using System.Net;

namespace ConferenceGateway.Lab;

/// <summary>What one simulated shard is.</summary>
public sealed record LabShardOptions
{
    /// <summary>Its name, shown on every page it serves.</summary>
    public required string Name { get; init; }

    /// <summary>TCP port; 0 = any free one. A shard that is started again keeps the port of its first start.</summary>
    public int Port { get; init; }

    /// <summary>Where it listens. Loopback: a Lab shard has no security of any kind.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>What its XMPP server announces as <c>shard</c>; null = <see cref="Name"/>, empty = nothing.</summary>
    public string? AnnouncedName { get; init; }

    /// <summary>
    /// The <c>server-id</c>s of bridges without a private listener: their websockets and Jicofo's view of them are there.
    /// </summary>
    public IReadOnlyList<string> ServerIds { get; init; } = [];

    /// <summary>Bridges with a private listener, each on a port of its own. They come after those of <see cref="ServerIds"/>.</summary>
    public IReadOnlyList<LabBridgeOptions> Bridges { get; init; } = [];

    /// <summary>The XMPP domain that Jicofo's bridges meet below.</summary>
    public string Domain { get; init; } = "meet.jitsi";

    /// <summary>From how many people on a meeting needs a bridge; Jicofo's default.</summary>
    public int MinPeople { get; init; } = 2;

    /// <summary>
    /// How long somebody whose socket broke without a goodbye stays in the room. Prosody with Jitsi's configuration
    /// keeps them 60 s; the Lab by default not at all, so that a test sees at once who is gone.
    /// </summary>
    public TimeSpan Hibernation { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// Whether Prosody's and Jicofo's reports (census, stats, metrics, health) stay inside, as behind a web server that is
    /// set up with care. By default the one port shows them.
    /// </summary>
    public bool HidesReports { get; init; }

    /// <summary>
    /// Whether Prosody and Jicofo listen on ports of their own, as they do behind a web server. They show their reports
    /// there, whatever <see cref="HidesReports"/> says of the shard's port.
    /// </summary>
    public bool SeparatesParts { get; init; }

    /// <summary>Whether Prosody answers <c>/room-census</c>; single rooms can be asked for in any case.</summary>
    public bool HasCensus { get; init; } = true;

    /// <summary>Whether Jicofo answers <c>/about/health</c> (<c>jicofo.health.enabled</c>); off by default, as with the real one.</summary>
    public bool HasHealthChecks { get; init; }

    /// <summary>Whether Jicofo moves people when it is asked to (<c>jicofo.rest.move-endpoints</c>).</summary>
    public bool MovesPeople { get; init; } = true;

    /// <summary>Whose tokens <c>/send-system-chat-message</c> takes; null = it is not set up, as by default.</summary>
    public LabChatKey? SystemChat { get; init; }

    /// <summary>How its Prosody checks tokens; null = everybody may join every room.</summary>
    public LabToken? Token { get; init; }

    /// <summary>How many requests <see cref="LabShard.Received"/> remembers; older ones are forgotten first.</summary>
    public int RememberedRequests { get; init; } = 2_000;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal string Announced => AnnouncedName ?? Name;
}
