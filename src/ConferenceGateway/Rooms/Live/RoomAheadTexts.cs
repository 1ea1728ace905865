using ConferenceGateway.Notices;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Live;

/// <summary>What a room's pages say beforehand.</summary>
internal static class RoomAheadTexts
{
    public static Text Moves(DateTimeOffset at, TimeProvider time)
    {
        var when = Begin(ShownTime.When(at, time));
        return new(
            $"{when.German} zieht dieses Treffen auf einen anderen Server um. Alle sehen kurz „Verbinde neu“, dann geht es weiter.",
            $"{when.English} this meeting moves to another server. Everybody sees “reconnecting” for a moment, then it goes on.");
    }

    public static Text Closes(Maintenance maintenance, TimeProvider time)
    {
        if (maintenance is { Kind: MaintenanceKind.Closed, Until: { } opens })
        {
            var (closes, over) = (Begin(ShownTime.When(maintenance.From, time)), ShownTime.When(opens, time));
            return new($"{closes.German} endet hier jedes Treffen. Weiter geht es {over.German}.", $"{closes.English} every meeting here ends. It goes on {over.English}.");
        }

        var from = Begin(ShownTime.When(maintenance.From, time, "ab", "from"));
        var none = new Text($"{from.German} beginnen hier keine neuen Treffen. Laufende gehen weiter", $"{from.English} no new meetings begin here. Running ones go on");
        if (maintenance.Until is not { } end)
            return new($"{none.German}.", $"{none.English}.");
        var again = ShownTime.When(end, time, "ab", "from");
        return new($"{none.German}, neue beginnen wieder {again.German}.", $"{none.English}, new ones begin again {again.English}.");
    }

    private static Text Begin(Text when) => new(NumberWords.Capital(when.German), NumberWords.Capital(when.English));
}
