namespace ConferenceGateway.Core;

/// <summary>
/// Remembers what raw spellings were parsed to, so that a known room costs no parsing and no memory. Take one for the
/// page's rule and one for signalling: the same spelling means different things under the two. Bounded as
/// <see cref="BoundedCache{TValue}"/> says, and thread-safe.
/// </summary>
/// <param name="capacity">The most spellings it holds; at least 2.</param>
public sealed class RoomNameCache(int capacity)
{
    /// <summary>Longer spellings are parsed anew each time; characters of tenant, slash and room.</summary>
    private const int MaxSpelling = 512;

    private readonly BoundedCache<RoomName> _names = new(capacity);

    /// <summary>How many spellings it holds now.</summary>
    public int Count => _names.Count;

    /// <summary>
    /// Finds a spelling. Allocates nothing, except once each time a spelling outlives a generation.
    /// </summary>
    public bool TryGet(ReadOnlySpan<char> rawTenant, ReadOnlySpan<char> rawRoom, out RoomName name)
    {
        Span<char> spelling = stackalloc char[MaxSpelling];
        name = default;
        return TryJoin(rawTenant, rawRoom, spelling, out var length) && _names.TryGet(spelling[..length], out name);
    }

    /// <summary>Remembers a spelling that was accepted. Refused ones are not remembered: there is no end to them.</summary>
    public void Add(ReadOnlySpan<char> rawTenant, ReadOnlySpan<char> rawRoom, RoomName name)
    {
        Span<char> spelling = stackalloc char[MaxSpelling];
        if (TryJoin(rawTenant, rawRoom, spelling, out var length))
            _names.Add(spelling[..length].ToString(), name);
    }

    // A spelling that was accepted holds no slash of its own, so the joined text has only one meaning.
    private static bool TryJoin(ReadOnlySpan<char> tenant, ReadOnlySpan<char> room, Span<char> spelling, out int length)
    {
        length = tenant.Length + 1 + room.Length;
        if (length > spelling.Length)
            return false;
        tenant.CopyTo(spelling);
        spelling[tenant.Length] = '/';
        room.CopyTo(spelling[(tenant.Length + 1)..]);
        return true;
    }
}
