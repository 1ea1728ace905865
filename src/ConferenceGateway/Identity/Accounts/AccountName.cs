using System.Text;

namespace ConferenceGateway.Identity.Accounts;

/// <summary>
/// What a person types to sign in. Names that look alike to a keyboard are one: capitals and forms of the same letter do
/// not count.
/// </summary>
/// <param name="Key">The one form that is compared and stored.</param>
internal readonly record struct AccountName(string Key)
{
    /// <summary>The longest; characters. Mail addresses fit.</summary>
    public const int MostCharacters = 100;

    /// <summary>The rule, as a sentence's end.</summary>
    public const string Rule = "must have 2 to 100 characters: letters, digits, and . _ - @ + between them, without blanks";

    /// <summary>Reads a name; false = it can be none.</summary>
    public static bool TryParse(string? text, out AccountName name)
    {
        name = default;
        if (text is null || text.Length > 4 * MostCharacters || !IsWellFormed(text))
            return false;
        var key = text.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC);
        if (key.Length is < 2 or > MostCharacters || !Rune.IsLetterOrDigit(key.EnumerateRunes().First()) || !key.EnumerateRunes().All(IsFit))
            return false;
        name = new(key);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Key;

    private static bool IsFit(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark ||
        rune.Value is '.' or '_' or '-' or '@' or '+';

    // Half a surrogate cannot be normalised.
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i]))
                return false;
        }

        return true;
    }
}

/// <summary>How a person is shown to others. Free text, but one line that reads in one direction.</summary>
internal static class DisplayName
{
    /// <summary>The longest; characters.</summary>
    public const int MostCharacters = 80;

    /// <summary>The rule, as a sentence's end.</summary>
    public const string Rule = "must have 1 to 80 characters, none of them invisible";

    /// <summary>Reads a name; false = it can be none.</summary>
    public static bool TryParse(string? text, out string name)
    {
        name = (text ?? "").Trim();
        return name.Length is > 0 and <= MostCharacters && name.EnumerateRunes().All(IsSeen) && name.EnumerateRunes().Any(Rune.IsLetterOrDigit);
    }

    // Marks that turn the direction, controls, line ends and half surrogates (the replacement rune) are not.
    private static bool IsSeen(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format or
        System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator or
        System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.PrivateUse);
}
