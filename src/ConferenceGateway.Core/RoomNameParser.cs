using System.Buffers;

namespace ConferenceGateway.Core;

/// <summary>The ways in which one part of a name, tenant or room, becomes its key.</summary>
internal static class RoomNameParser
{
    private const int StackLimit = 512;

    /// <summary>What Jitsi's client deletes from each segment of a path, in <c>react/features/base/util/uri.ts</c>.</summary>
    private static readonly SearchValues<char> DeletedByJitsi = SearchValues.Create(":?#[]@!$&'()*+,;=></\"");

    /// <summary>A tenant's raw path segment; null if it is empty.</summary>
    public static RoomNameFault ReadTenant(ReadOnlySpan<char> raw, out string? key)
    {
        key = null;
        return raw.IsEmpty ? RoomNameFault.None : ReadPage(raw, out key);
    }

    /// <summary>A raw path segment: delete, decode once, fold.</summary>
    public static RoomNameFault ReadPage(ReadOnlySpan<char> raw, out string? key)
    {
        if (RoomNameRules.IsPlain(raw))
            return ReadPlain(raw, out key);
        key = null;
        var fault = RoomNameRules.CheckRaw(raw);
        if (fault != RoomNameFault.None)
            return fault;

        Span<char> kept = raw.Length <= StackLimit ? stackalloc char[StackLimit] : new char[raw.Length];
        kept = kept[..Delete(raw, kept)];
        Span<char> decoded = raw.Length <= StackLimit ? stackalloc char[StackLimit] : new char[raw.Length];
        // Jitsi's client goes on with the undecoded text where decodeURIComponent throws; so "100%" is a room.
        return PercentEncoding.TryDecode(kept, decoded, out var length)
            ? ReadDecoded(decoded[..length], out key)
            : ReadDecoded(kept, out key);
    }

    /// <summary>The raw value of <c>?room=</c>: decode, once more for old clients, and insist on the key.</summary>
    public static RoomNameFault ReadSignalling(ReadOnlySpan<char> raw, out string? key)
    {
        if (RoomNameRules.IsPlain(raw))
            return ReadPlain(raw, out key);
        key = null;
        var fault = RoomNameRules.CheckRaw(raw);
        if (fault != RoomNameFault.None)
            return fault;

        Span<char> once = raw.Length <= StackLimit ? stackalloc char[StackLimit] : new char[raw.Length];
        if (!PercentEncoding.TryDecodeForm(raw, once, out var length))
            return RoomNameFault.Malformed;
        once = once[..length];

        // Old clients put the percent-encoded name into URLSearchParams, which encoded it again.
        if (PercentEncoding.HasEscape(once))
        {
            Span<char> twice = length <= StackLimit ? stackalloc char[StackLimit] : new char[length];
            if (PercentEncoding.TryDecode(once, twice, out length))
            {
                once = twice[..length];
                return ReadCanonical(once, out key);
            }
        }

        return ReadCanonical(once, out key);
    }

    /// <summary>What a person typed.</summary>
    public static RoomNameFault ReadTyped(string text, out string? tenant, out string? room)
    {
        tenant = room = null;
        // Trimming and searching are linear in what was typed; nothing sensible is longer than this.
        if (text.Length > RoomNameRules.MaxRawLength)
            return RoomNameFault.TooLong;
        var typed = text.AsSpan().Trim();
        var slash = typed.IndexOf('/');
        if (slash < 0)
            return ReadDecoded(typed, out room);
        if (slash == 0)
            return RoomNameFault.Slash;

        var fault = ReadDecoded(typed[..slash].Trim(), out tenant);
        return fault == RoomNameFault.None ? ReadDecoded(typed[(slash + 1)..].Trim(), out room) : fault;
    }

    /// <summary>A stored key.</summary>
    public static RoomNameFault ReadKey(string text, out string? tenant, out string? room)
    {
        tenant = room = null;
        if (text.Length > (2 * RoomNameRules.MaxLength) + 1)
            return RoomNameFault.TooLong;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return ReadCanonical(text, out room);
        var fault = ReadCanonical(text.AsSpan(0, slash), out tenant);
        return fault == RoomNameFault.None ? ReadCanonical(text.AsSpan(slash + 1), out room) : fault;
    }

    private static RoomNameFault ReadPlain(ReadOnlySpan<char> raw, out string? key)
    {
        key = null;
        if (ReservedNames.Contains(raw))
            return RoomNameFault.Reserved;
        key = raw.ToString();
        return RoomNameFault.None;
    }

    private static RoomNameFault ReadCanonical(ReadOnlySpan<char> text, out string? key)
    {
        var fault = ReadDecoded(text, out key);
        if (fault is RoomNameFault.None && !text.SequenceEqual(key))
        {
            key = null;
            return RoomNameFault.NotCanonical;
        }

        return fault;
    }

    private static RoomNameFault ReadDecoded(ReadOnlySpan<char> text, out string? key)
    {
        key = null;
        var fault = RoomNameRules.CheckDecoded(text);
        if (fault != RoomNameFault.None)
            return fault;
        var folded = RoomNameFolding.Fold(text.ToString());
        fault = RoomNameRules.CheckKey(folded);
        if (fault == RoomNameFault.None)
            key = folded;
        return fault;
    }

    private static int Delete(ReadOnlySpan<char> raw, Span<char> kept)
    {
        var length = 0;
        foreach (var c in raw)
        {
            if (!DeletedByJitsi.Contains(c))
                kept[length++] = c;
        }

        return length;
    }
}
