using System.Collections.Immutable;
using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;
using ConferenceGateway.Upkeep;
using ConferenceGateway.Upkeep.Closing;
using ConferenceGateway.Upkeep.Drains;
using ConferenceGateway.Upkeep.Glance;
using ConferenceGateway.Upkeep.Nodes;
using ConferenceGateway.Upkeep.Placements;
using ConferenceGateway.Upkeep.Shards;

namespace ConferenceGateway.Testing;

/// <summary>A page of the fleet in one of its states, made of facts that no fleet has to be brought into.</summary>
/// <param name="Name">Its name in tests and pictures.</param>
/// <param name="Page">The component.</param>
/// <param name="Parameters">What it is given.</param>
/// <param name="German">What it says first.</param>
/// <param name="English">The same.</param>
public sealed record UpkeepState(string Name, Type Page, Dictionary<string, object?> Parameters, string German, string English)
{
    public override string ToString() => Name;
}

/// <summary>
/// Every state of the pages of the fleet: each verdict, each phase of a drain. It is Monday, 1 March 2027, 21:50, by a clock
/// that shows UTC.
/// </summary>
public static class UpkeepStates
{
    public static readonly DateTimeOffset Now = new(2027, 3, 1, 21, 50, 0, TimeSpan.Zero);

    private static readonly Wanted Drain = new(WantedState.Drain, At(21, 48), "Jonas Petersen") { PeopleAtStart = 18, RoomsAtStart = 5 };

    private static readonly Choice Why = new(
        new ShardId("Anna"), ChoiceRule.LeastLoaded, 15, ExpectedFrom.Chair,
        [new(new("Anna"), 0.44, 73, 0, 200), new(new("Bruno"), 0.53, 61, 30, 200), new(new("Dora"), 0.81, 66, 0, 100)],
        [new(Refusal.Down, 1), new(Refusal.Draining, 2)]);

    public static IReadOnlyList<UpkeepState> All { get; } =
    [
        .. FleetStates(), .. NodeStates(), .. DrainStates(), .. MoveStates(), .. PlacementStates(), .. ClosingStates(), .. ShardStates(),
    ];

    public static UpkeepState Find(string name) => All.First(state => state.Name == name);

    private static IEnumerable<UpkeepState> FleetStates()
    {
        yield return Fleet("calm", [Anna(), Bruno()], "Alle Server nehmen Räume an.", "All servers take rooms.");
        yield return Fleet("one-silent", [Anna(), Bruno(Drain), Carla()], "Ein Server antwortet nicht. Der Rest trägt es.", "One server does not answer. The rest carries it.",
            new FleetNeed(FleetNeedKind.Down, "Carla"));
        yield return Fleet("two-silent-and-full", [Anna() with { Health = NodeHealth.Down }, Bruno(), Carla()], "Zwei Server antworten nicht. Für den Rest wird es eng.", "Two servers do not answer. It gets tight for the rest.",
            roomFor: 0, needs: [new FleetNeed(FleetNeedKind.Down, "Anna"), new FleetNeed(FleetNeedKind.Down, "Carla")]);
        yield return Fleet("none-up", [Carla()], "Kein Server nimmt Räume an.", "No server takes rooms.", new FleetNeed(FleetNeedKind.Down, "Carla"));
        yield return Fleet("never-asked", [Anna() with { Health = NodeHealth.Unknown, Report = null }], "Das Gateway fragt die Server gerade zum ersten Mal.", "The gateway is asking the servers for the first time.");
        yield return Fleet("ill", [Anna() with { Health = NodeHealth.Ill }, Bruno()], "Ein Server kann kein Treffen halten. Der Rest trägt es.", "One server cannot hold a meeting. The rest carries it.", new FleetNeed(FleetNeedKind.Ill, "Anna"));
        yield return Fleet("drain-not-taken", [Anna(), Bruno(Drain)], "b1 soll leer werden und nimmt weiter Räume an.", "b1 is to become empty and still takes rooms.", new FleetNeed(FleetNeedKind.DrainNotTaken, "b1"));
        yield return Fleet("odd-answers", [Anna() with { Faults = ["metrics of a1: <html> is no JSON"] }, Bruno()], "a1 antwortet anders als erwartet.", "a1 answers other than expected.",
            new FleetNeed(FleetNeedKind.Fault, "a1", "GET http://10.0.0.5:8080/metrics: an answer of text/html, JSON was expected: <html><title>It works</title>"),
            new FleetNeed(FleetNeedKind.OldReport, "Anna"));
        yield return Fleet("draining", [Anna(), Bruno(Drain)], "b1 leert sich. Alle anderen nehmen Räume an.", "b1 drains. All others take rooms.");
        yield return Fleet("emptied", [Anna(), Bruno(Drain)], "b1 ist leer. Sicher zum Neustart.", "b1 is empty. Safe to restart.", new FleetNeed(FleetNeedKind.Emptied, "b1"));
        yield return Fleet("full", [Anna(), Bruno()], "Alle Server sind voll.", "All servers are full.", roomFor: 0);
        yield return Fleet("announced", [Anna(), Bruno()], "Alle Server nehmen Räume an.", "All servers take rooms.", maintenance: Closing(At(23, 0), At(26, 0)));
        yield return Fleet("closed", [Anna(), Bruno()], "Geschlossen bis morgen, 02:00.", "Closed until tomorrow, 02:00.", maintenance: Closing(At(21, 0), At(26, 0)));
        yield return Fleet("empty", [], "Noch gibt es hier keinen Shard.", "There is no shard here yet.", roomFor: 0);
        yield return Fleet("many", [.. Enumerable.Range(1, 9).Select(Many)], "Ein Server antwortet nicht. Der Rest trägt es.", "One server does not answer. The rest carries it.",
            new FleetNeed(FleetNeedKind.Down, "s3-b2"), new FleetNeed(FleetNeedKind.Emptied, "s5"));
    }

