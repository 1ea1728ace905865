using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>
/// Two real Prosodys as two shards, real clients before them, and between them whatever <see cref="OpenFront"/> opens.
/// What the Prosodys themselves say about their rooms is the judge.
/// </summary>
public abstract class ShardedMeetingTests : IAsyncLifetime
{
    private const int MembersPerRoom = 8;
    private const int RoomsAtOnce = 5;
    private static readonly string[] Nicks = [.. Enumerable.Range(1, MembersPerRoom).Select(number => $"member{number}")];

    // Below the 90 s after which the client's own unanswered acknowledgements would end its line: the front must have ended it.
    private static readonly TimeSpan LossLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MoveLimit = TimeSpan.FromSeconds(60);

    private readonly List<ProsodyServer> _shards = [];
    private Members _members = null!;
    private Front _front = null!;

    private protected abstract OpenFront OpenFront { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Requirements.SkipWithoutProsodyAndClients();
        // One after the other: if the second does not start, the first is already known to the tidying up.
        foreach (var name in (string[])["a", "b"])
            _shards.Add(await ProsodyServer.StartAsync(name, Cancellation));
        _front = await OpenFront(_shards, Cancellation);
        _members = Members.Start();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_members is not null)
            await _members.DisposeAsync();
        if (_front is not null)
            await _front.DisposeAsync();
        foreach (var shard in _shards)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(shard.ToString()); // shown if the test failed
            await shard.DisposeAsync();
        }
    }

    [Fact]
    public async Task Members_find_each_other_over_websocket_and_bosh()
    {
        const string Room = "Größe Raum";
        var anna = _members.Add(_front, Transport.WebSocket, Room, "anna");
        var bert = _members.Add(_front, Transport.Bosh, Room, "bert");

        await Task.WhenAll(anna.JoinAsync(Cancellation), bert.JoinAsync(Cancellation));
        await anna.UntilSeesAsync(["anna", "bert"], Cancellation);
        await bert.UntilSeesAsync(["anna", "bert"], Cancellation);

        await anna.SayAsync("hello", Cancellation);
        await bert.UntilHearsAsync("anna", "hello", Cancellation);
        await bert.SayAsync("hello too", Cancellation);
        await anna.UntilHearsAsync("bert", "hello too", Cancellation);
    }

    [Fact]
    public async Task Fifty_rooms_use_both_shards_and_none_is_split()
    {
        const int Rooms = 50;
        var rooms = await OccupyAsync(Rooms);

        var censuses = await CensusesAsync(rooms, _shards);

        censuses.Should().OnlyContain(census => census.Count > 0, "both shards must get rooms");
        ShouldHoldWholeRooms(censuses, Rooms);
    }

    [Fact]
    public async Task Rooms_of_a_killed_shard_meet_again_on_the_other_and_its_own_stay_undisturbed()
    {
        const int Rooms = 6;
        var rooms = await OccupyAsync(Rooms);
        var (victim, survivor) = (_shards[0], _shards[1]);
        var before = await CensusesAsync(rooms, _shards);
        before.Should().OnlyContain(census => census.Count > 0, "there must be rooms to lose and rooms to keep");
        var struck = rooms.Where(room => before[0].ContainsKey(room[0].Room)).ToArray();
        var spared = rooms.Where(room => before[1].ContainsKey(room[0].Room)).ToArray();

        await victim.KillAsync(Cancellation);
        // Each comes back by itself, as its own line ends; nobody waits for the others.
        await Task.WhenAll(struck.SelectMany(room => room).Select(async member =>
        {
            await member.UntilLostAsync(LossLimit, Cancellation);
            await member.RejoinAsync(MoveLimit, Cancellation);
        }));
        foreach (var member in struck.SelectMany(room => room))
            await member.UntilSeesAsync(Nicks, Cancellation);

        ShouldHoldWholeRooms(await CensusesAsync(rooms, [survivor]), Rooms);
        foreach (var room in spared)
        {
            await room[0].SayAsync("still here", Cancellation);
            foreach (var member in room)
                await member.UntilHearsAsync(room[0].Nick, "still here", Cancellation);
        }

        spared.SelectMany(room => room).Select(member => member.Lost).Should().OnlyContain(lost => lost == null);
    }

    /// <summary>Fills rooms, each by all its members at the same moment, one of them over BOSH; all see all when it returns.</summary>
    private async Task<Member[][]> OccupyAsync(int rooms)
    {
        var all = Enumerable.Range(1, rooms).Select(number => Nicks.Select((nick, seat) =>
            _members.Add(_front, seat == 0 ? Transport.Bosh : Transport.WebSocket, $"room{number}", nick)).ToArray()).ToArray();
        // The first room that fails ends the others' waiting too.
        var manner = new ParallelOptions { MaxDegreeOfParallelism = RoomsAtOnce, CancellationToken = Cancellation };
        await Parallel.ForEachAsync(all, manner, async (room, cancellation) =>
        {
            await Task.WhenAll(room.Select(member => member.JoinAsync(cancellation)));
            foreach (var member in room)
                await member.UntilSeesAsync(Nicks, cancellation);
        });
        return all;
    }

    private async Task<IReadOnlyDictionary<string, int>[]> CensusesAsync(Member[][] rooms, IEnumerable<ProsodyServer> shards) =>
        await Task.WhenAll(shards.Select(shard => _members.CensusAsync(shard.Front, rooms.Select(room => room[0].Room), Cancellation)));

    private static void ShouldHoldWholeRooms(IReadOnlyDictionary<string, int>[] censuses, int rooms)
    {
        var found = censuses.SelectMany(census => census).ToArray();
        found.Select(room => room.Key).Should().OnlyHaveUniqueItems("a room on two shards is two meetings").And.HaveCount(rooms);
        found.Should().OnlyContain(room => room.Value == MembersPerRoom, "all members of a room must be on its shard");
    }
}
