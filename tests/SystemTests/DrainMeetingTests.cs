using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>
/// One of two real Prosodys is drained by command, and what is left is moved: its members meet again on the other, and
/// nobody there is disturbed. What the Prosodys themselves say about their rooms is the judge.
/// </summary>
public sealed class DrainMeetingTests : IAsyncLifetime
{
    private const int Rooms = 6;
    private static readonly string[] Nicks = ["anna", "bert", "cem", "dora"];

    private readonly int _port = LoopbackPorts.Next();
    private readonly List<ProsodyServer> _shards = [];
    private TestGateway _gateway = null!;
    private Members _members = null!;
    private Front _front = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Portal => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{_port}");

    public async ValueTask InitializeAsync()
    {
        Requirements.SkipWithoutProsodyAndClients();
        foreach (var name in (string[])["a", "b"])
            _shards.Add(await ProsodyServer.StartAsync(name, Cancellation));
        var settings = new Dictionary<string, string?> { ["PortalUrl"] = Portal, ["Urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}") };
        foreach (var (index, shard) in _shards.Index())
        {
            settings[string.Create(CultureInfo.InvariantCulture, $"Fleet:Shards:{index}:Name")] = shard.Name;
            settings[string.Create(CultureInfo.InvariantCulture, $"Fleet:Shards:{index}:Address")] = shard.Address.ToString();
        }

        _gateway = await TestGateway.StartAsync(new TestGatewayOptions { Settings = settings });
        _front = new Front(new Uri($"http://{_gateway.EndPoint}"), "meet.test");
        _members = Members.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_members is not null)
            await _members.DisposeAsync();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        foreach (var shard in _shards)
            await shard.DisposeAsync();
    }

    [Fact]
    public async Task What_is_left_on_a_drained_shard_meets_again_on_the_other_and_nobody_else_is_disturbed()
    {
        var rooms = await OccupyAsync();
        var before = await CensusesAsync(rooms);
        before.Should().OnlyContain(census => census.Count > 0, "there must be rooms to move and rooms to keep");
        var moved = rooms.Where(room => before[0].ContainsKey(room[0].Room)).ToArray();
        var spared = rooms.Where(room => before[1].ContainsKey(room[0].Room)).ToArray();

        var draining = GatewayProcess.RunAsync(["drain", "a", "--move-at", "now", "--wait", "--gateway", Portal], environment: await KeyAsync());
        await Task.WhenAll(moved.SelectMany(room => room).Select(async member =>
        {
            await member.UntilLostAsync(TimeSpan.FromSeconds(30), Cancellation);
            await member.RejoinAsync(TimeSpan.FromSeconds(30), Cancellation);
        }));
        foreach (var member in moved.SelectMany(room => room))
            await member.UntilSeesAsync(Nicks, Cancellation);
        var (code, output, errors) = await draining;

        code.Should().Be(0, output + string.Join('\n', errors));
        output.Should().EndWith("a is empty, safe to restart.");
        var after = await CensusesAsync(rooms);
        // Told gently, so that nobody stays behind as a shadow: there is nobody, at once.
        after[0].Should().BeEmpty();
        after[1].Should().HaveCount(Rooms).And.OnlyContain(room => room.Value == Nicks.Length);
        spared.SelectMany(room => room).Should().OnlyContain(member => member.Lost == null);
        foreach (var room in spared)
        {
            await room[0].SayAsync("still here", Cancellation);
            await room[1].UntilHearsAsync(room[0].Nick, "still here", Cancellation);
        }
    }

    private async Task<Member[][]> OccupyAsync()
    {
        var rooms = Enumerable.Range(1, Rooms).Select(number => Nicks.Select((nick, seat) =>
            _members.Add(_front, seat == 0 ? Transport.Bosh : Transport.WebSocket, $"room{number}", nick)).ToArray()).ToArray();
        foreach (var room in rooms)
        {
            await Task.WhenAll(room.Select(member => member.JoinAsync(Cancellation)));
            foreach (var member in room)
                await member.UntilSeesAsync(Nicks, Cancellation);
        }

        return rooms;
    }

    private async Task<IReadOnlyDictionary<string, int>[]> CensusesAsync(Member[][] rooms) =>
        await Task.WhenAll(_shards.Select(shard => _members.CensusAsync(shard.Front, rooms.Select(room => room[0].Room), Cancellation)));

    private async Task<Dictionary<string, string>> KeyAsync()
    {
        var admin = await TestAccounts.AddAsync(_gateway, "maike", Roles.Admin);
        var made = (ApiKeyAnswer.Made)await _gateway.Get<ApiKeyChanges>().MakeAsync(
            Actor.Gateway, new Caller(admin.Id, admin.DisplayName, Roles.Admin) { Session = "test" }, new ApiKeyWish("test", ["fleet:read", "fleet:write"], 90));
        return new() { ["GATEWAY_KEY"] = made.Text };
    }
}