    private static IEnumerable<UpkeepState> NodeStates()
    {
        yield return Node("shard", Of(Bruno(), DrainPhase.Open), "Bruno nimmt Räume an.", "Bruno takes rooms.");
        yield return Node("shard-silent", Of(Carla(), DrainPhase.Open) with { People = 0, Rooms = 0, Affected = [] }, "Carla antwortet nicht.", "Carla does not answer.");
        yield return Node("bridge", Of(Bruno(), "b2", DrainPhase.Open), "b2 nimmt Räume an.", "b2 takes rooms.");
        yield return Node("bridge-not-asked", Of(Bruno(), "b3", DrainPhase.Open) with { People = null, Rooms = null, Affected = [] }, "b3 wird nicht gefragt.", "b3 is not asked.");
        yield return Node("bridge-draining", Of(Bruno(Drain), "b1", DrainPhase.Emptying), "b1 leert sich.", "b1 drains.");
    }

    private static IEnumerable<UpkeepState> DrainStates()
    {
        yield return Page("open", Of(Bruno(), "b1", DrainPhase.Open) with { Peak = new PeakAhead(At(23, 0), 190, 150) }, "b1 leeren? Drei Räume sind betroffen.", "Drain b1? Three rooms are affected.");
        yield return Page("open-empty", Of(Bruno(), "b1", DrainPhase.Open) with { People = 0, Rooms = 0, Affected = [], Forecast = null, Carry = new(true, []) }, "b1 leeren? Niemand ist dort.", "Drain b1? Nobody is there.");
        yield return Page("open-unknown", Of(Bruno(), "b3", DrainPhase.Open) with { People = null, Rooms = null, Affected = [], Forecast = null }, "b3 leeren? Wer dort ist, ist nicht bekannt.", "Drain b3? Who is there is not known.");
        yield return Page("open-shard", Of(Bruno(), DrainPhase.Open) with { Rooms = 21, Affected = Rooms(21), Carry = new(false, [new("Anna", false, 0.44, 0.93)]) }, "Bruno leeren? 21 Räume sind betroffen.", "Drain Bruno? 21 rooms are affected.");
        yield return Page("only-bridge", Of(Carla() with { Health = NodeHealth.Up }, "c1", DrainPhase.Open) with { Obstacle = DrainObstacle.OnlyBridge }, "c1 ist die einzige offene Bridge von Carla.", "c1 is the only open bridge of Carla.");
        yield return Page("no-address", Of(Bruno(), "b3", DrainPhase.Open) with { Obstacle = DrainObstacle.NoPrivateAddress }, "b3 lässt sich von hier aus nicht leeren.", "b3 cannot be drained from here.");
        yield return Page("nowhere", Of(Bruno(), DrainPhase.Open) with { Obstacle = DrainObstacle.NowhereToGo, Carry = new(false, []) }, "Bruno leeren? Drei Räume sind betroffen.", "Drain Bruno? Three rooms are affected.");
        yield return Page("told", Of(Bruno(Drain), "b1", DrainPhase.Told), "b1 soll leer werden. Die Bestätigung steht noch aus.", "b1 is to become empty. The confirmation is still to come.");
        yield return Page("not-taken", Of(Bruno(Drain, isDraining: false), "b1", DrainPhase.NotTaken), "b1 nimmt weiter neue Räume an.", "b1 still takes new rooms.");
        yield return Page("not-taken-jicofo", Of(Bruno(Drain, jicofo: false), "b1", DrainPhase.NotTaken), "Jicofo schickt weiter neue Räume auf b1.", "Jicofo still sends new rooms to b1.");
        yield return Page("not-taken-silent", Of(Bruno(Drain, isDraining: null), "b1", DrainPhase.NotTaken), "Von b1 kommt keine Bestätigung.", "b1 does not confirm.");
        yield return Page("emptying", Of(Bruno(Drain), "b1", DrainPhase.Emptying), "b1 leert sich. Wahrscheinlich leer gegen 22:40 Uhr (80 %).", "b1 drains. Probably empty around 22:40 (80%).");
        yield return Page("emptying-move-set", Of(Bruno(Drain with { MoveAt = At(23, 0) }), "b1", DrainPhase.Emptying), "b1 leert sich. Um 23:00 Uhr zieht der Rest um.", "b1 drains. At 23:00 the rest is moved.");
        yield return Page("emptying-last-left", Of(Bruno(Drain), "b1", DrainPhase.Emptying) with { People = 0, Rooms = 1, Affected = [], Forecast = null, IsSettling = true }, "b1 leert sich.", "b1 drains.");
        yield return Page("moving", Of(Bruno(Drain with { MoveAt = At(21, 49) }), "b1", DrainPhase.Moving) with { Move = new(2, [new(Room("redaktion"), MoveFault.StillThere, 3, At(21, 49))]) }, "Der Rest von b1 zieht um.", "The rest of b1 is being moved.");
        yield return Page("empty", Of(Bruno(Drain, jicofo: true), "b1", DrainPhase.Empty) with { People = 0, Rooms = 0, Affected = [], Forecast = null }, "b1 ist leer. Sicher zum Neustart.", "b1 is empty. Safe to restart.");
        yield return Page("reopening", Of(Bruno(Drain with { State = WantedState.Open }), "b1", DrainPhase.Reopening), "b1 wird wieder geöffnet. Die Bestätigung steht noch aus.", "b1 is being opened again. The confirmation is still to come.");
        yield return Page("shard-empty", Of(Bruno() with { Wanted = Drain }, DrainPhase.Empty) with { People = 0, Rooms = 0, Affected = [], Forecast = null }, "Bruno ist leer. Sicher zum Neustart.", "Bruno is empty. Safe to restart.");

        static UpkeepState Page(string name, DrainFacts facts, string german, string english) => new(
            "drain-" + name, typeof(DrainPage), new() { [nameof(DrainPage.Facts)] = facts, [nameof(DrainPage.Happened)] = facts.Phase == DrainPhase.Open ? [] : Rows }, german, english);
    }

