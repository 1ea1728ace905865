using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Changes;

/// <summary>What a chair sets of a room, but for its password; read by <see cref="Read"/>.</summary>
/// <param name="Title">What the door says above its question; null: the name.</param>
/// <param name="Entry">Who may enter.</param>
/// <param name="OpensWithModerator">Whether the others wait until a moderator is inside.</param>
/// <param name="Expected">How many people come; null: not said.</param>
/// <param name="Maximum">From how many people on the chair is told; null: never.</param>
internal sealed record RoomSettings(string? Title, RoomEntry Entry, bool OpensWithModerator, int? Expected, int? Maximum)
{
    /// <summary>More people no meeting has.</summary>
    public const int MostPeople = 5_000;

    /// <summary>The settings that a room has.</summary>
    public static RoomSettings Of(Room room) => new(room.Title, room.Entry, room.OpensWithModerator, room.Expected, room.Maximum);

    /// <summary>Reads what somebody wrote on the page or sent to the API; what is wrong comes in <paramref name="faults"/>, by field.</summary>
    public static RoomSettings? Read(string? title, string? entry, bool opensWithModerator, int? expected, int? maximum, IDictionary<string, Text> faults)
    {
        string? shown = null;
        if (!string.IsNullOrWhiteSpace(title) && !DisplayName.TryParse(title, out shown))
            faults["title"] = new("Der Titel braucht 1 bis 80 sichtbare Zeichen.", "The title " + DisplayName.Rule + ".");
        if (!RoomNames.TryParseEntry(entry, out var who))
            faults["entry"] = new("Bitte wählen, wer hinein darf.", $"The entry must be one of {string.Join(", ", RoomNames.Entries)}.");
        if (expected is < 1 or > MostPeople)
            faults["expected"] = OfPeople("Wie viele kommen", "expected");
        if (maximum is < 1 or > MostPeople)
            faults["maximum"] = OfPeople("Das Höchste", "maximum");
        return faults.Count > 0 ? null : new(shown, who, opensWithModerator, expected, maximum);
    }

    private static Text OfPeople(string german, string english) =>
        new($"{german}: eine Zahl von 1 bis {MostPeople}, oder nichts.", $"The {english} number of people must be a whole number from 1 to {MostPeople}, or be left out.");
}
