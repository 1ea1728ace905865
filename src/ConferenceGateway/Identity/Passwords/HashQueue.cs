using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ConferenceGateway.Identity.Passwords;

/// <summary>What a password turned out to be.</summary>
internal enum PasswordVerdict
{
    /// <summary>Another one, or there is none.</summary>
    Wrong,

    /// <summary>The right one.</summary>
    Right,

    /// <summary>The right one, but its hash cost less than the settings ask for now: hash it anew.</summary>
    RightButCheap,

    /// <summary>Nothing was computed: too many wait already.</summary>
    Busy,
}

/// <summary>
/// Computes password hashes one after the other, on a thread of its own: however many people sign in, they take one core
/// and the memory of one hash, and the sockets of the meetings never wait for them. Thread-safe.
/// </summary>
internal sealed class HashQueue : IDisposable
{
    /// <summary>More than these do not wait. At tens of milliseconds each the last one waits a second or two.</summary>
    public const int MostWaiting = 16;

    private readonly HashCost _cost;
    private readonly PasswordHash _nobodys;
    private readonly BlockingCollection<Work> _waiting = new(MostWaiting);
    private readonly Thread _thread;
    private long _done;

    /// <summary>Starts the thread.</summary>
    public HashQueue(SignInOptions options)
    {
        _cost = new(options.HashMebibytes, options.HashPasses);
        // No password has this hash; finding that out takes as long as with any other.
        _nobodys = new(_cost, RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(32));
        _thread = new Thread(WorkOff) { IsBackground = true, Name = "Password hashes" };
        _thread.Start();
    }

    /// <summary>How many hashes were computed since the start.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>A new hash as a PHC string; null: too many wait already.</summary>
    /// <exception cref="OperationCanceledException">Whoever wanted it has left.</exception>
    public async Task<string?> HashAsync(string password, CancellationToken cancellation = default)
    {
        string? hash = null;
        return await RunAsync(() => hash = PasswordHash.Make(password, _cost).ToString(), cancellation) ? hash : null;
    }

    /// <summary>
    /// Compares a password with the hash of an account. Without one (no account, none that signs in by password) it does
    /// the same work, and the answer is <see cref="PasswordVerdict.Wrong"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">Whoever wanted it has left.</exception>
    public async Task<PasswordVerdict> VerifyAsync(string? hash, string password, CancellationToken cancellation = default)
    {
        var known = PasswordHash.Parse(hash);
        var isRight = false;
        if (!await RunAsync(() => isRight = (known ?? _nobodys).Verify(password) && known is not null, cancellation))
            return PasswordVerdict.Busy;
        if (!isRight)
            return PasswordVerdict.Wrong;
        return known!.Cost.Mebibytes < _cost.Mebibytes || known.Cost.Passes < _cost.Passes ? PasswordVerdict.RightButCheap : PasswordVerdict.Right;
    }

    /// <summary>Takes no more work, and lets the thread end. What still waits is given up.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private async Task<bool> RunAsync(Action compute, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var work = new Work(compute);
        if (_waiting.IsAddingCompleted || !_waiting.TryAdd(work, 0, CancellationToken.None))
            return false;
        await using var left = cancellation.Register(() => work.Answer.TrySetCanceled(cancellation));
        await work.Answer.Task;
        return true;
    }

    private void WorkOff()
    {
        foreach (var work in _waiting.GetConsumingEnumerable())
        {
            // Nobody waits for it any more.
            if (work.Answer.Task.IsCompleted)
                continue;
            if (_waiting.IsAddingCompleted)
            {
                work.Answer.TrySetCanceled();
                continue;
            }

            try
            {
                work.Compute();
                Interlocked.Increment(ref _done);
                work.Answer.TrySetResult();
            }
            catch (Exception e)
            {
                // A fault belongs to whoever asked; the thread goes on.
                work.Answer.TrySetException(e);
            }
        }
    }

    private sealed record Work(Action Compute)
    {
        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
