using System.Collections.Concurrent;

namespace ConferenceGateway.Core;

/// <summary>
/// Remembers what raw spellings were parsed to, so that a known room costs no parsing and no memory. Take one for the
/// page's rule and one for signalling: the same spelling means different things under the two.
/// <para>
/// Two generations of half the capacity each. A full young one becomes the old one, and the former old one is dropped;
/// what is asked for in between moves to the young one. So a flood of invented names pushes out only what nobody uses.
/// </para>
/// Thread-safe.
/// </summary>
public sealed class RoomNameCache
{
    /// <summary>Longer spellings are parsed anew each time; characters of tenant, slash and room.</summary>
    private const int MaxSpelling = 512;

    private readonly int _half;
    private Generations _generations = new(new Generation(), new Generation());

    /// <summary>Makes an empty cache.</summary>
    /// <param name="capacity">The most spellings it holds; at least 2.</param>
    public RoomNameCache(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _half = capacity / 2;
    }

    /// <summary>How many spellings it holds now.</summary>
    public int Count
    {
        get
        {
            var (young, old) = Volatile.Read(ref _generations);
            return young.Names.Count + old.Names.Count;
        }
    }

    /// <summary>
    /// Finds a spelling. Allocates nothing, except once each time a spelling outlives a generation.
    /// </summary>
    public bool TryGet(ReadOnlySpan<char> rawTenant, ReadOnlySpan<char> rawRoom, out RoomName name)
    {
        var length = rawTenant.Length + 1 + rawRoom.Length;
        if (length > MaxSpelling)
        {
            name = default;
            return false;
        }

        // A spelling that was accepted holds no slash of its own, so the joined text has only one meaning.
        Span<char> spelling = stackalloc char[MaxSpelling];
        Join(rawTenant, rawRoom, spelling);
        spelling = spelling[..length];

        var generations = Volatile.Read(ref _generations);
        if (generations.Young.BySpan.TryGetValue(spelling, out name))
            return true;
        if (!generations.Old.BySpan.TryGetValue(spelling, out var kept, out name))
            return false;
        Keep(generations, kept, name);
        return true;
    }

    /// <summary>Remembers a spelling that was accepted. Refused ones are not remembered: there is no end to them.</summary>
    public void Add(ReadOnlySpan<char> rawTenant, ReadOnlySpan<char> rawRoom, RoomName name)
    {
        var length = rawTenant.Length + 1 + rawRoom.Length;
        if (length > MaxSpelling)
            return;
        Span<char> spelling = stackalloc char[MaxSpelling];
        Join(rawTenant, rawRoom, spelling);
        Keep(Volatile.Read(ref _generations), spelling[..length].ToString(), name);
    }

    private static void Join(ReadOnlySpan<char> tenant, ReadOnlySpan<char> room, Span<char> spelling)
    {
        tenant.CopyTo(spelling);
        spelling[tenant.Length] = '/';
        room.CopyTo(spelling[(tenant.Length + 1)..]);
    }

    private void Keep(Generations generations, string spelling, RoomName name)
    {
        // Counted here, because ConcurrentDictionary.Count takes all its locks. Threads that lose the exchange, or that
        // still fill a generation which has just grown old, overshoot by at most one spelling each.
        if (generations.Young.Names.TryAdd(spelling, name) && Interlocked.Increment(ref generations.Young.Added) >= _half)
            Interlocked.CompareExchange(ref _generations, new Generations(new Generation(), generations.Young), generations);
    }

    private sealed record Generations(Generation Young, Generation Old);

    private sealed class Generation
    {
        public readonly ConcurrentDictionary<string, RoomName> Names;
        public readonly ConcurrentDictionary<string, RoomName>.AlternateLookup<ReadOnlySpan<char>> BySpan;
        public int Added;

        public Generation()
        {
            Names = new ConcurrentDictionary<string, RoomName>(StringComparer.Ordinal);
            BySpan = Names.GetAlternateLookup<ReadOnlySpan<char>>();
        }
    }
}
