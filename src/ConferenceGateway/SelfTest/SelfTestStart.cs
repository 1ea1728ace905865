using System.Collections.Immutable;
using System.Net;
using ConferenceGateway.Settings;

namespace ConferenceGateway.SelfTest;

/// <summary>How a self-test is started: from the command line, or by a test.</summary>
internal sealed record SelfTestStart
{
    /// <summary>Whose settings are looked at.</summary>
    public required GatewayStart Gateway { get; init; }

    /// <summary>The groups of probes that run; empty: all. The settings are always read.</summary>
    public ImmutableHashSet<string> Only { get; init; } = [];

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>All of it ends within this.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(27);

    /// <summary>One question and its whole answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a socket and a long poll are kept silent, to see who cuts them.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Leads a name to addresses; may block. Throws <see cref="System.Net.Sockets.SocketException"/> if there are none.</summary>
    public Func<string, IPAddress[]> Resolve { get; init; } = Dns.GetHostAddresses;
}
