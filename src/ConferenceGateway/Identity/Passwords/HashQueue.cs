using System.Collections.Concurrent;
using System.Security.Cryptography;
using ConferenceGateway.Portal;

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

    /// <summary>Of one account no more wait: whoever knows their own password is not kept from using it, and could fill the queue.</summary>
    public const int MostWaitingOfOne = 4;

    private readonly HashCost _cost;
    private readonly PasswordHash _nobodys;
    private readonly BlockingCollection<Work> _waiting = new(MostWaiting);
    private readonly ConcurrentDictionary<string, int> _places = new(StringComparer.Ordinal);
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
    /// <param name="password">What is hashed.</param>
    /// <param name="owner">Who has no more than their share of the queue; null: nobody's share is looked at.</param>
    /// <param name="cancellation">Whoever wanted it leaves.</param>
    /// <exception cref="OperationCanceledException">Whoever wanted it has left.</exception>
    public async Task<string?> HashAsync(string password, string? owner = null, CancellationToken cancellation = default)
    {
        string? hash = null;
        return await RunAsync(() => hash = PasswordHash.Make(password, _cost).ToString(), owner, cancellation) ? hash : null;
    }

    /// <summary>
    /// Looks whether a new password can be one. Some texts take longer to weigh than to hash, so that stands in the same
    /// queue. False: too many wait already.
    /// </summary>
    /// <exception cref="OperationCanceledException">Whoever wanted it has left.</exception>
    public async Task<(bool IsWeighed, Text? Fault)> WeighAsync(Func<Text?> fault, string owner, CancellationToken cancellation = default)
    {
        Text? found = null;
        return (await RunAsync(() => found = fault(), owner, cancellation, isHash: false), found);
    }

    /// <summary>
    /// Compares a password with the hash of an account. Without one (no account, none that signs in by password) it does
    /// the same work, and the answer is <see cref="PasswordVerdict.Wrong"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">Whoever wanted it has left.</exception>
    public async Task<PasswordVerdict> VerifyAsync(string? hash, string password, string? owner = null, CancellationToken cancellation = default)
    {
        var known = PasswordHash.Parse(hash);
        var isRight = false;
        if (!await RunAsync(() => isRight = (known ?? _nobodys).Verify(password) && known is not null, owner, cancellation))
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

    private async Task<bool> RunAsync(Action compute, string? owner, CancellationToken cancellation, bool isHash = true)
    {
        cancellation.ThrowIfCancellationRequested();
        var work = new Work(compute, owner, isHash);
        if (!TakePlace(owner))
            return false;
        if (_waiting.IsAddingCompleted || !_waiting.TryAdd(work, 0, CancellationToken.None))
        {
            LeavePlace(owner);
            return false;
        }

        await using var left = cancellation.Register(() => work.Answer.TrySetCanceled(cancellation));
        await work.Answer.Task;
        return true;
    }

    private bool TakePlace(string? owner)
    {
        if (owner is null || _places.AddOrUpdate(owner, 1, (_, places) => places + 1) <= MostWaitingOfOne)
            return true;
        LeavePlace(owner);
        return false;
    }

    // The place in the queue stays taken until its turn, also if whoever wanted it has left.
    private void LeavePlace(string? owner)
    {
        if (owner is not null && _places.AddOrUpdate(owner, 0, (_, places) => places - 1) <= 0)
            _places.TryRemove(KeyValuePair.Create(owner, 0));
    }

    private void WorkOff()
    {
        foreach (var work in _waiting.GetConsumingEnumerable())
        {
            LeavePlace(work.Owner);
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
                if (work.IsHash)
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

    private sealed record Work(Action Compute, string? Owner, bool IsHash)
    {
        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
