using System.Text;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Passwords;

/// <summary>
/// Which passwords can be, after NIST SP 800-63B-4, 3.1.1.2: long enough, nothing that is guessed first, and no other
/// rules. What is guessed first says zxcvbn, with its lists of passwords, words and keyboards.
/// </summary>
/// <param name="options">How long it must be.</param>
/// <param name="houseNames">What everybody here thinks of first: the operator's name, our hosts.</param>
internal sealed class PasswordRules(SignInOptions options, params string[] houseNames)
{
    /// <summary>The longest; characters.</summary>
    public const int MostCharacters = 200;

    // Of zxcvbn's scores 0 to 4: below 2 it falls to a hundred million guesses, which a stolen database allows in days.
    private const int LeastScore = 2;

    // zxcvbn's time grows with the cube of the length: seconds of a core at 64 characters. What is weak shows here.
    private const int MostWeighed = 32;

    private static readonly Text Unreadable = new(
        "Ein Zeichen darin gibt es nicht. Bitte das Passwort neu tippen.", "It holds a character that does not exist. Please type the password anew.");

    private static readonly Text TooLong = new(
        $"Das Passwort ist zu lang: höchstens {MostCharacters} Zeichen.", $"The password is too long: {MostCharacters} characters at most.");

    private static readonly Text Repeats = new(
        "Das Passwort wiederholt sich nur. Bitte ein anderes wählen, zum Beispiel vier Wörter, die nichts verbindet.",
        "The password only repeats itself. Please choose another, for example four words that have nothing in common.");

    private static readonly Text OwnName = new(
        "Das Passwort besteht aus Namen, die hier jeder kennt. Bitte ein anderes wählen, zum Beispiel vier Wörter, die nichts verbindet.",
        "The password is made of names that everybody here knows. Please choose another, for example four words that have nothing in common.");

    private static readonly Text Common = new(
        "Dieses Passwort wird zuerst geraten. Bitte ein anderes wählen, zum Beispiel vier Wörter, die nichts verbindet.",
        "This password is among the first that are guessed. Please choose another, for example four words that have nothing in common.");

    private readonly Text _tooShort = new(
        $"Das Passwort ist zu kurz: mindestens {options.PasswordLength} Zeichen. Vier Wörter sind leicht zu merken.",
        $"The password is too short: at least {options.PasswordLength} characters. Four words are easy to keep in mind.");

    /// <summary>What a page says beside the field.</summary>
    public Text Hint { get; } = new(
        $"Mindestens {options.PasswordLength} Zeichen, alle sind erlaubt. Vier Wörter sind leicht zu merken.",
        $"At least {options.PasswordLength} characters, all are allowed. Four words are easy to keep in mind.");

    /// <summary>Whether a hash of it can be asked for at all; nobody has a password of which it cannot.</summary>
    public static bool IsHashable(string password) =>
        password.Length is > 0 and <= 4 * MostCharacters && IsWellFormed(password) && Length(password) <= MostCharacters;

    /// <summary>Why this password cannot be, and what to do; null: it can.</summary>
    /// <param name="password">As it was typed.</param>
    /// <param name="ownNames">What the account is called: its name, its display name.</param>
    public Text? FaultOf(string password, params IEnumerable<string> ownNames)
    {
        if (password.Length > 4 * MostCharacters)
            return TooLong;
        if (!IsWellFormed(password))
            return Unreadable;
        if (Length(password) < options.PasswordLength)
            return _tooShort;
        if (Length(password) > MostCharacters)
            return TooLong;
        if (Period(password) is var period && period <= password.Length / 2 && period < options.PasswordLength)
            return Repeats;
        if (Score(password, []) < LeastScore)
            return Common;
        return Score(password, [.. ownNames.Concat(houseNames).SelectMany(Words).Distinct()]) < LeastScore ? OwnName : null;
    }

    private static int Score(string password, string[] names) =>
        Zxcvbn.Zxcvbn.MatchPassword(password[..Math.Min(password.Length, MostWeighed)], names).Score;

    // A name as a whole, without its blanks, and word by word.
    private static IEnumerable<string> Words(string name)
    {
        var small = name.ToLowerInvariant();
        return small.Split([' ', '.', '-', '_', '@', '+', ',']).Append(small).Append(small.Replace(" ", "", StringComparison.Ordinal)).Where(word => word.Length > 2);
    }

    // Characters as a person counts them, the same on every keyboard.
    private static int Length(string password) => password.Normalize(NormalizationForm.FormC).EnumerateRunes().Count();

    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);

    // The length of the shortest piece that makes the whole text when it is said again and again.
    private static int Period(string text) =>
        Enumerable.Range(1, text.Length).First(length => text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length)));
}
