using System.Globalization;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Placements;

/// <summary>The words about where rooms live, and why.</summary>
internal static class PlacementTexts
{
    public static readonly Text Title = new("Räume und ihre Shards", "Rooms and their shards");
    public static readonly Text Headline = new("Welcher Raum liegt wo?", "Which room lives where?");
    public static readonly Text Lead = new("Alle in einem Raum treffen sich auf demselben Shard. Der Raum bleibt dort, solange jemand darin ist.", "Everybody in a room meets on the same shard. The room stays there while somebody is in it.");
    public static readonly Text Find = new("Name des Raums enthält", "Name of the room contains");
    public static readonly Text Search = new("Suchen", "Search");
    public static readonly Text Room = new("Raum", "Room");
    public static readonly Text Shard = new("Shard", "Shard");
    public static readonly Text People = new("Menschen", "People");
    public static readonly Text Since = new("Dort seit", "There since");
    public static readonly Text Moves = new("Umzüge", "Moves");
    public static readonly Text None = new("Gerade liegt kein Raum irgendwo: Niemand ist in einem Treffen.", "No room lives anywhere just now: nobody is in a meeting.");
    public static readonly Text NoneFound = new("Dazu liegt gerade kein Raum irgendwo.", "No room of that name lives anywhere just now.");
    public static readonly Text More = new("Weitere", "More");
    public static readonly Text All = new("Alle zeigen", "Show all");
    public static readonly Text First = new("Von vorn", "From the beginning");
    public static readonly Text Gone = new("nicht mehr in der Flotte", "no longer in the fleet");

    public static readonly Text NoSuchName = new("So kann kein Raum heißen.", "No room can have that name.");
    public static readonly Text BackToAll = new("Alle Räume", "All rooms");
    public static readonly Text Best = new("Wer in Frage kam", "Who could have taken it");
    public static readonly Text WithThisRoom = new("Auslastung mit diesem Raum", "Load with this room");
    public static readonly Text PeopleThere = new("Menschen dort", "People there");
    public static readonly Text Reserved = new("Noch erwartet", "Still expected");
    public static readonly Text Capacity = new("Platz", "Capacity");
    public static readonly Text Chosen = new("gewählt", "chosen");
    public static readonly Text Refusals = new("Wer nicht in Frage kam", "Who could not take it");
    public static readonly Text NoneRefused = new("Alle anderen hätten ihn nehmen können.", "All others could have taken it.");
    public static readonly Text Then = new("So war es im Augenblick der Wahl. Jetzt kann es anders sein.", "So it was at the moment of the choice. It may be different now.");
    public static readonly Text NoReason = new("Warum er dort liegt, ist nicht aufgeschrieben: Er lag schon dort, als das Gateway noch nichts aufschrieb.", "Why it lives there is not written down: it lived there already before the gateway wrote anything down.");
    public static readonly Text StillExpected = new("Noch erwartet werden Menschen, deren Räume dort gerade erst geöffnet wurden.", "Still expected are people whose rooms there have only just been opened.");

    public static Text Where(string room, ShardId shard) => new($"{room} liegt auf {shard}.", $"{room} lives on {shard}.");

    public static Text Nowhere(string room) => new($"{room} liegt gerade nirgends.", $"{room} lives nowhere just now.");

    public static readonly Text NowhereLead = new("Einen Shard bekommt ein Raum, sobald jemand hineingeht. Einige Minuten nach dem Letzten gibt er ihn wieder frei.", "A room gets a shard when somebody goes in. Some minutes after the last one it gives it back.");

