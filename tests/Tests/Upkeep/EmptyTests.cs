using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;
using ConferenceGateway.Tests.Core;
using ConferenceGateway.Tests.Placement;
using ConferenceGateway.Upkeep;
using ConferenceGateway.Upkeep.Drains;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

/// <summary>
/// "Empty, safe to restart" is never said where somebody may be there, or come. Each test takes what surely is empty and
/// spoils one thing of it.
/// </summary>
public sealed class EmptyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 22, 0, 0, TimeSpan.Zero);
    private static readonly Wanted Drain = new(WantedState.Drain, Ago(60), "Ute");

    private static readonly BridgeState SureBridge = new(Fleets.Shard("a").Bridges[0] with { PrivateAddress = Fleets.Shard("a").Address })
    {
        Health = NodeHealth.Up,
        Wanted = Drain,
        Report = new BridgeReport(Ago(4)) { People = 0, Conferences = 0, IsDraining = true },
        JicofoSaysDraining = true,
        ConfirmedSince = Ago(40),
    };

    private static readonly ShardState SureShard = new(Fleets.Shard("a"), NodeHealth.Up) { Wanted = Drain, CountedAt = Ago(4) };

    public static TheoryData<string, BridgeState> SpoiltBridges => new()
    {
        { "it takes rooms by its own word", SureBridge with { Report = SureBridge.Report! with { IsDraining = false } } },
        { "it does not say whether it drains", SureBridge with { Report = SureBridge.Report! with { IsDraining = null } } },
        { "Jicofo says otherwise", SureBridge with { JicofoSaysDraining = false } },
        { "Jicofo says nothing, and may not have heard of it yet", SureBridge with { JicofoSaysDraining = null, ConfirmedSince = Ago(25) } },
        { "somebody is on it", SureBridge with { Report = SureBridge.Report! with { People = 1 } } },
        { "a meeting is on it", SureBridge with { Report = SureBridge.Report! with { Conferences = 1 } } },
        { "its rooms have people, whatever it counts", SureBridge with { Rooms = RoomsOf("plenum", 2) } },
        { "it does not say who is on it", SureBridge with { Report = SureBridge.Report! with { People = null } } },
        { "it reported nothing yet", SureBridge with { Report = null } },
        { "its report is half a minute old", SureBridge with { IsReportOld = true } },
        { "nobody has asked it for a while, though nobody noticed", SureBridge with { Report = SureBridge.Report! with { At = Ago(16) } } },
        { "its figures may be of before the drain", SureBridge with { ConfirmedSince = Ago(13) } },
        { "it was opened and drained again a moment ago", SureBridge with { Wanted = Drain with { Since = Ago(13) } } },
        { "it is down", SureBridge with { Health = NodeHealth.Down } },
        { "it was not heard of yet", SureBridge with { Health = NodeHealth.Unknown } },
        { "since when it drains is not known", SureBridge with { ConfirmedSince = null } },
    };

    public static TheoryData<string, ShardState> SpoiltShards => new()
    {
        { "the gateway has just started", SureShard with { Health = NodeHealth.Unknown, CountedAt = null } },
        { "it does not answer", SureShard with { Health = NodeHealth.Down } },
        { "its people were not counted for a while", SureShard with { CountedAt = Ago(16) } },
        { "its people were never counted", SureShard with { CountedAt = null } },
        { "somebody may still be on the way to it", SureShard with { Wanted = Drain with { Since = Ago(8) } } },
        { "it reports people", SureShard with { Report = new ShardReport(Ago(4)) { People = 1, Rooms = 1 } } },
        { "it reports a room", SureShard with { Report = new ShardReport(Ago(4)) { People = 0, Rooms = 1 } } },
        { "its census knows somebody, whatever it sums up to", SureShard with { Report = new ShardReport(Ago(4)) { People = 0, Rooms = 0, Census = RoomsOf("plenum", 1) } } },
        { "its bridge has people, whatever its census says", SureShard with { Report = new ShardReport(Ago(4)) { People = 0, Rooms = 0 }, Bridges = [SureBridge with { Report = SureBridge.Report! with { People = 1 } }] } },
    };

    [Fact]
    public async Task What_surely_is_empty_is_called_so()
    {
        (await PhaseAsync(SureBridge)).Should().Be(DrainPhase.Empty);
        (await PhaseAsync(SureBridge with { JicofoSaysDraining = null })).Should().Be(DrainPhase.Empty, "without Jicofo's word after half a minute");
        (await PhaseAsync(SureShard)).Should().Be(DrainPhase.Empty);
        (await PhaseAsync(SureShard with { Health = NodeHealth.Ill })).Should().Be(DrainPhase.Empty);
        (await PhaseAsync(SureShard with { Wanted = Drain with { MoveAt = Ago(30) } })).Should().Be(DrainPhase.Empty);
    }

    [Theory]
    [MemberData(nameof(SpoiltBridges))]
    public async Task A_bridge_is_not_called_empty_when(string what, BridgeState bridge) => (await PhaseAsync(bridge)).Should().NotBe(DrainPhase.Empty, what);

    [Theory]
    [MemberData(nameof(SpoiltShards))]
    public async Task A_shard_is_not_called_empty_when(string what, ShardState shard) => (await PhaseAsync(shard)).Should().NotBe(DrainPhase.Empty, what);

    [Fact]
    public async Task A_shard_is_not_called_empty_while_a_socket_is_open_or_a_room_lives_there()
    {
        await using var book = await BookAsync();
        var socket = book.Connect("plenum", "a");
        Phase(book, SureShard).Should().Be(DrainPhase.Emptying, "a socket is open");

        book.Connections.Close(socket);
        Phase(book, SureShard).Should().Be(DrainPhase.Empty);

        await book.ClaimAsync("plenum", Fleets.Of("a"));
        Phase(book, SureShard).Should().Be(DrainPhase.Emptying, "who was sent there may be about to arrive");
    }

    [Fact]
    public void What_nobody_else_takes_is_never_called_empty() =>
        DrainPhases.Of(new FleetNode.OfShard(SureShard), new Present(0, 0, []) { CountedAt = Ago(4) }, isLastResort: true, Now).Should().Be(DrainPhase.Emptying);

    [Fact]
    public async Task A_shard_is_the_last_resort_when_no_other_takes_its_rooms()
    {
        await using var book = await BookAsync();
        var guarded = Fleets.Of("a", "b").ThatDrains("a").ThatGuard("a");

        Is(book, Fleets.Of("a", "b").ThatDrains("a")).Should().BeFalse();
        Is(book, Fleets.Of("a").ThatDrains("a")).Should().BeTrue();
        Is(book, Fleets.Of("a", "b").ThatDrains("a", "b")).Should().BeTrue();
        Is(book, Fleets.Of(("a", NodeHealth.Up), ("b", NodeHealth.Ill)).ThatDrains("a")).Should().BeTrue();
        Is(book, guarded).Should().BeTrue("rooms with a password go nowhere else");
        Is(book, guarded.ThatGuard("b")).Should().BeFalse();
        Is(book, Fleets.Of("a").ThatDrains("a"), PlaceOnDraining.Never).Should().BeFalse();
        Is(book, Fleets.Of("a")).Should().BeFalse("it is open");
    }

    [Fact]
    public async Task During_a_maintenance_no_new_room_comes_and_the_last_shard_can_become_empty()
    {
        await using var book = await BookAsync();
        await using (var connection = await book.Database.ConnectAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await MaintenanceStore.SetAsync(transaction, new Maintenance(MaintenanceKind.NoNewRooms, Ago(1), null, null, "Ute", 1));
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        await book.Maintenances.ReadAgainAsync();

        Is(book, Fleets.Of("a").ThatDrains("a")).Should().BeFalse();
    }

    [Fact]
    public async Task A_bridge_is_the_last_resort_when_its_sisters_are_drained_too_or_down()
    {
        await using var book = await BookAsync();
        var sister = SureBridge with { Bridge = SureBridge.Bridge with { Id = new BridgeId("sister") }, Wanted = null, Report = SureBridge.Report! with { IsDraining = false } };

        IsBridge(sister).Should().BeFalse();
        IsBridge(sister with { Health = NodeHealth.Unknown }).Should().BeFalse("Jicofo uses what the gateway cannot ask");
        IsBridge(sister with { Health = NodeHealth.Down }).Should().BeTrue();
        IsBridge(sister with { Wanted = Drain }).Should().BeTrue();

        bool IsBridge(BridgeState other)
        {
            var home = SureShard with { Wanted = null, Bridges = [SureBridge, other] };
            return new LastResort(new PlacementOptions(), book.Maintenances).Is(new FleetSnapshot(1, [home]), new FleetNode.OfBridge(home, SureBridge));
        }
    }

    private static async Task<DrainPhase> PhaseAsync(BridgeState bridge)
    {
        await using var book = await BookAsync();
        var node = new FleetNode.OfBridge(SureShard with { Bridges = [bridge] }, bridge);
        return DrainPhases.Of(node, Presence(book).Of(new FleetSnapshot(1, [node.Home]), node), isLastResort: false, Now);
    }

    private static async Task<DrainPhase> PhaseAsync(ShardState shard)
    {
        await using var book = await BookAsync();
        return Phase(book, shard);
    }

    private static DrainPhase Phase(Book book, ShardState shard)
    {
        var node = new FleetNode.OfShard(shard);
        return DrainPhases.Of(node, Presence(book).Of(new FleetSnapshot(1, [shard]), node), isLastResort: false, Now);
    }

    private static bool Is(Book book, FleetSnapshot fleet, PlaceOnDraining onDraining = PlaceOnDraining.LastResort) =>
        new LastResort(new PlacementOptions { OnDraining = onDraining }, book.Maintenances).Is(fleet, new FleetNode.OfShard(fleet.Shards[0]));

    private static Task<Book> BookAsync() => Book.OpenAsync(time: new(Now));

    private static NodePresence Presence(Book book) => new(book.Connections, book.Placements, book.Time);

    private static DateTimeOffset Ago(int seconds) => Now.AddSeconds(-seconds);

    private static System.Collections.Frozen.FrozenDictionary<RoomName, int> RoomsOf(string room, int people) =>
        System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<RoomName, int> { [Book.Room(room)] = people });
}