    private static IEnumerable<UpkeepState> MoveStates()
    {
        var facts = Of(Bruno(Drain), "b1", DrainPhase.Emptying);
        yield return new("move", typeof(MovePage), new() { [nameof(MovePage.Facts)] = facts }, "Drei Räume von b1 verschieben?", "Move three rooms of b1?");
        yield return new("move-refused", typeof(MovePage), new()
        {
            [nameof(MovePage.Facts)] = Of(Bruno() with { Wanted = Drain }, DrainPhase.Emptying) with { Rooms = 1, Obstacle = DrainObstacle.NowhereToGo },
            [nameof(MovePage.Typed)] = "nachts",
            [nameof(MovePage.Fault)] = MoveTexts.NoTime,
        }, "Den letzten Raum von Bruno verschieben?", "Move the last room of Bruno?");
    }

    private static IEnumerable<UpkeepState> PlacementStates()
    {
        var anna = new PlacementFacts(Room("kreisverband-nord"), new("Anna"), At(19, 58), 1) { People = 6, Why = Why, State = Anna() };
        var far = new PlacementFacts(Room("acme/mitgliedertreffen"), new("Zora"), At(-2, 0), 3);
        yield return new("placements", typeof(PlacementsPage), new()
        {
            [nameof(PlacementsPage.Rooms)] = new ShownPlacement[] { new(anna, "Kreisverband Nord"), new(far, null) },
            [nameof(PlacementsPage.Next)] = "acme/mitgliedertreffen",
        }, "Welcher Raum liegt wo?", "Which room lives where?");
        yield return new("placements-none-found", typeof(PlacementsPage), new() { [nameof(PlacementsPage.Query)] = "zzz" }, "Welcher Raum liegt wo?", "Which room lives where?");
        yield return Explained("why", anna, "Kreisverband Nord liegt auf Anna.", "Kreisverband Nord lives on Anna.");
        yield return Explained("why-last-resort", anna with { Generation = 3, Why = Why with { Rule = ChoiceRule.LastResort, From = ExpectedFrom.Present, Refusals = [new(Refusal.NoTokens, 1)] } }, "Kreisverband Nord liegt auf Anna.", "Kreisverband Nord lives on Anna.");
        yield return Explained("why-not-written", anna with { Why = null, State = null }, "Kreisverband Nord liegt auf Anna.", "Kreisverband Nord lives on Anna.");
        yield return new("nowhere", typeof(NowherePage), new() { [nameof(NowherePage.Room)] = "lesekreis" }, "lesekreis liegt gerade nirgends.", "lesekreis lives nowhere just now.");

        static UpkeepState Explained(string name, PlacementFacts facts, string german, string english) => new(
            name, typeof(WhyPage), new() { [nameof(WhyPage.Room)] = new ShownPlacement(facts, "Kreisverband Nord") }, german, english);
    }

