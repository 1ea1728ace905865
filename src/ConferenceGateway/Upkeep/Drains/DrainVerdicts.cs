using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Nodes;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>What the page of a drain says first: one sentence, one reason.</summary>
internal static class DrainVerdicts
{
    private static readonly Text LastLeft = new(
        "Niemand ist mehr da. Noch ein, zwei Minuten: Wer gerade gegangen ist, kann wiederkommen.",
        "Nobody is there any more. A minute or two yet: whoever has just left may come back.");

    /// <summary>Whether it cannot be begun, whatever one wishes.</summary>
    public static bool IsImpossible(DrainFacts facts) =>
        facts is { Phase: DrainPhase.Open, Obstacle: DrainObstacle.OnlyBridge or DrainObstacle.NoPrivateAddress };

    public static Text Headline(DrainFacts facts, TimeProvider time)
    {
        var name = facts.Node.Name;
        return facts.Phase switch
        {
            DrainPhase.Open => Asked(facts, name),
            DrainPhase.Told => new($"{name} soll leer werden. Die Bestätigung steht noch aus.", $"{name} is to become empty. The confirmation is still to come."),
            DrainPhase.NotTaken => NotTaken(facts.Node, name),
            DrainPhase.Emptying => Emptying(facts, name, time),
            DrainPhase.Moving => new($"Der Rest von {name} zieht um.", $"The rest of {name} is being moved."),
            DrainPhase.Empty => new($"{name} ist leer. Sicher zum Neustart.", $"{name} is empty. Safe to restart."),
            _ => new($"{name} wird wieder geöffnet. Die Bestätigung steht noch aus.", $"{name} is being opened again. The confirmation is still to come."),
        };
    }

    public static Text Lead(DrainFacts facts, TimeProvider time) => facts.Phase switch
    {
        DrainPhase.Open => Before(facts, time),
        DrainPhase.Told => new("Der Auftrag ist unterwegs. Gleich steht hier, ob die Bridge und Jicofo ihn bestätigen.", "The order is on its way. In a moment it stands here whether the bridge and Jicofo confirm it."),
        DrainPhase.NotTaken => WantedButSaid(facts, time),
        DrainPhase.Emptying => While(facts),
        DrainPhase.Moving => Left(facts),
        DrainPhase.Empty => Nobody(facts.Node),
        _ => new("Gleich steht hier, ob es wirkt.", "In a moment it stands here whether it works."),
    };

    /// <summary>What to do about a drain that did not take; in the order in which it helps.</summary>
    public static IReadOnlyList<Text> ToDo(DrainFacts facts)
    {
        if (facts.Node is not FleetNode.OfBridge { Bridge: var bridge })
            return [];
        var todo = new List<Text> { new("Das Gateway sagt es ihr alle paar Sekunden noch einmal. Warten schadet nicht.", "The gateway tells it again every few seconds. Waiting does no harm.") };
        if (bridge.Health is NodeHealth.Down or NodeHealth.Unknown || bridge.Report is null)
            todo.Add(new($"Antwortet die private Adresse {bridge.Bridge.PrivateAddress}? Von der Maschine des Gateways aus: /about/health.", $"Does the private address {bridge.Bridge.PrivateAddress} answer? From the gateway’s machine: /about/health."));
        if (bridge.Report?.IsDraining == false)
            todo.Add(new("In der jvb.conf muss http-servers.private erreichbar und videobridge.rest.drain.enabled wahr sein; dann die Bridge neu starten.", "In jvb.conf http-servers.private must be reachable and videobridge.rest.drain.enabled be true; then restart the bridge."));
        if (bridge is { JicofoSaysDraining: false, Report.IsDraining: true })
            todo.Add(new("Jicofo erfährt es aus der Presence der Bridge in der Brewery. Kommt sie nicht, hat die Bridge ihre Verbindung zum XMPP-Server verloren.", "Jicofo learns it from the bridge’s presence in the brewery. If it does not come, the bridge has lost its connection to the XMPP server."));
        todo.Add(new("Bis dahin kann auch der ganze Shard geleert werden.", "Until then the whole shard can be drained as well."));
        return todo;
    }

