using ConferenceGateway.Connections;
using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>One request to a shard or bridge, as the steps built it from what they found out.</summary>
/// <param name="Surface">What is asked for.</param>
/// <param name="Shard">The shard that answers; it says with which <c>Host</c> it wants to be asked. Null for a bridge.</param>
/// <param name="Server">The server that is asked.</param>
/// <param name="PathAndQuery">As they go over the wire; ASCII.</param>
internal sealed record UpstreamRequest(Surface Surface, Shard? Shard, ServerAddress Server, string PathAndQuery)
{
    private static readonly UriCreationOptions AsBuilt = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The same as an address, to the letter.</summary>
    public Uri Uri => new(string.Concat(Server.Prefix, PathAndQuery), AsBuilt);

    /// <summary>Whether the request becomes a websocket.</summary>
    public bool IsSocket { get; init; }

    /// <summary>The connection that it belongs to; null where none is counted.</summary>
    public Connection? Connection { get; init; }

    /// <summary>What is put around the upgraded stream to the shard; null: nothing.</summary>
    public Func<Stream, Stream>? Carry { get; init; }

    /// <summary>A cookie that remembers the shard of this page for the files it loads; null for none.</summary>
    public string? ShardCookie { get; init; }

    /// <summary>Whose pages may show this page in a frame, as <c>frame-ancestors</c> has it; null: the shard alone says.</summary>
    public string? FrameAncestors { get; init; }

    /// <summary>The Jitsi token for a shard that asks for one; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Whether the answer may be kept. False where the shard was guessed and others may have another release.</summary>
    public bool MayBeCached { get; init; } = true;
}
