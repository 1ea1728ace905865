using System.Diagnostics.CodeAnalysis;
using ConferenceGateway.Core;

namespace ConferenceGateway.Connections;

/// <summary>
/// One open signalling connection: a socket, or a BOSH session with its polls. Whoever carries bytes for it watches
/// <see cref="Ended"/>: when that fires, the connection is to be closed on both sides.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a wait handle the source holds nothing; disposing it would race with ending.")]
internal sealed class Connection
{
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private Func<Task>? _farewell;
    private bool _isDismissed;
    private bool _isLeaving;

    internal Connection(RoomName room, ShardId shard, Visitor visitor, DateTimeOffset openedAt)
    {
        Room = room;
        Shard = shard;
        Visitor = visitor;
        OpenedAt = openedAt;
        Ended = _end.Token;
    }

    /// <summary>The room it is for.</summary>
    public RoomName Room { get; }

    /// <summary>The shard it goes to.</summary>
    public ShardId Shard { get; }

    /// <summary>Who it is for.</summary>
    public Visitor Visitor { get; }

    /// <summary>Since when.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>The person whose connection it is; set when it is counted.</summary>
    public Person Person { get; internal set; } = null!;

    /// <summary>When it closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; internal set; }

    /// <summary>Fires when the gateway ends the connection.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Whether its right has ended: it is ending, or has ended.</summary>
    public bool IsDismissed => Volatile.Read(ref _isDismissed);

    /// <summary>
    /// The carrier says how the shard is told that this visitor leaves; a closed socket alone leaves the person in the
    /// meeting for a minute. The farewell has a time limit of its own and does not fail. False: it comes too late, the
    /// connection has ended.
    /// </summary>
    public bool TryCarry(Func<Task> farewell)
    {
        lock (_lock)
        {
            _farewell = farewell;
            return !_isLeaving && !_end.IsCancellationRequested;
        }
    }

    /// <summary>Ends it as somebody whose right has ended: the shard is told first. More than once does no harm.</summary>
    internal void Dismiss()
    {
        Volatile.Write(ref _isDismissed, true);
        Leave();
    }

    /// <summary>
    /// Ends it, and the shard is told first that this visitor leaves; they may come again at once. More than once does no
    /// harm. False: it is ending already.
    /// </summary>
    internal bool Leave()
    {
        Func<Task>? farewell;
        lock (_lock)
        {
            if (_isLeaving)
                return false;
            _isLeaving = true;
            farewell = _farewell;
        }

        if (farewell is null)
            End();
        else
            _ = Task.Run(() => LeaveAsync(farewell));
        return true;
    }

    /// <summary>
    /// Ends it; the carriers notice through <see cref="Ended"/>. What they do then is done elsewhere: whoever ends a hundred
    /// is neither held up nor stopped by one of them. More than once does no harm.
    /// </summary>
    internal void End() => _ = _end.CancelAsync();

    private async Task LeaveAsync(Func<Task> farewell)
    {
        try
        {
            await farewell();
        }
        finally
        {
            End();
        }
    }
}
