using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Dapper;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>
/// Two real Prosodys with censuses of their own, one of which is lost: killed, stopped, or cut off. Its rooms meet again on the
/// other one, each has moved once, and nobody else has noticed.
/// </summary>
public sealed class LostShardTests : IAsyncLifetime
{
    private const int Rooms = 6;
    private static readonly string[] Nicks = ["anna", "bert", "cem"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly List<ProsodyServer> _shards = [];
    private TestNetwork? _network;
    private TestGateway _gateway = null!;
    private Members _members = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Requirements.SkipWithoutProsodyAndClients();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_members is not null)
            await _members.DisposeAsync();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        foreach (var shard in _shards)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(shard.ToString()); // shown if the test failed
            await shard.DisposeAsync();
        }

        if (_network is not null)
            await _network.DisposeAsync();
    }

    [Fact]
    public Task Killed() => LoseAsync(null, victim => victim.KillAsync(Cancellation));

    [Fact]
    public Task Stopped() => LoseAsync(null, victim => victim.StandStillAsync(Cancellation));

    [Fact]
    public async Task Cut_off()
    {
        _network = await TestNetwork.OpenAsync(Cancellation);
        await LoseAsync(_network, _ => _network.CutAsync(Cancellation));
    }

    private async Task LoseAsync(TestNetwork? network, Func<ProsodyServer, Task> lose)
    {
        await StartAsync(network);
        var (victim, survivor) = (_shards[0], _shards[1]);
        var rooms = await OccupyAsync();
        var (there, here) = (await victim.CensusAsync(Cancellation), await survivor.CensusAsync(Cancellation));
        there.Should().NotBeEmpty("there must be rooms to lose");
        here.Should().NotBeEmpty("there must be rooms to keep");
        there.Concat(here).Should().HaveCount(Rooms).And.OnlyContain(room => room.Value == Nicks.Length);
        var struck = rooms.Where(room => there.ContainsKey(room[0].Room)).ToArray();
        var spared = rooms.Except(struck).ToArray();

        await lose(victim);
        await Task.WhenAll(struck.SelectMany(room => room).Select(async member =>
        {
            await member.UntilLostAsync(Limit, Cancellation);
            await member.RejoinAsync(Limit, Cancellation);
        }));
        foreach (var member in struck.SelectMany(room => room))
            await member.UntilSeesAsync(Nicks, Limit, Cancellation);

        (await survivor.CensusAsync(Cancellation)).Should().HaveCount(Rooms).And.OnlyContain(room => room.Value == Nicks.Length);
        spared.SelectMany(room => room).Should().OnlyContain(member => member.Lost == null);
        (await MovesAsync()).Should().BeEquivalentTo(rooms.ToDictionary(room => room[0].Room, room => (survivor.Name, struck.Contains(room) ? 2L : 1L)));
    }

    private async Task StartAsync(TestNetwork? network)
    {
        var options = new ProsodyOptions { Modules = ["bosh", "websocket", "smacks", "room_census"] };
        _shards.Add(await ProsodyServer.StartAsync("lost", network is null ? options : options with { Address = TestNetwork.Addresses.There, Prefix = network.Prefix }, Cancellation));
        _shards.Add(await ProsodyServer.StartAsync("kept", options, Cancellation));
        var settings = new Dictionary<string, string?>();
        foreach (var (index, shard) in _shards.Index())
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"Fleet:Shards:{index}");
            settings[$"{key}:Name"] = shard.Name;
            settings[$"{key}:Address"] = shard.Address.ToString();
        }

        _gateway = await TestGateway.StartAsync(new TestGatewayOptions { Settings = settings });
        _members = Members.Start();
    }

    private async Task<Member[][]> OccupyAsync()
    {
        var front = new Front(new Uri($"http://{_gateway.EndPoint}"), ProsodyServer.Domain);
        var rooms = Enumerable.Range(1, Rooms).Select(number => Nicks.Select((nick, seat) => _members.Add(
            front, seat == 0 ? Transport.Bosh : Transport.WebSocket, string.Create(CultureInfo.InvariantCulture, $"room{number}"), nick)).ToArray()).ToArray();
        foreach (var room in rooms)
        {
            await Task.WhenAll(room.Select(member => member.JoinAsync(Cancellation)));
            foreach (var member in room)
                await member.UntilSeesAsync(Nicks, Cancellation);
        }

        return rooms;
    }

    private async Task<Dictionary<string, (string Shard, long Generation)>> MovesAsync()
    {
        await using var connection = await _gateway.Get<Database>().ConnectAsync();
        var rows = await connection.QueryAsync<(string Room, string Shard, long Generation)>("SELECT room, shard, generation FROM placements");
        return rows.ToDictionary(row => row.Room, row => (row.Shard, row.Generation));
    }
}
