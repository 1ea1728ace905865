namespace ConferenceGateway.Identity.Guessing;

/// <summary>A leaky bucket: holds as many wrong tries as an hour allows, and is empty again an hour after the last.</summary>
/// <param name="Subject">What it counts for, as the table has it.</param>
/// <param name="Capacity">Tries; as many leak out an hour.</param>
internal readonly record struct Bucket(string Subject, int Capacity);

/// <summary>Whether a try may go on.</summary>
internal abstract record Admission
{
    /// <summary>It is counted in every bucket.</summary>
    /// <param name="Levels">Of each bucket with this try, in their order.</param>
    /// <param name="IsFilling">Whether the first bucket is full with this try, and was not lately.</param>
    public sealed record Admitted(IReadOnlyList<double> Levels, bool IsFilling) : Admission;

    /// <summary>A bucket is full: nothing was counted.</summary>
    /// <param name="Wait">Until there is place in all of them.</param>
    public sealed record Full(TimeSpan Wait) : Admission;
}

/// <summary>
/// How many wrong tries count now. A try is counted before its password is looked at and taken out again if it was right,
/// so that those who come at the same moment are not all let through. Subjects that strangers invent are bounded by the
/// bucket that counts all tries. Thread-safe.
/// </summary>
internal sealed class GuessBook(TimeProvider time)
{
    private const int SweepAbove = 1000;

    /// <summary>After this nothing is left of a try.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Level> _levels = new(StringComparer.Ordinal);

    /// <summary>How many subjects are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _levels.Count;
        }
    }

    /// <summary>Puts back what was there before a restart.</summary>
    public void Restore(IEnumerable<GuessRow> rows)
    {
        lock (_lock)
        {
            foreach (var row in rows)
                _levels[row.Subject] = new(row.Level, DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedMs));
        }
    }

    /// <summary>Counts a try in all of these, or in none.</summary>
    public Admission Admit(IReadOnlyList<Bucket> buckets)
    {
        lock (_lock)
        {
            Sweep();
            var wait = buckets.Max(bucket => (LevelOf(bucket) + 1 - bucket.Capacity) / bucket.Capacity);
            if (wait > 0)
                return new Admission.Full(wait * Memory);
            var wasFull = WasFull(buckets[0]);
            foreach (var bucket in buckets)
            {
                var level = LevelOf(bucket) + 1;
                _levels[bucket.Subject] = new(level, time.GetUtcNow(), WasFull(bucket) || IsFull(bucket, level));
            }

            return new Admission.Admitted([.. buckets.Select(LevelOf)], !wasFull && WasFull(buckets[0]));
        }
    }

    /// <summary>Takes one try out of each: it was right, or nobody looked at it.</summary>
    public void Forgive(IReadOnlyList<Bucket> buckets)
    {
        lock (_lock)
        {
            foreach (var bucket in buckets)
            {
                // What nothing is left of is not remembered: a queue that is full would else collect names.
                if (LevelOf(bucket) is > 1 and var level)
                    _levels[bucket.Subject] = new(level - 1, time.GetUtcNow());
                else
                    _levels.Remove(bucket.Subject);
            }
        }
    }

    private double LevelOf(Bucket bucket)
    {
        if (!_levels.TryGetValue(bucket.Subject, out var level))
            return 0;
        return Math.Max(0, level.Value - bucket.Capacity * Math.Max(0, (time.GetUtcNow() - level.At) / Memory));
    }

    // One that leaks a single try and is filled again is still the same filling.
    private bool WasFull(Bucket bucket) => _levels.TryGetValue(bucket.Subject, out var level) && level.WasFull && LevelOf(bucket) >= bucket.Capacity / 2.0;

    private static bool IsFull(Bucket bucket, double level) => level > bucket.Capacity - 1;

    private void Sweep()
    {
        if (_levels.Count <= SweepAbove)
            return;
        var now = time.GetUtcNow();
        foreach (var (subject, level) in _levels)
        {
            if (level.Value == 0 || now - level.At >= Memory)
                _levels.Remove(subject);
        }
    }

    private readonly record struct Level(double Value, DateTimeOffset At, bool WasFull = false);
}
