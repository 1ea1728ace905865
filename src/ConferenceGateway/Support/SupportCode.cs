using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ConferenceGateway.Support;

/// <summary>
/// Six characters under which a member has left something for whom they ask for help. Made to be said over the phone: of
/// characters that look or sound alike one is in the alphabet at most, and where one is, the others are read as it.
/// </summary>
public readonly record struct SupportCode
{
    /// <summary>18 characters, 34 million codes. Without C, D, F, G, I, J, L, N, O, P, Q, S, U, V, Z, B, 0, 1.</summary>
    public const string Alphabet = "23456789AEHKMRTWXY";

    /// <summary>How many characters it has.</summary>
    public const int Length = 6;

    // More than anybody writes between six characters.
    private const int MostTyped = 40;

    // Looks like: B 8, G 6, S 5, Z 2. Sounds like: D T, N M, V W. Those that could be two of the alphabet are read as none.
    private const string Confused = "BGSZDNV";
    private const string Meant = "8652TMW";

    private readonly string? _text;

    private SupportCode(string text) => _text = text;

    /// <summary>As it is stored: <c>7K4M2X</c>.</summary>
    public string Text => _text ?? "";

    /// <summary>As people read it: <c>7K4 M2X</c>.</summary>
    public string Shown => Text.Length == Length ? $"{Text[..3]} {Text[3..]}" : "";

    /// <summary>All that the audit has of it, so that two people can tell which one they mean: <c>…2X</c>.</summary>
    public string End => "…" + Text[^2..];

    /// <summary>A new one.</summary>
    public static SupportCode Make() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Reads what somebody typed: in any case, with blanks, hyphens and dots.</summary>
    public static bool TryParse([NotNullWhen(true)] string? typed, out SupportCode code)
    {
        code = default;
        if (typed is null || typed.Length > MostTyped)
            return false;

        Span<char> read = stackalloc char[Length];
        var count = 0;
        foreach (var letter in typed)
        {
            if (char.IsWhiteSpace(letter) || letter is '-' or '.' or '‐' or '‑' or '–' or '—')
                continue;
            if (count == Length || Read(letter) is not { } character)
                return false;
            read[count++] = character;
        }

        if (count < Length)
            return false;
        code = new SupportCode(new string(read));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static char? Read(char letter)
    {
        var capital = char.IsAsciiLetterLower(letter) ? (char)(letter - 'a' + 'A') : letter;
        if (Alphabet.Contains(capital, StringComparison.Ordinal))
            return capital;
        var at = Confused.IndexOf(capital, StringComparison.Ordinal);
        return at < 0 ? null : Meant[at];
    }
}