    private static IEnumerable<UpkeepState> ClosingStates()
    {
        yield return Page("none", null, "Es ist keine Wartung angekündigt.", "No maintenance is announced.");
        yield return Page("ahead", Closing(At(23, 0), At(26, 0)), "Angekündigt: geschlossen von 23:00 bis morgen, 02:00.", "Announced: closed from 23:00 until tomorrow, 02:00.");
        yield return Page("on", new(MaintenanceKind.NoNewRooms, At(21, 0), null, null, "Ada Nowak", 1), "Keine neuen Räume, bis es jemand beendet.", "No new rooms until somebody ends it.");
        yield return Form("new", new(), "Wartung ankündigen", "Announce maintenance");
        var refused = new ClosingForm { Kind = "closed", From = "morgen", Until = "2027-03-01T20:00", Sentence = "Wir tauschen einen Server aus." };
        refused.Faults["from"] = ClosingTexts.NoTime;
        refused.Faults["until"] = new("Das Ende muss nach dem Beginn und nach jetzt liegen.", "The end (until) must be later than the beginning and than now.");
        yield return Form("refused", refused, "Wartung ankündigen", "Announce maintenance");

        static UpkeepState Page(string name, Maintenance? current, string german, string english) => new(
            "maintenance-" + name, typeof(ClosingPage), new() { [nameof(ClosingPage.Current)] = current, [nameof(ClosingPage.Now)] = Now }, german, english);

        static UpkeepState Form(string name, ClosingForm form, string german, string english) => new(
            "maintenance-" + name, typeof(NewClosingPage), new() { [nameof(NewClosingPage.Form)] = form, [nameof(NewClosingPage.Now)] = Now }, german, english);
    }

