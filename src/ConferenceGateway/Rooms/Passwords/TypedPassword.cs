using System.Text;

namespace ConferenceGateway.Rooms.Passwords;

/// <summary>A room's password as somebody typed it, made comparable: on every keyboard the same, without what a phone adds at the ends.</summary>
internal static class TypedPassword
{
    /// <summary>The longest; characters as .NET counts them.</summary>
    public const int MostCharacters = 128;

    /// <summary>NFKC, trimmed; null: no room has such a password, for it is empty, too long, or holds what cannot be typed.</summary>
    public static string? Normalised(string? typed)
    {
        // Before anything is computed: four times the longest is more than any form of it needs.
        if (typed is null || typed.Length > 4 * MostCharacters || typed.EnumerateRunes().Contains(Rune.ReplacementChar))
            return null;
        var text = typed.Normalize(NormalizationForm.FormKC).Trim();
        return text.Length is 0 or > MostCharacters || text.Any(char.IsControl) ? null : text;
    }

    /// <summary>The same in small letters.</summary>
    public static string Small(string normalised) => normalised.ToLowerInvariant();
}
