using System.Runtime.CompilerServices;

namespace ConferenceGateway.Proxy.Carrying;

/// <summary>
/// The upgraded stream of a signalling socket towards Prosody. Passes every byte on as it comes, without memory of its
/// own, until the visitor's right ends: then it says goodbye in the client's place between two messages, and nothing that
/// the client sends later reaches the shard.
/// </summary>
/// <param name="to">The stream to the shard.</param>
/// <param name="watch">Looks at what the server says first.</param>
/// <param name="time">Bounds the waiting.</param>
internal sealed class SignalStream(Stream to, ResumptionWatch? watch, TimeProvider time) : PassingStream
{
    /// <summary>So long the end of the client's message is waited for, and then Prosody's own goodbye.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _isSaid = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FrameFollower _sent;
    private ResumptionWatch? _watch = watch;
    private bool _isWriting;
    private bool _isLeaving;
    private bool _hasLeft;

    /// <summary>
    /// Says goodbye: at once, or when the message that is on its way is whole. Returns when Prosody has closed, or after
    /// <see cref="Patience"/> each; the caller closes both sides then.
    /// </summary>
    public async Task LeaveAsync()
    {
        bool isNow;
        lock (_lock)
        {
            _isLeaving = true;
            isNow = MayLeave();
        }

        try
        {
            if (isNow)
                await SayAsync();
            await _isSaid.Task.WaitAsync(Patience, time);
            await _isClosed.Task.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            // A client that stopped in the middle of a message, or a shard that does not answer.
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_hasLeft)
                return default;
            if (_isLeaving)
                buffer = buffer[.._sent.FollowToBetween(buffer.Span)];
            else
                _sent.Follow(buffer.Span);
            _isWriting = true;
        }

        var write = to.WriteAsync(buffer, cancellationToken);
        if (!write.IsCompletedSuccessfully)
            return WaitAsync(write);
        write.GetAwaiter().GetResult();
        return Written();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _watch is null ? to.ReadAsync(buffer, cancellationToken) : WatchAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            to.Dispose();
            _isClosed.TrySetResult();
        }

        base.Dispose(disposing);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitAsync(ValueTask write)
    {
        await write;
        await Written();
    }

    private ValueTask Written()
    {
        lock (_lock)
        {
            _isWriting = false;
            if (!MayLeave())
                return default;
        }

        return new ValueTask(SayAsync());
    }

    /// <summary>Whether the goodbye is to be said now, by the caller; true once. Called under the lock.</summary>
    private bool MayLeave()
    {
        if (!_isLeaving || _hasLeft || _isWriting || !_sent.IsBetween)
            return false;
        return _hasLeft = true;
    }

    private async Task SayAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            await to.WriteAsync(Goodbye.Frames(), patience.Token);
            await to.FlushAsync(patience.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The shard has closed already, or takes nothing.
        }

        _isSaid.TrySetResult();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> WatchAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await to.ReadAsync(buffer, cancellationToken);
        if (_watch is { } watching && !watching.Look(buffer.Span[..read]))
            _watch = null;
        return read;
    }
}
