using ConferenceGateway.Notices;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Live;

/// <summary>What a room's pages say beforehand.</summary>
internal static class RoomAheadTexts
{
    public static Text Moves(Text clock) => new(
        $"Um {clock.German} Uhr zieht dieses Treffen auf einen anderen Server um. Alle sehen kurz „Verbinde neu“, dann geht es weiter.",
        $"At {clock.English} this meeting moves to another server. Everybody sees “reconnecting” for a moment, then it goes on.");

    public static Text Closes(Maintenance maintenance, TimeProvider time)
    {
        var from = ShownTime.Soon(maintenance.From, time);
        var until = maintenance.Until is { } end ? ShownTime.Soon(end, time) : null;
        return (maintenance.Kind, until) switch
        {
            (MaintenanceKind.Closed, { } over) => new($"Um {from.German} Uhr endet hier jedes Treffen. Weiter geht es um {over.German} Uhr.", $"At {from.English} every meeting here ends. It goes on at {over.English}."),
            (_, { } over) => new($"Von {from.German} bis {over.German} Uhr beginnen hier keine neuen Treffen. Laufende gehen weiter.", $"From {from.English} until {over.English} no new meetings begin here. Running ones go on."),
            _ => new($"Ab {from.German} Uhr beginnen hier keine neuen Treffen. Laufende gehen weiter.", $"From {from.English} no new meetings begin here. Running ones go on."),
        };
    }
}
