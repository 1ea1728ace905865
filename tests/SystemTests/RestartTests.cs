using System.Diagnostics;
using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>The gateway as a process of its own before two real Prosodys ends and comes again while meetings go on.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private const int Rooms = 40;
    private const int RoomsWithBosh = 20;
    private const int SocketsPerRoom = 5;

    // Only there to end a test that hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private readonly int _port = LoopbackPorts.Next();
    private readonly List<ProsodyServer> _shards = [];
    private readonly List<BoshLine> _lines = [];
    private Members _members = null!;
    private GatewayProcess? _gateway;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Front Front => new(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}")), "meet.test");

    public async ValueTask InitializeAsync()
    {
        Requirements.SkipWithoutProsodyAndClients();
        foreach (var name in (string[])["a", "b"])
            _shards.Add(await ProsodyServer.StartAsync(name, Cancellation));
        _members = Members.Start();
        _gateway = await StartGatewayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines)
            await line.DisposeAsync();
        if (_members is not null)
            await _members.DisposeAsync();
        if (_gateway is not null)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(_gateway.Output); // shown if the test failed
            await _gateway.DisposeAsync();
        }

        foreach (var shard in _shards)
            await shard.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task After_a_restart_200_sockets_and_20_bosh_sessions_are_back_on_their_shards()
    {
        var names = Enumerable.Range(1, Rooms).Select(number => $"room{number}").ToArray();
        var before = new List<Member>();
        foreach (var room in names)
        {
            var members = Enumerable.Range(1, SocketsPerRoom).Select(seat => _members.Add(Front, Transport.WebSocket, room, $"first{seat}")).ToArray();
            await Task.WhenAll(members.Select(member => member.JoinAsync(Cancellation)));
            before.AddRange(members);
            if (_lines.Count < RoomsWithBosh)
                _lines.Add(await BoshLine.JoinAsync(Front, room, "bosh", Cancellation));
        }

        var sids = _lines.Select(line => line.Sid).ToArray();
        var homes = await HomesAsync(names);
        homes.Values.Distinct().Should().HaveCount(2, "both shards must have rooms");

        var clock = Stopwatch.StartNew();
        _gateway!.Terminate();
        // Each comes back when its own line has ended. Prosody keeps the lost one for its minute, under its name.
        var sockets = before.Select(async member =>
        {
            await member.UntilLostAsync(Patience, Cancellation);
            await _members.Add(Front, Transport.WebSocket, member.Room, member.Nick.Replace("first", "again", StringComparison.Ordinal))
                .RejoinAsync(Patience, Cancellation);
        });
        var back = Task.WhenAll(sockets.ToArray());
        (await _gateway.EndAsync()).Should().Be(0);
        var ended = clock.Elapsed;
        await _gateway.DisposeAsync();
        _gateway = await StartGatewayAsync();
        var started = clock.Elapsed;
        await Task.WhenAll([back, .. _lines.Select(line => line.SayAndHearAsync("I am still here", Cancellation))]);
        var all = clock.Elapsed;

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Restart with {before.Count} sockets and {_lines.Count} BOSH sessions: ended after {ended.TotalSeconds:0.0} s, listening again after {started.TotalSeconds:0.0} s, all back after {all.TotalSeconds:0.0} s"));
        (await HomesAsync(names)).Should().BeEquivalentTo(homes);
        _lines.Select(line => line.Sid).Should().Equal(sids);
    }

    /// <summary>On which shard each room is, as the Prosodys say; a room on two of them is a split meeting.</summary>
    private async Task<Dictionary<string, string>> HomesAsync(string[] rooms)
    {
        var found = new Dictionary<string, string>();
        foreach (var shard in _shards)
        {
            foreach (var room in (await _members.CensusAsync(shard.Front, rooms, Cancellation)).Keys)
                found.TryAdd(room, shard.Name).Should().BeTrue($"{room} must be on one shard");
        }

        found.Should().HaveCount(rooms.Length);
        return found;
    }

    private async Task<GatewayProcess> StartGatewayAsync()
    {
        var file = Path.Combine(_folder.FullName, "gateway.json");
        var shards = string.Join(", ", _shards.Select(shard => $$"""{ "Name": "{{shard.Name}}", "Address": "{{shard.Address}}" }"""));
        await File.WriteAllTextAsync(
            file,
            $$"""
            {
              "MeetingUrl": "http://meet.test", "PortalUrl": "http://portal.test", "Urls": "http://127.0.0.1:{{_port}}",
              "Fleet": { "Shards": [ {{shards}} ] }
            }
            """,
            Cancellation);
        var gateway = GatewayProcess.Start(["run", "--config", file], _folder.FullName);
        await gateway.WaitForLineAsync(line => line.Contains("Now listening on: ", StringComparison.Ordinal), Cancellation);
        using var http = new HttpClient { BaseAddress = Front.Connect };
        await Eventually.NoComplaintAsync(
            async token => (await http.GetAsync("/-/health/ready", token)).IsSuccessStatusCode ? null : "The gateway is not ready",
            Patience, () => gateway.Output, Cancellation);
        return gateway;
    }
}
