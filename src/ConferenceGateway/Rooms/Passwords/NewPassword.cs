using System.Globalization;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Passwords;

/// <summary>
/// Which passwords a room can have: people type them on telephones, so they are short, and the door makes guessing slow
/// (<see cref="RoomGuesses"/>). What is guessed first is refused.
/// </summary>
internal static class NewPassword
{
    /// <summary>The shortest; characters.</summary>
    public const int LeastCharacters = 6;

    private static readonly Text Rule = new(
        $"Ein Passwort hat {LeastCharacters} bis {TypedPassword.MostCharacters} Zeichen, die man tippen kann.",
        $"A password has {LeastCharacters} to {TypedPassword.MostCharacters} characters that can be typed.");

    private static readonly Text Guessed = new(
        "Dieses Passwort wird zuerst geraten. Drei Wörter, die nichts verbindet, sind leicht zu sagen.",
        "This password is among the first that are guessed. Three words that have nothing in common are easy to say.");

    /// <summary>Reads a new password as the door will compare it; null, and why: it can be none.</summary>
    public static string? Read(string? typed, Room room, out Text? fault)
    {
        fault = null;
        var password = TypedPassword.Normalised(typed);
        if (password is null || new StringInfo(password).LengthInTextElements < LeastCharacters)
            fault = Rule;
        else if (IsGuessedFirst(TypedPassword.Small(password), room))
            fault = Guessed;
        return fault is null ? password : null;
    }

    private static bool IsGuessedFirst(string small, Room room) =>
        small.Distinct().Count() < 3 || "0123456789012345678909876543210987654321".Contains(small, StringComparison.Ordinal) ||
        "qwertzuiop qwertyuiop passwort password".Contains(small, StringComparison.Ordinal) ||
        small == room.Name.Room || small == room.Title?.ToLowerInvariant();
}
