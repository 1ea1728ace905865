using System.Buffers;
using System.Text;

namespace ConferenceGateway.Core;

/// <summary>What no room name may hold. Asked of the raw spelling first, then of what it decodes and folds to.</summary>
internal static class RoomNameRules
{
    /// <summary>Longest key of one part; UTF-16 units.</summary>
    public const int MaxLength = 200;

    /// <summary>
    /// Longest undecoded spelling of one part; characters. The longest that a client has a reason to send is a name that
    /// is encoded twice: 15 characters (<c>%25e2%2582%25ac</c>) for each of its 200.
    /// </summary>
    public const int MaxRawLength = 4096;

    /// <summary>
    /// Longest decoded text that can still become a key; UTF-16 units. Normalisation joins at most four to one (U+1F82),
    /// so nothing that is longer needs to be normalised to be refused.
    /// </summary>
    public const int MaxDecodedLength = 4 * MaxLength;

    /// <summary>Longest node of an XMPP address; bytes (RFC 7622, section 3.3).</summary>
    public const int MaxNodeLength = 1023;

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Whether a spelling is so plain that every rule keeps it as it is. Reserved names are plain too.</summary>
    public static bool IsPlain(ReadOnlySpan<char> raw) =>
        raw.Length is > 0 and <= MaxLength && !raw.ContainsAnyExcept(Plain);

    /// <summary>What is wrong with an undecoded spelling.</summary>
    public static RoomNameFault CheckRaw(ReadOnlySpan<char> raw)
    {
        if (raw.Length > MaxRawLength)
            return RoomNameFault.TooLong;
        if (raw.Contains("%2f", StringComparison.OrdinalIgnoreCase))
            return RoomNameFault.Slash;
        if (raw.Contains("%5c", StringComparison.OrdinalIgnoreCase))
            return RoomNameFault.Backslash;
        if (raw.Contains("%00", StringComparison.Ordinal))
            return RoomNameFault.Control;
        return CheckCharacters(raw);
    }

    /// <summary>What is wrong with a decoded text, before it is folded.</summary>
    public static RoomNameFault CheckDecoded(ReadOnlySpan<char> text) =>
        text.Length > MaxDecodedLength ? RoomNameFault.TooLong : CheckText(text);

    /// <summary>What is wrong with a folded text.</summary>
    public static RoomNameFault CheckKey(ReadOnlySpan<char> key)
    {
        if (key.Length > MaxLength)
            return RoomNameFault.TooLong;
        var fault = CheckText(key);
        if (fault != RoomNameFault.None)
            return fault;
        return ReservedNames.Contains(key) ? RoomNameFault.Reserved : RoomNameFault.None;
    }

    private static RoomNameFault CheckText(ReadOnlySpan<char> text)
    {
        if (text.Trim(' ').IsEmpty)
            return RoomNameFault.Empty;
        var fault = CheckCharacters(text);
        if (fault != RoomNameFault.None)
            return fault;
        if (PercentEncoding.HasEscape(text))
            return RoomNameFault.StillEncoded;
        return text[0] == ' ' || text[^1] == ' ' ? RoomNameFault.OuterBlank : RoomNameFault.None;
    }

    private static RoomNameFault CheckCharacters(ReadOnlySpan<char> text)
    {
        if (text is "." || text.Contains("..", StringComparison.Ordinal))
            return RoomNameFault.Dots;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            switch (c)
            {
                case '/':
                    return RoomNameFault.Slash;
                case '\\':
                    return RoomNameFault.Backslash;
                case ';':
                    return RoomNameFault.Semicolon;
            }

            if (char.IsControl(c))
                return RoomNameFault.Control;
            if (c < '\ud800')
                continue;
            if (Rune.DecodeFromUtf16(text[at..], out var rune, out var consumed) != OperationStatus.Done)
                return RoomNameFault.LoneSurrogate;
            if (rune.Value is >= 0xFDD0 and <= 0xFDEF || (rune.Value & 0xFFFE) == 0xFFFE)
                return RoomNameFault.NonCharacter;
            at += consumed - 1;
        }

        return RoomNameFault.None;
    }
}
