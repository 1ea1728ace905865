using System.Net;

namespace ConferenceGateway.SystemTests;

/// <summary>What a test changes in its Prosody.</summary>
internal sealed record ProsodyOptions
{
    /// <summary>
    /// Of the virtual host; <c>bosh</c> or <c>websocket</c> has to be among them. <c>room_census</c> is our own, from the
    /// folder <c>prosody</c> of these tests.
    /// </summary>
    public string[] Modules { get; init; } = ["bosh", "websocket", "smacks"];

    /// <summary>Global options beside the usual ones; <c>{port}</c> in it is the HTTP port.</summary>
    public string Globals { get; init; } = "";

    /// <summary>How the virtual host signs in whom, and what belongs to that.</summary>
    public string Authentication { get; init; } = "authentication = \"anonymous\"";

    /// <summary>Of the component in which the rooms are.</summary>
    public string[] RoomModules { get; init; } = [];

    /// <summary>Where it listens.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>What its command begins with, to run in a network of its own. Must become the command, not start it.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];
}