    private static IEnumerable<UpkeepState> ShardStates()
    {
        yield return Page("new", ShardForm.New(), null, "Shard hinzufügen", "Add a shard");
        yield return Page("change", Filled(), "Bruno", "Bruno ändern", "Change Bruno");
        var refused = Filled();
        refused.Note(
        [
            "Fleet:Shards:1:Address is \"10.0.0.5\"; it must be an address.",
            "Fleet:Shards:1:Capacity is \"many\"; it must be a whole number.",
            "Fleet:Shards:1:Bridges:1:ServerId is \"b1\"; it must be there once, and Fleet:Shards:1:Bridges:0 has it already.",
            "Fleet:Shards:1:Token:SecretFile is missing; it is a file with the app_secret of its Prosody.",
            "Fleet:Shards:2:Address is \"http://10.0.0.6:8000\"; it must be there once, and Fleet:Shards:1 has it already.",
        ], 1);
        yield return Page("refused", refused, "Bruno", "Bruno ändern", "Change Bruno");

        static ShardForm Filled()
        {
            var draft = ShardDraft.Parse("""
                {"Name":"Bruno","Address":"http://10.0.0.5:8000","Capacity":"200","Authentication":"Token","Token":{"Issuer":"gateway","Secret":"0123456789abcdef"},
                 "Bridges":[{"ServerId":"b1","Address":"http://10.0.2.1:9090","PrivateAddress":"http://10.0.2.1:8080"},{"ServerId":"b2","Address":"http://10.0.2.2:9090"}]}
                """)!;
            return ShardForm.Of(new WrittenShard(draft, new StoredShard("Bruno", draft, 3, Now, "Ada Nowak"), IsInSettings: true));
        }

        static UpkeepState Page(string name, ShardForm form, string? shard, string german, string english) => new(
            "shard-" + name, typeof(ShardPage), new() { [nameof(ShardPage.Form)] = form, [nameof(ShardPage.Name)] = shard, [nameof(ShardPage.IsInSettings)] = true }, german, english);
    }

    private static AuditRow[] Rows =>
    [
        new() { Id = 2, AtMs = At(21, 49).ToUnixTimeMilliseconds(), Actor = "1", ActorName = "Jonas Petersen", Way = "api", Action = "drain.move", Subject = "b1", SubjectName = "b1" },
        new() { Id = 1, AtMs = At(21, 48).ToUnixTimeMilliseconds(), Actor = "1", ActorName = "Jonas Petersen", Way = "page", Action = "drain.begin", Subject = "b1", SubjectName = "b1" },
    ];

    private static UpkeepState Fleet(string name, ImmutableArray<ShardState> shards, string german, string english, params FleetNeed[] needs) => Fleet(name, shards, german, english, 260, null, needs);

    private static UpkeepState Fleet(string name, ImmutableArray<ShardState> shards, string german, string english, int roomFor = 260, Maintenance? maintenance = null, FleetNeed[]? needs = null) =>
        new("fleet-" + name, typeof(FleetPage), new()
        {
            [nameof(FleetPage.Fleet)] = new FleetOverview(new FleetSnapshot(1, shards), Now)
            {
                Shards = [.. shards.Select(Glance)], Needs = [.. needs ?? []], RoomFor = roomFor, Maintenance = maintenance,
            },
        }, german, english);

    private static UpkeepState Node(string name, DrainFacts facts, string german, string english) => new(
        "node-" + name, typeof(NodePage), new()
        {
            [nameof(NodePage.Facts)] = facts, [nameof(NodePage.Glance)] = Glance(facts.Node.Home), [nameof(NodePage.Happened)] = Rows,
        }, german, english);

    private static ShardGlance Glance(ShardState shard) => new(shard, shard.Report?.People ?? 0, shard.Report?.Rooms ?? 0, (shard.Report?.Load ?? 0) / shard.Shard.Capacity);

    private static DrainFacts Of(ShardState shard, DrainPhase phase) => Of(new FleetNode.OfShard(shard), phase) with
    {
        Carry = new(true, [new("Anna", false, 0.44, 0.62), new("Dora", false, 0.3, 0.47)]),
    };

    private static DrainFacts Of(ShardState shard, string bridge, DrainPhase phase) => Of(new FleetNode.OfBridge(shard, shard.Bridges.First(one => one.Id.ServerId == bridge)), phase);

