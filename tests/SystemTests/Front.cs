namespace ConferenceGateway.SystemTests;

/// <summary>Where members go: a Prosody itself, or the gateway before several of them.</summary>
/// <param name="Connect">The loopback address that listens; only host and port count.</param>
/// <param name="Host">The host of the URLs that members use, and so their <c>Host</c> header.</param>
/// <param name="Owner">What runs behind the front and ends with it; null if somebody else owns it.</param>
internal sealed record Front(Uri Connect, string Host, IAsyncDisposable? Owner = null) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>Opens a front before these shards. It is disposed of by the caller, the shards are not its own.</summary>
internal delegate Task<Front> OpenFront(IReadOnlyList<ProsodyServer> shards, CancellationToken cancellation);
