using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConferenceGateway.Proxy;

/// <summary>
/// The opening tag of a BOSH body (XEP-0124): all that is read of it are the session's name, the request's number and
/// whether it ends. The rest is between the client and Prosody.
/// </summary>
/// <param name="Sid">The session; null: it names none.</param>
/// <param name="IsTerminate">Whether the session ends with it.</param>
/// <param name="Rid">The number of the request; null: it has none.</param>
internal readonly record struct BoshTag(string? Sid, bool IsTerminate, long? Rid = null)
{
    /// <summary>Bytes within which the tag ends; real ones have some hundred.</summary>
    public const int MaxLength = 2048;

    /// <summary>Longest name of a session that is believed.</summary>
    private const int MaxSid = 128;

    private static readonly SearchValues<byte> NoName = SearchValues.Create("= \t\r\n<>/\"'"u8);

    /// <summary>
    /// Whether it is written so that every reader of XML reads the same: <c>body</c> without a prefix, nothing before it,
    /// and no references in what is read here. Else Prosody might see a session where we see none.
    /// </summary>
    public bool IsPlain { get; private init; }

    /// <summary>Reads the tag from the beginning of a body. False: it does not end within these bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out BoshTag tag)
    {
        tag = default;
        var text = body.TrimStart(" \t\r\n"u8);
        var shared = text.CommonPrefixLength("<body"u8);
        if (shared < "<body"u8.Length)
            return shared < text.Length;
        text = text[shared..];
        var read = new BoshTag(null, false);
        while (true)
        {
            var rest = text.TrimStart(" \t\r\n"u8);
            if (rest.IsEmpty)
                return false;
            if (rest[0] is (byte)'>' or (byte)'/')
            {
                if (rest.Length == 1 && rest[0] == '/')
                    return false;
                if (rest[0] == '>' || rest[1] == '>')
                    tag = read with { IsPlain = true };
                return true;
            }

            // A blank stands before each attribute.
            if (rest.Length == text.Length)
                return true;
            switch (ReadAttribute(ref rest, out var name, out var value))
            {
                case null:
                    return false;
                case false:
                    return true;
            }

            if (!TryTake(name, value, ref read))
                return true;
            text = rest;
        }
    }

    /// <summary>As for a span, for a body that arrives in pieces.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> body, out BoshTag tag)
    {
        if (body.IsSingleSegment)
            return TryRead(body.FirstSpan, out tag);
        var length = (int)Math.Min(body.Length, MaxLength);
        Span<byte> copy = stackalloc byte[MaxLength];
        body.Slice(0, length).CopyTo(copy);
        return TryRead(copy[..length], out tag);
    }

    // False: Prosody might read something else there.
    private static bool TryTake(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ref BoshTag read)
    {
        var (isSid, isRid) = (name.SequenceEqual("sid"u8), name.SequenceEqual("rid"u8));
        if (!isSid && !isRid && !name.SequenceEqual("type"u8))
            return true;
        if (value.ContainsAnyExceptInRange((byte)' ', (byte)'~') || value.Contains((byte)'&'))
            return false;
        if (isRid)
            return (read = read with { Rid = NumberOf(value) }).Rid is not null;
        if (!isSid)
            read = read with { IsTerminate = value.SequenceEqual("terminate"u8) };
        else if (value.Length is 0 or > MaxSid)
            return false;
        else
            read = read with { Sid = Encoding.ASCII.GetString(value) };
        return true;
    }

    // At most 2^53 - 1 (XEP-0124, 14.1).
    private static long? NumberOf(ReadOnlySpan<byte> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 53 ? number : null;

    /// <summary>Takes one attribute from the front. Null: it does not end within these bytes; false: it is none.</summary>
    private static bool? ReadAttribute(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        var end = text.IndexOfAny(NoName);
        name = end < 0 ? text : text[..end];
        if (end < 0)
            return null;
        var rest = text[end..].TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty)
            return null;
        if (name.IsEmpty || rest[0] != '=')
            return false;
        rest = rest[1..].TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty)
            return null;
        var quote = rest[0];
        if (quote is not ((byte)'\'' or (byte)'"'))
            return false;
        rest = rest[1..];
        end = rest.IndexOf(quote);
        if (end < 0)
            return null;
        value = rest[..end];
        text = rest[(end + 1)..];
        return true;
    }
}