    private static Text Asked(DrainFacts facts, string name) => facts switch
    {
        { Obstacle: DrainObstacle.OnlyBridge } => new($"{name} ist die einzige offene Bridge von {facts.Node.Home.Id}.", $"{name} is the only open bridge of {facts.Node.Home.Id}."),
        { Obstacle: DrainObstacle.NoPrivateAddress } => new($"{name} lässt sich von hier aus nicht leeren.", $"{name} cannot be drained from here."),
        { Rooms: null, People: null } => new($"{name} leeren? Wer dort ist, ist nicht bekannt.", $"Drain {name}? Who is there is not known."),
        { Rooms: null or 0, People: 1 } => new($"{name} leeren? Ein Mensch ist dort.", $"Drain {name}? One person is there."),
        { Rooms: null or 0, People: > 1 and var people } => new($"{name} leeren? {Counts.People(people).German} sind dort.", $"Drain {name}? {Counts.People(people).English} are there."),
        { IsSettling: true } => new($"{name} leeren? Die Letzten sind gerade gegangen.", $"Drain {name}? The last ones have just left."),
        { Rooms: null or 0, People: null or 0 } => new($"{name} leeren? Niemand ist dort.", $"Drain {name}? Nobody is there."),
        { Rooms: 1 } => new($"{name} leeren? Ein Raum ist betroffen.", $"Drain {name}? One room is affected."),
        { Rooms: var rooms } => new(
            $"{name} leeren? {NumberWords.Capital(NumberWords.Of(rooms ?? 0).German)} Räume sind betroffen.",
            $"Drain {name}? {NumberWords.Capital(NumberWords.Of(rooms ?? 0).English)} rooms are affected."),
    };

    private static Text Before(DrainFacts facts, TimeProvider time)
    {
        switch (facts.Obstacle)
        {
            case DrainObstacle.OnlyBridge:
                var home = facts.Node.Home.Id.Name;
                return new($"Ohne sie kann {home} kein Treffen halten. Geleert wird deshalb der ganze Shard.", $"Without it {home} cannot hold a meeting. So the whole shard is drained.");
            case DrainObstacle.NoPrivateAddress:
                return new("Das Gateway kennt ihre private Adresse nicht. Mit ihr kann es die Bridge leeren und dabei zusehen.", "The gateway does not know its private address. With it, it can drain the bridge and watch.");
        }

        if (facts.Carry.IsNothing)
            return new("Neue Räume kommen dann nicht mehr dazu.", "No new rooms come then.");
        var carry = facts.Carry.By.Length == 0 ? DrainTexts.CarryNobody
            : facts.Carry.Holds ? new Text("Die anderen tragen es.", "The others can carry it.")
            : new Text("Für die anderen wird es eng.", "It gets tight for the others.");
        return facts.Forecast is { } forecast
            ? new($"{Probably(forecast, time).German} {carry.German}", $"{Probably(forecast, time).English} {carry.English}")
            : carry;
    }

    private static Text NotTaken(FleetNode node, string name) => node is FleetNode.OfBridge { Bridge: var bridge }
        ? bridge switch
        {
            { Health: NodeHealth.Down } => new($"{name} antwortet nicht.", $"{name} does not answer."),
            { Report.IsDraining: false } => new($"{name} nimmt weiter neue Räume an.", $"{name} still takes new rooms."),
            { Report.IsDraining: true, JicofoSaysDraining: false } => new($"Jicofo schickt weiter neue Räume auf {name}.", $"Jicofo still sends new rooms to {name}."),
            _ => new($"Von {name} kommt keine Bestätigung.", $"{name} does not confirm."),
        }
        : new($"{name} nimmt weiter neue Räume an.", $"{name} still takes new rooms.");

