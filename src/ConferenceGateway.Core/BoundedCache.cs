using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ConferenceGateway.Core;

/// <summary>
/// Remembers values by text that strangers choose, and never more than a number of them.
/// <para>
/// Two generations of half the capacity each. A full young one becomes the old one, and the former old one is dropped;
/// what is asked for in between moves to the young one. So a flood of invented texts pushes out only what nobody uses.
/// </para>
/// Thread-safe.
/// </summary>
public sealed class BoundedCache<TValue>
{
    private readonly int _half;
    private Generations _generations = new(new Generation(), new Generation());

    /// <summary>Makes an empty cache.</summary>
    /// <param name="capacity">The most texts it holds; at least 2.</param>
    public BoundedCache(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _half = capacity / 2;
    }

    /// <summary>How many texts it holds now.</summary>
    public int Count
    {
        get
        {
            var (young, old) = Volatile.Read(ref _generations);
            return young.Values.Count + old.Values.Count;
        }
    }

    /// <summary>Finds a text, compared exactly. Allocates nothing, except once each time a text outlives a generation.</summary>
    public bool TryGet(ReadOnlySpan<char> text, [MaybeNullWhen(false)] out TValue value)
    {
        var generations = Volatile.Read(ref _generations);
        if (generations.Young.BySpan.TryGetValue(text, out value))
            return true;
        if (!generations.Old.BySpan.TryGetValue(text, out var kept, out value))
            return false;
        Keep(generations, kept, value);
        return true;
    }

    /// <summary>Remembers a text; of two values that are added for one text the first stays.</summary>
    public void Add(string text, TValue value) => Keep(Volatile.Read(ref _generations), text, value);

    private void Keep(Generations generations, string text, TValue value)
    {
        // Counted here, because ConcurrentDictionary.Count takes all its locks. Threads that lose the exchange, or that
        // still fill a generation which has just grown old, overshoot by at most one text each.
        if (generations.Young.Values.TryAdd(text, value) && Interlocked.Increment(ref generations.Young.Added) >= _half)
            Interlocked.CompareExchange(ref _generations, new Generations(new Generation(), generations.Young), generations);
    }

    private sealed record Generations(Generation Young, Generation Old);

    private sealed class Generation
    {
        public readonly ConcurrentDictionary<string, TValue> Values;
        public readonly ConcurrentDictionary<string, TValue>.AlternateLookup<ReadOnlySpan<char>> BySpan;
        public int Added;

        public Generation()
        {
            Values = new ConcurrentDictionary<string, TValue>(StringComparer.Ordinal);
            BySpan = Values.GetAlternateLookup<ReadOnlySpan<char>>();
        }
    }
}
