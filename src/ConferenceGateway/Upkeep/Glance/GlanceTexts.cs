using ConferenceGateway.Notices;
using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Nodes;

namespace ConferenceGateway.Upkeep.Glance;

/// <summary>The words of the fleet at a glance.</summary>
internal static class GlanceTexts
{
    public static readonly Text Nav = new("Flotte", "Fleet");
    public static readonly Text NavHint = new("Server, Auslastung, leeren", "Servers, load, draining");
    public static readonly Text Title = new("Flotte", "Fleet");
    public static readonly Text Nodes = new("Shards und Bridges", "Shards and bridges");
    public static readonly Text Name = new("Name", "Name");
    public static readonly Text Load = new("Auslastung", "Load");
    public static readonly Text People = new("Menschen", "People");
    public static readonly Text Rooms = new("Räume", "Rooms");
    public static readonly Text State = new("Gewollt und gemeldet", "Wanted and reported");
    public static readonly Text Report = new("Bericht", "Report");
    public static readonly Text Hint = new(
        "Der Strich steht bei 80 %: Darüber gilt ein Server als voll. Gewollt haben Sie, gemeldet hat der Server. Steht nur ein Wort da, sind beide gleich.",
        "The tick stands at 80%: above it a server counts as full. You wanted, the server reported. Where only one word stands, both are the same.");
    public static readonly Text Need = new("Was zu tun ist", "What needs you");
    public static readonly Text AllShards = new("Alle Shards", "All shards");
    public static readonly Text Shortened = new("Bridges, die einfach offen sind, stehen auf der Seite ihres Shards.", "Bridges that are simply open stand on the page of their shard.");
    public static readonly Text Where = new("Warum liegt ein Raum dort?", "Why does a room live there?");
    public static readonly Text RoomName = new("Name des Raums", "Name of the room");
    public static readonly Text Search = new("Suchen", "Search");
    public static readonly Text More = new("Mehr", "More");
    public static readonly Text Placements = new("Alle Räume und ihre Shards", "All rooms and their shards");
    public static readonly Text Maintenance = new("Wartung ankündigen", "Announce maintenance");
    public static readonly Text AddShard = new("Shard hinzufügen", "Add a shard");
    public static readonly Text What = new("Was geschah", "What happened");
    public static readonly Text Change = new("Ändern", "Change");

    public static Text LookAt(string node) => new($"{node} ansehen", $"Look at {node}");

    /// <summary>People, rooms, and for how many there is room.</summary>
    public static Text Lead(FleetOverview fleet)
    {
        var inside = fleet.People == 0
            ? new Text("Gerade ist niemand in einem Treffen.", "Nobody is in a meeting just now.")
            : new Text(
                $"{(fleet.People == 1 ? "Ein Mensch" : $"{fleet.People} Menschen")} in {Counts.InRooms(fleet.Rooms).German}.",
                $"{(fleet.People == 1 ? "One person" : $"{fleet.People} people")} in {Counts.InRooms(fleet.Rooms).English}.");
        return fleet.RoomFor > 0
            ? new($"{inside.German} Platz ist für etwa {fleet.RoomFor} weitere.", $"{inside.English} There is room for about {fleet.RoomFor} more.")
            : new($"{inside.German} Für weitere wird es eng.", $"{inside.English} It gets tight for more.");
    }

    /// <summary>What an admin has announced.</summary>
    public static Text Announced(Maintenance maintenance, DateTimeOffset now, TimeProvider time)
    {
        var from = ShownTime.Soon(maintenance.From, time);
        var until = maintenance.Until is { } at ? ShownTime.Soon(at, time) : null;
        return (maintenance.Kind, maintenance.IsAhead(now), until) switch
        {
            (MaintenanceKind.Closed, true, { } end) => new($"Angekündigt: geschlossen von {from.German} bis {end.German}.", $"Announced: closed from {from.English} until {end.English}."),
            (MaintenanceKind.Closed, _, _) => new($"Geschlossen bis {until?.German}.", $"Closed until {until?.English}."),
            (_, true, null) => new($"Angekündigt: keine neuen Räume ab {from.German}.", $"Announced: no new rooms from {from.English}."),
            (_, true, { } end) => new($"Angekündigt: keine neuen Räume von {from.German} bis {end.German}.", $"Announced: no new rooms from {from.English} until {end.English}."),
            (_, false, null) => new("Keine neuen Räume, bis es jemand beendet.", "No new rooms until somebody ends it."),
            (_, false, { } end) => new($"Keine neuen Räume bis {end.German}.", $"No new rooms until {end.English}."),
        };
    }

    /// <summary>What a node needs, behind its name.</summary>
    public static Text Needs(FleetNeedKind kind) => kind switch
    {
        FleetNeedKind.Down => NodeTexts.Silent,
        FleetNeedKind.Ill => new("antwortet, kann aber kein Treffen halten", "answers, but cannot hold a meeting"),
        FleetNeedKind.DrainNotTaken => new("soll leer werden und bestätigt es nicht", "is to become empty and does not confirm"),
        FleetNeedKind.MoveFailed => new("hat Räume, die sich nicht verschieben ließen", "has rooms that could not be moved"),
        FleetNeedKind.Fault => new("antwortet anders als erwartet", "answers other than expected"),
        FleetNeedKind.OldReport => new("hat lange nichts berichtet", "has not reported for long"),
        _ => new("ist leer und kann neu gestartet werden", "is empty and can be restarted"),
    };

    public static SignKind SignOf(FleetNeedKind kind) => kind switch
    {
        FleetNeedKind.Down or FleetNeedKind.Ill or FleetNeedKind.DrainNotTaken => SignKind.Stop,
        FleetNeedKind.Emptied => SignKind.Ok,
        _ => SignKind.Warn,
    };
}