    private static Text WantedButSaid(DrainFacts facts, TimeProvider time)
    {
        var since = facts.Node.Wanted is { } wanted ? ShownTime.Soon(wanted.Since, time) : DrainTexts.Unknown;
        if (facts.Node is FleetNode.OfBridge { Bridge.Health: NodeHealth.Down })
            return new(
                $"Gewollt ist „leeren“ seit {since.German}. Startet sie gerade neu, sagt es ihr das Gateway danach wieder.",
                $"“Drain” is wanted since {since.English}. If it is restarting, the gateway tells it again afterwards.");
        var said = (facts.Node as FleetNode.OfBridge)?.Bridge.Report?.IsDraining switch
        {
            true => new Text("Die Bridge meldet „leert sich“, Jicofo meldet „offen“.", "The bridge reports “draining”, Jicofo reports “open”."),
            false => new Text("Gemeldet wird „offen“.", "“Open” is reported."),
            null => new Text("Gemeldet wird nichts.", "Nothing is reported."),
        };
        return new($"Gewollt ist „leeren“ seit {since.German}. {said.German} Neue Räume können dort weiter ankommen.", $"“Drain” is wanted since {since.English}. {said.English} New rooms can still arrive there.");
    }

    private static Text Emptying(DrainFacts facts, string name, TimeProvider time)
    {
        if (facts.Node.Wanted?.MoveAt is { } at)
        {
            var when = ShownTime.When(at, time);
            return new($"{name} leert sich. {NumberWords.Capital(when.German)} zieht der Rest um.", $"{name} drains. {NumberWords.Capital(when.English)} the rest is moved.");
        }

        return facts.Forecast is { } forecast
            ? new($"{name} leert sich. {Probably(forecast, time).German}", $"{name} drains. {Probably(forecast, time).English}")
            : new($"{name} leert sich.", $"{name} drains.");
    }

    private static Text While(DrainFacts facts)
    {
        if (facts.IsSettling)
            return LastLeft;
        var end = facts.Node.Wanted?.MoveAt ?? facts.Forecast?.Likely;
        return end - facts.Now is { Ticks: > 0 } left
            ? new($"Noch etwa {Rounded(left).German}. Neue Räume kommen nicht mehr dazu.", $"About {Rounded(left).English} left. No new rooms come any more.")
            : new("Neue Räume kommen nicht mehr dazu.", "No new rooms come any more.");
    }

    private static Text Nobody(FleetNode node) => node is FleetNode.OfBridge { Bridge.JicofoSaysDraining: true }
        ? new("Keine Menschen, keine Räume. Gemeldet von der Bridge und von Jicofo. Erst neu starten, dann wieder öffnen.", "No people, no rooms. Reported by the bridge and by Jicofo. First restart, then open again.")
        : new("Keine Menschen, keine Räume, und neue kommen nicht. Erst neu starten, dann wieder öffnen.", "No people, no rooms, and no new ones come. First restart, then open again.");

    private static Text Left(DrainFacts facts) => (facts.People, facts.Rooms) switch
    {
        (null, null) => new("Wie viele Menschen noch dort sind, ist nicht bekannt.", "How many people are still there is not known."),
        (0, _) => LastLeft,
        (null, { } rooms) => new($"{Counts.Rooms(rooms).German} noch.", $"{Counts.Rooms(rooms).English} left."),
        ({ } people, null or 0) => new($"{Counts.People(people).German} noch.", $"{Counts.People(people).English} left."),
        ({ } people, { } rooms) => new($"{Counts.People(people).German} noch in {Counts.InRooms(rooms).German}.", $"{Counts.People(people).English} left in {Counts.InRooms(rooms).English}."),
    };

    private static Text Probably(DrainForecast forecast, TimeProvider time)
    {
        var when = ShownTime.When(forecast.Likely, time, "gegen", "around");
        return new($"Wahrscheinlich leer {when.German} (80 %).", $"Probably empty {when.English} (80%).");
    }

    private static Text Rounded(TimeSpan left) => left switch
    {
        { TotalMinutes: <= 1.5 } => new("eine Minute", "a minute"),
        { TotalMinutes: < 90 } => new($"{Math.Round(left.TotalMinutes)} Minuten", $"{Math.Round(left.TotalMinutes)} minutes"),
        _ => new($"{Math.Round(left.TotalHours)} Stunden", $"{Math.Round(left.TotalHours)} hours"),
    };
}
