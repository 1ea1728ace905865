using System.Globalization;
using System.Text;

namespace ConferenceGateway.Core;

/// <summary>
/// JavaScript's <c>toLowerCase</c>, which is Unicode's full lower-casing without any language. It differs from
/// <see cref="string.ToLowerInvariant"/> in two places: İ becomes two characters, and a Σ that ends a word becomes ς.
/// </summary>
internal static class JavaScriptCase
{
    private const int CapitalSigma = 0x03A3;
    private const int CapitalDottedI = 0x0130;

    /// <summary>Lower-cases; the same in every culture. The text holds no lone surrogates.</summary>
    public static string ToLower(string text)
    {
        if (Ascii.IsValid(text))
            return text.AsSpan().ContainsAnyInRange('A', 'Z') ? text.ToLowerInvariant() : text;

        var lower = new StringBuilder(text.Length + 8);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            at += rune.Utf16SequenceLength;
            switch (rune.Value)
            {
                case CapitalDottedI:
                    lower.Append("i\u0307");
                    break;
                case CapitalSigma:
                    lower.Append(EndsWord(text.AsSpan(0, at - 1), text.AsSpan(at)) ? '\u03c2' : '\u03c3');
                    break;
                default:
                    lower.Append(Rune.ToLowerInvariant(rune));
                    break;
            }
        }

        return lower.ToString();
    }

    /// <summary>Unicode's condition Final_Sigma: a cased letter before it and none behind, case-ignorable characters aside.</summary>
    private static bool EndsWord(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        while (true)
        {
            if (before.IsEmpty)
                return false;
            Rune.DecodeLastFromUtf16(before, out var rune, out var length);
            before = before[..^length];
            if (IsCaseIgnorable(rune))
                continue;
            if (!IsCased(rune))
                return false;
            break;
        }

        foreach (var rune in after.EnumerateRunes())
        {
            if (!IsCaseIgnorable(rune))
                return !IsCased(rune);
        }

        return true;
    }

    /// <summary>
    /// Unicode's Case_Ignorable: five categories, and what stands inside words (Word_Break = MidLetter, MidNumLet,
    /// Single_Quote).
    /// </summary>
    internal static bool IsCaseIgnorable(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol => true,
        _ => rune.Value is '\'' or '.' or ':' or 0x00B7 or 0x0387 or 0x055F or 0x05F4 or 0x2018 or 0x2019 or 0x2024
            or 0x2027 or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A,
    };

    /// <summary>
    /// Unicode's Cased, as far as it is not case-ignorable too (such a character is passed over before this is asked):
    /// three categories, and the ordinals, Roman numerals, and letters in circles and squares that have a case.
    /// </summary>
    internal static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => true,
        _ => rune.Value is 0x00AA or 0x00BA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
            or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189),
    };
}
