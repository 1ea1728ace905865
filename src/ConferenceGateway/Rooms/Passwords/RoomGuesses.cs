using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Rooms.Passwords;

/// <summary>A leaky bucket of wrong tries: what it holds leaks out within a minute.</summary>
/// <param name="Subject">Whose tries, for which room.</param>
/// <param name="Capacity">Wrong tries a minute.</param>
internal readonly record struct TryBucket(string Subject, int Capacity);

/// <summary>
/// How many passwords may be tried. A try takes a place in each of its buckets before anybody looks at it, and gets it back
/// if it was right: so only wrong ones cost, and those that come at the same moment are not all let through. Where a bucket
/// is full a try waits for a place, but not long. Thread-safe.
/// </summary>
/// <remarks>
/// Whoever was right gives their network one more place for that room: from a hall in which hundreds type the right password
/// some are bound to mistype, and from one in which nobody knows it none is right.
/// </remarks>
internal sealed partial class RoomGuesses(GuessRows rows, TimeProvider time, ILogger<RoomGuesses> logger)
{
    /// <summary>Wrong tries a minute of a network (/24, /48) at one room, and of one known browser, account or invitation.</summary>
    public const int PerSource = 10;

    /// <summary>Wrong tries a minute at one room, of all whom nothing is known of.</summary>
    public const int PerRoom = 60;

    /// <summary>What those who were right can add to their network's places; a minute later it is gone.</summary>
    public const int MostCredit = 50;

    /// <summary>Nobody waits longer than this for a place.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>More do not wait, before all rooms together.</summary>
    public const int MostWaiting = 1000;

    /// <summary>More of one bucket do not wait.</summary>
    public const int MostWaitingOfOne = 250;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);
    private const int SweepAbove = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Level> _levels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _waiting = new(StringComparer.Ordinal);
    private int _allWaiting;
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// The buckets of a try. Whoever is known has one of their own, which strangers cannot fill. Browsers have one more in
    /// common with those of their network: whoever knew the password of before can have made any number of them known.
    /// </summary>
    public static TryBucket[] BucketsOf(IPAddress? address, RoomName room, string? owner) => owner is not null
        ? owner.StartsWith("browser ", StringComparison.Ordinal)
            ? [new($"{owner} {room.Key}", PerSource), new($"known {ClientAddress.Masked(address)} {room.Key}", PerRoom)]
            : [new($"{owner} {room.Key}", PerSource)]
        : [new($"source {ClientAddress.Masked(address)} {room.Key}", PerSource), new($"room {room.Key}", PerRoom)];

    /// <summary>Takes a place in each bucket. Null: go on, and <see cref="LeaveAsync"/> follows; else how long it takes until there is one.</summary>
    public async Task<TimeSpan?> EnterAsync(TryBucket[] buckets, CancellationToken cancellation)
    {
        // By the clock that nobody sets.
        var start = time.GetTimestamp();
        var waits = false;
        try
        {
            while (true)
            {
                TimeSpan wait, left;
                Task freed;
                lock (_lock)
                {
                    wait = WaitOf(buckets);
                    if (wait <= TimeSpan.Zero)
                    {
                        foreach (var bucket in buckets)
                            Add(bucket.Subject, 1);
                        return null;
                    }

                    left = LongestWait - time.GetElapsedTime(start);
                    if (left <= TimeSpan.Zero || (!waits && !TryWait(buckets)))
                        return wait;
                    waits = true;
                    freed = _freed.Task;
                }

                // Whichever comes first: a place leaks free, somebody was right, or it has taken too long.
                await freed.WaitAsync(wait < left ? wait : left, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            if (waits)
                WaitNoMore(buckets);
        }
    }

    /// <summary>What came of it: only a wrong try keeps its places, and is written down.</summary>
    public async Task LeaveAsync(TryBucket[] buckets, PasswordTry answer)
    {
        if (answer is not PasswordTry.Wrong)
        {
            lock (_lock)
            {
                foreach (var bucket in buckets)
                    Add(bucket.Subject, -1);
                if (answer is PasswordTry.Right)
                    Add(CreditOf(buckets[0]), 1);
                var freed = _freed;
                _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                freed.SetResult();
            }

            return;
        }

        GuessLevel[] levels;
        bool isFull;
        lock (_lock)
        {
            levels = [.. buckets.Select(bucket => new GuessLevel(bucket.Subject, LevelOf(bucket.Subject), time.GetUtcNow()))];
            isFull = WaitOf(buckets) > TimeSpan.Zero;
        }

        if (isFull && logger.IsEnabled(LogLevel.Warning))
            Log.Full(logger, buckets.Length);
        await rows.SaveAsync(levels);
    }

    /// <summary>Puts back what counted before a restart.</summary>
    public async Task LoadAsync()
    {
        foreach (var level in await rows.ListAsync(time.GetUtcNow() - Memory))
        {
            lock (_lock)
                _levels[level.Subject] = new(level.Value, level.At);
        }
    }

    private TimeSpan WaitOf(TryBucket[] buckets)
    {
        var longest = TimeSpan.Zero;
        foreach (var bucket in buckets)
        {
            var capacity = bucket.Capacity + Math.Min(LevelOf(CreditOf(bucket)), MostCredit);
            var over = LevelOf(bucket.Subject) + 1 - capacity;
            // A hair above: what leaks by time is never quite whole.
            if (over > 1e-6 && Memory * (over / bucket.Capacity) is var wait && wait > longest)
                longest = wait;
        }

        return longest;
    }

    private static string CreditOf(TryBucket bucket) => "right " + bucket.Subject;

    // What is in a bucket leaks at the bucket's own pace: its capacity within a minute. Rights leak as those of a source.
    private double LevelOf(string subject)
    {
        if (!_levels.TryGetValue(subject, out var level))
            return 0;
        var pace = subject.StartsWith("room ", StringComparison.Ordinal) || subject.StartsWith("known ", StringComparison.Ordinal) ? PerRoom : subject.StartsWith("right ", StringComparison.Ordinal) ? MostCredit : PerSource;
        return Math.Max(0, level.Value - pace * Math.Max(0, (time.GetUtcNow() - level.At) / Memory));
    }

    private void Add(string subject, double tries)
    {
        Sweep();
        var level = LevelOf(subject) + tries;
        if (level > 0)
            _levels[subject] = new(level, time.GetUtcNow());
        else
            _levels.Remove(subject);
    }

    private bool TryWait(TryBucket[] buckets)
    {
        if (_allWaiting >= MostWaiting || buckets.Any(bucket => _waiting.GetValueOrDefault(bucket.Subject) >= MostWaitingOfOne))
            return false;
        _allWaiting++;
        foreach (var bucket in buckets)
            _waiting[bucket.Subject] = _waiting.GetValueOrDefault(bucket.Subject) + 1;
        return true;
    }

    private void WaitNoMore(TryBucket[] buckets)
    {
        lock (_lock)
        {
            _allWaiting--;
            foreach (var bucket in buckets)
            {
                if ((_waiting[bucket.Subject] -= 1) == 0)
                    _waiting.Remove(bucket.Subject);
            }
        }
    }

    private void Sweep()
    {
        if (_levels.Count <= SweepAbove)
            return;
        foreach (var subject in _levels.Keys.ToList())
        {
            if (LevelOf(subject) == 0)
                _levels.Remove(subject);
        }
    }

    private readonly record struct Level(double Value, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(8110, LogLevel.Warning, "So many wrong passwords were typed at a room that the next ones wait ({Buckets} counts). Members whose browser is known, who are signed in or invited do not")]
        public static partial void Full(ILogger logger, int buckets);
    }
}
