using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConferenceGateway.Proxy;

/// <summary>
/// The opening tag of a BOSH body (XEP-0124): all that is read of it are the session's name, the request's number and whether it ends. The
/// rest is between the client and Prosody.
/// </summary>
internal readonly record struct BoshTag(string? Sid, bool IsTerminate, long? Rid = null)
{
    /// <summary>Bytes within which the tag ends; real ones have some hundred.</summary>
    public const int MaxLength = 2048;

    /// <summary>Longest name of a session that is believed.</summary>
    private const int MaxSid = 128;

    /// <summary>Reads the tag from the beginning of a body. False: it does not end within these bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out BoshTag tag)
    {
        tag = default;
        var end = body.IndexOf((byte)'>');
        if (end < 0)
            return false;
        var text = body[..end];
        var start = text.IndexOf("<body"u8);
        if (start < 0)
            return true;
        text = text[(start + 5)..];
        tag = new BoshTag(Attribute(text, " sid="u8), Attribute(text, " type="u8) == "terminate", NumberOf(Attribute(text, " rid="u8)));
        return true;
    }

    /// <summary>As for a span, for a body that arrives in pieces.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> body, out BoshTag tag)
    {
        if (body.IsSingleSegment || body.FirstSpan.Contains((byte)'>'))
            return TryRead(body.FirstSpan, out tag);
        var length = (int)Math.Min(body.Length, MaxLength);
        Span<byte> copy = stackalloc byte[MaxLength];
        body.Slice(0, length).CopyTo(copy);
        return TryRead(copy[..length], out tag);
    }

    // At most 2^53 - 1 (XEP-0124, 14.1).
    private static long? NumberOf(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 53 ? number : null;

    private static string? Attribute(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        if (at < 0 || at + name.Length >= text.Length)
            return null;
        var value = text[(at + name.Length)..];
        var quote = value[0];
        if (quote is not ((byte)'\'' or (byte)'"'))
            return null;
        value = value[1..];
        var end = value.IndexOf(quote);
        return end is > 0 and <= MaxSid ? Encoding.ASCII.GetString(value[..end]) : null;
    }
}