    private static DrainFacts Of(FleetNode node, DrainPhase phase) => new(node, phase, Now)
    {
        People = 11, Rooms = 3, Affected = Rooms(3), Forecast = new(At(22, 40), At(23, 20)), Carry = new(true, [new("b2", true, 0.54, 0.68)]),
    };

    private static ImmutableArray<AffectedRoom> Rooms(int count) =>
    [
        .. new AffectedRoom[]
        {
            new(Room("kreisverband-nord"), "Kreisverband Nord", 6, At(19, 58), At(22, 15)), new(Room("acme/lesekreis"), null, 3, At(20, 31), At(22, 5)),
            new(Room("arbeitsgemeinschaftsvorsitzendenstellvertretung"), "غرفة الاجتماعات", 2, null, null),
        },
        .. Enumerable.Range(4, count - 3).Select(number => new AffectedRoom(Room($"raum-{number}"), null, 2, At(21, 2), At(22, 40))),
    ];

    private static ShardState Anna() => Shard("Anna", 82, 11, Bridge("a1", 0.61, 52, 7), Bridge("a2", 0.27, 30, 4));

    private static ShardState Bruno(Wanted? wanted = null, bool? isDraining = true, bool? jicofo = null)
    {
        var b1 = Bridge("b1", 0.22, 11, 3);
        b1 = b1 with { Wanted = wanted, JicofoSaysDraining = jicofo, Report = isDraining is null ? null : b1.Report! with { IsDraining = wanted is not null && isDraining == true, IsShuttingDown = false } };
        var b3 = new Bridge(new BridgeId("b3"), Address("http://10.0.2.3:9090"));
        return Shard("Bruno", 61, 10, b1, Bridge("b2", 0.54, 50, 7), new BridgeState(b3));
    }

    private static ShardState Carla() => Shard("Carla", 0, 0, Bridge("c1", 0, 0, 0) with { Health = NodeHealth.Unknown, Report = null }) with
    {
        Health = NodeHealth.Down, Report = null, Since = At(21, 46), Faults = ["GET http://10.0.3.1:8888/about/health: connection refused"],
    };

    private static ShardState Many(int number) => Shard($"s{number}", 12 * number, number, [.. Enumerable.Range(1, 3).Select(bridge =>
        Bridge($"s{number}-b{bridge}", 0.1 * number, 4 * number, number) with { Health = (number, bridge) == (3, 2) ? NodeHealth.Down : NodeHealth.Up })]) with
    {
        Wanted = number == 5 ? Drain : null,
    };

    private static ShardState Shard(string name, int people, int rooms, params BridgeState[] bridges) => new(
        new Shard
        {
            Id = new(name), Address = Address("http://10.0.0.5:8000"), Prosody = Address("http://10.0.0.5:5280"), Jicofo = Address("http://10.0.0.5:8888"), Host = "meet.example",
            Bridges = [.. bridges.Select(bridge => bridge.Bridge)], Capacity = 200,
        }, NodeHealth.Up)
    {
        Since = At(19, 42), Bridges = [.. bridges], Report = new ShardReport(Now.AddSeconds(-4)) { Load = people, People = people, Rooms = rooms },
    };

    private static BridgeState Bridge(string name, double stress, int people, int rooms) =>
        new(new Bridge(new BridgeId(name), Address("http://10.0.1.1:9090")) { PrivateAddress = Address("http://10.0.1.1:8080") })
        {
            Health = NodeHealth.Up,
            Report = new BridgeReport(Now.AddSeconds(-6)) { Stress = stress, People = people, Conferences = rooms, IsDraining = false, Version = "2.3.258-gd4c1a9e" },
        };

    private static Maintenance Closing(DateTimeOffset from, DateTimeOffset until) => new(MaintenanceKind.Closed, from, until, "Wir tauschen einen Server aus.", "Ada Nowak", 1);

    private static DateTimeOffset At(int hour, int minute) => new DateTimeOffset(Now.Date, TimeSpan.Zero).AddHours(hour).AddMinutes(minute);

    private static RoomName Room(string key) => RoomName.TryParseKey(key, out var room) ? room : throw new ArgumentException("No key of a room.", nameof(key));

    private static ServerAddress Address(string text) => ServerAddress.TryParse(text, out var address) ? address : throw new ArgumentException("No address.", nameof(text));
}