    /// <summary>When it was chosen, how often it moved, who is in.</summary>
    public static Text Lately(PlacementFacts facts, TimeProvider time)
    {
        var at = ShownTime.Soon(facts.PlacedAt, time);
        var moves = facts.Generation - 1;
        var moved = moves switch
        {
            <= 0 => Text.Same(""),
            1 => new(" Vorher ist er einmal umgezogen.", " It has moved once before."),
            _ => new($" Er ist {moves}-mal umgezogen.", $" It has moved {moves} times."),
        };
        var inside = facts.People switch
        {
            0 => new Text("niemand ist darin", "nobody is in it"),
            1 => new Text("ein Mensch ist darin", "one person is in it"),
            _ => new Text($"{facts.People} Menschen sind darin", $"{facts.People} people are in it"),
        };
        return new($"Seit {at.German}; {inside.German}.{moved.German}", $"Since {at.English}; {inside.English}.{moved.English}");
    }

    /// <summary>By which rule, in plain words.</summary>
    public static Text Rule(Choice choice) => choice.Rule switch
    {
        ChoiceRule.LeastLoaded => new("Hier war, gemessen am Platz, am wenigsten los. So wird entschieden, solange nichts dagegen spricht.", "For its size, least was going on here. So it is decided as long as nothing speaks against it."),
        ChoiceRule.TwoDrawn => new("Alle Berichte waren zu alt. Zwei Shards wurden ausgelost; hier hatte das Gateway weniger eigene Verbindungen.", "All reports were too old. Two shards were drawn by lot; here the gateway had fewer connections of its own."),
        ChoiceRule.LastResort => new("Nur Shards, die gerade geleert werden, waren noch da. Sonst hätte sich niemand treffen können.", "Only shards that are being drained were left. Otherwise nobody could have met."),
        ChoiceRule.Hashed => new("Die Datenbank war nicht da, oder es kam eine Flut neuer Namen. Dann entscheidet der Name des Raums.", "The database was away, or a flood of new names came. Then the room’s name decides."),
        ChoiceRule.Proposed => new("Von hier kam schon die Seite des Raums, als sie zum ersten Mal geöffnet wurde.", "The room’s page had come from here when it was first opened."),
        _ => new("Kein Shard konnte ihn nehmen.", "No shard could take it."),
    };

    /// <summary>How many were expected, and who said so.</summary>
    public static Text Expected(Choice choice)
    {
        var planned = (int)Math.Ceiling(choice.Expected) switch
        {
            1 => new Text("Gerechnet wurde mit einem Menschen", "One person was planned for"),
            var people => new($"Gerechnet wurde mit {people} Menschen", $"{people} people were planned for"),
        };
        var why = choice.From switch
        {
            ExpectedFrom.Chair => new Text(", wie es die Leitung angegeben hat.", ", as the chair said."),
            ExpectedFrom.History => new(", nach früheren Treffen dieses Raums.", ", by earlier meetings of this room."),
            ExpectedFrom.Present => new(": So viele zogen mit um.", ": so many moved along."),
            _ => new(", wie bei jedem Raum, von dem nichts bekannt ist.", ", as with every room of which nothing is known."),
        };
        return new(planned.German + why.German, planned.English + why.English);
    }

    /// <summary>How many were refused, and why.</summary>
    public static Text Refused(Refused refused)
    {
        var why = refused.Why switch
        {
            Refusal.Unknown => new Text("noch keine Antwort", "no answer yet"),
            Refusal.Down => new Text("ohne Antwort", "no answer"),
            Refusal.Ill => new Text("gestört", "ill"),
            Refusal.NoTokens => new Text("ohne Schutz für diesen Raum", "no protection for this room"),
            Refusal.Left => new Text("der Raum zog gerade dort weg", "the room was moving away"),
            Refusal.Draining => new Text("beim Leeren", "draining"),
            _ => new Text("Bericht zu alt", "report too old"),
        };
        return refused.Shards == 1
            ? new($"Ein Shard: {why.German}", $"One shard: {why.English}")
            : new($"{NumberWords.Capital(NumberWords.Of(refused.Shards).German)} Shards: {why.German}", $"{NumberWords.Capital(NumberWords.Of(refused.Shards).English)} shards: {why.English}");
    }

    /// <summary>People counted from stress are not whole.</summary>
    public static string Rounded(double people) => Math.Round(people).ToString(CultureInfo.InvariantCulture);
}
