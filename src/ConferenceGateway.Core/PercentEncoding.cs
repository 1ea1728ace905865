using System.Buffers;
using System.Text;

namespace ConferenceGateway.Core;

/// <summary>
/// Percent-encoding as JavaScript does it (ECMA-262, "URI Handling Functions"), because the names are made and read by
/// JavaScript. .NET's own functions differ in what they leave alone and in how they forgive.
/// </summary>
internal static class PercentEncoding
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    private static readonly SearchValues<char> BackendSafe = SearchValues.Create(Unreserved + "!*'()");
    private static readonly SearchValues<char> LinkSafe = SearchValues.Create(Unreserved);

    /// <summary><c>encodeURIComponent(key).toLowerCase()</c>, for a key, which is lower-case itself.</summary>
    public static string EncodeBackend(string key) => Encode(key, BackendSafe, "0123456789abcdef");

    /// <summary>
    /// <c>encodeURIComponent(key)</c> with <c>! ' ( ) *</c> encoded too: Jitsi's client deletes those from a path, unless
    /// they come encoded.
    /// </summary>
    public static string EncodeLink(string key) => Encode(key, LinkSafe, "0123456789ABCDEF");

    /// <summary>
    /// <c>decodeURIComponent</c>. False where that throws: a percent sign without two hex digits, or bytes that are no
    /// UTF-8. <paramref name="target"/> must be as long as the text.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<char> target, out int written) =>
        TryDecode(text, target, isForm: false, out written);

    /// <summary>
    /// One value of a query as <c>URLSearchParams</c> reads it: a plus sign is a blank, a percent sign without two hex
    /// digits is itself. False for bytes that are no UTF-8, where <c>URLSearchParams</c> would put U+FFFD.
    /// </summary>
    public static bool TryDecodeForm(ReadOnlySpan<char> text, Span<char> target, out int written) =>
        TryDecode(text, target, isForm: true, out written);

    /// <summary>Whether a percent sign and two hex digits stand anywhere in the text.</summary>
    public static bool HasEscape(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('%'); at >= 0;)
        {
            if (TryReadByte(text[at..], out _))
                return true;
            var next = text[(at + 1)..].IndexOf('%');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, Span<char> target, bool isForm, out int written)
    {
        Span<byte> sequence = stackalloc byte[4];
        written = 0;
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (c != '%')
            {
                target[written++] = isForm && c == '+' ? ' ' : c;
                at++;
                continue;
            }

            if (!TryReadByte(text[at..], out sequence[0]))
            {
                if (!isForm)
                    return false;
                target[written++] = c;
                at++;
                continue;
            }

            var length = SequenceLength(sequence[0]);
            if (length == 0 || text.Length - at < 3 * length)
                return false;
            for (var i = 1; i < length; i++)
            {
                if (!TryReadByte(text[(at + 3 * i)..], out sequence[i]))
                    return false;
            }

            // Refuses overlong forms, surrogates and what lies beyond U+10FFFF, as decodeURIComponent does.
            if (Rune.DecodeFromUtf8(sequence[..length], out var rune, out var consumed) != OperationStatus.Done || consumed != length)
                return false;
            written += rune.EncodeToUtf16(target[written..]);
            at += 3 * length;
        }

        return true;
    }

    private static int SequenceLength(byte lead) => lead switch
    {
        < 0x80 => 1,
        < 0xC2 => 0,
        < 0xE0 => 2,
        < 0xF0 => 3,
        < 0xF5 => 4,
        _ => 0,
    };

    private static bool TryReadByte(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        if (text.Length < 3 || text[0] != '%' || !char.IsAsciiHexDigit(text[1]) || !char.IsAsciiHexDigit(text[2]))
            return false;
        value = (byte)((HexValue(text[1]) << 4) | HexValue(text[2]));
        return true;
    }

    private static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static string Encode(string key, SearchValues<char> safe, string digits)
    {
        var first = key.AsSpan().IndexOfAnyExcept(safe);
        if (first < 0)
            return key;

        var encoded = new StringBuilder(key.Length * 3).Append(key, 0, first);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in key.AsSpan(first).EnumerateRunes())
        {
            if (rune.IsBmp && safe.Contains((char)rune.Value))
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            var length = rune.EncodeToUtf8(bytes);
            foreach (var b in bytes[..length])
                encoded.Append('%').Append(digits[b >> 4]).Append(digits[b & 15]);
        }

        return encoded.ToString();
    }
}
