using System.Net;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

public sealed class ShardLossTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shard_that_goes_down_has_its_sockets_and_polls_closed_and_its_rooms_meet_on_another()
    {
        var time = new FakeTimeProvider();
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Time = time }, lab.Shards);
        using var http = gateway.CreateClient();
        await using var anna = await ConnectAsync(gateway, "plenum");
        await using var other = await ConnectAsync(gateway, "vorstand");
        anna.Shard.Should().Be("alpha");
        other.Shard.Should().Be("beta");
        var sid = await OpenBoshAsync(http, "plenum");
        var asked = lab["alpha"].Received.Total;
        var poll = http.PostAsync("/http-bind?room=plenum", Xml($"<body xmlns='http://jabber.org/protocol/httpbind' rid='1002' sid='{sid}'/>"), Cancel);
        await lab["alpha"].Received.WaitForAsync(request => request.Number > asked && request.BodyText.Contains(sid), Cancel);

        // Its sockets work on; only its health is bad. So whoever is closed was closed by the gateway.
        lab["alpha"].Faults.HealthStatus = 500;
        await PassTimeAsync(time, gateway.WaitForAsync(fleet => fleet.Find(new ShardId("alpha"))!.Health == NodeHealth.Down));

        await anna.Closed.WaitAsync(Cancel);
        (await poll).StatusCode.Should().Be(HttpStatusCode.BadGateway);
        other.Closed.IsCompleted.Should().BeFalse();
        await using var again = await ConnectAsync(gateway, "plenum", "Anna2");
        await using var third = await ConnectAsync(gateway, "plenum", "Ole");
        again.Shard.Should().Be("beta");
        third.Shard.Should().Be("beta");
        (await Placement.Book.RowsAsync(gateway.StoragePath)).Should().Equal("plenum beta 2", "vorstand beta 1");

        lab["alpha"].Faults.Clear();
        await PassTimeAsync(time, gateway.WaitForAsync(fleet => fleet.Find(new ShardId("alpha"))!.IsUp));
        await using var late = await ConnectAsync(gateway, "plenum", "Ute");
        late.Shard.Should().Be("beta");
        gateway.Get<ConnectionTable>().CountOf(Placement.Book.Room("plenum")).Should().Be(3);
    }

    [Fact]
    public async Task Without_a_shard_the_gateway_lives_but_is_not_ready()
    {
        var time = new FakeTimeProvider();
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Time = time }, lab.Shards);
        using var http = gateway.CreateClient();
        (await http.GetAsync("/-/health/ready", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);

        await lab["alpha"].StopAsync();
        await PassTimeAsync(time, gateway.WaitForAsync(fleet => !fleet.HasShardUp));

        (await http.GetAsync("/-/health/ready", Cancel)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await http.GetAsync("/-/health/live", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await http.GetAsync("/plenum", Cancel);
        page.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        page.Headers.RetryAfter.Should().NotBeNull();
        (await http.PostAsync("/http-bind?room=plenum", Xml("<body/>"), Cancel)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);

        await lab["alpha"].StartAgainAsync(Cancel);
        await PassTimeAsync(time, gateway.WaitForAsync(fleet => fleet.HasShardUp));
        (await http.GetAsync("/-/health/ready", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_failed_forward_makes_the_gateway_ask_before_its_turn()
    {
        var time = new FakeTimeProvider();
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Time = time }, lab.Shards);
        using var http = gateway.CreateClient();
        lab["alpha"].Received.Clear();
        lab["alpha"].Faults.Garbage = "no HTTP\r\n\r\n"u8.ToArray();

        // One second passes, never five: only the failures can have asked.
        var down = gateway.WaitForAsync(fleet => !fleet.HasShardUp);
        var passed = TimeSpan.Zero;
        while (!down.IsCompleted)
        {
            (await http.GetAsync("/plenum", Cancel)).IsSuccessStatusCode.Should().BeFalse();
            time.Advance(TimeSpan.FromMilliseconds(10));
            passed += TimeSpan.FromMilliseconds(10);
            await Task.Yield();
        }

        await down;
        passed.Should().BeGreaterThan(TimeSpan.FromSeconds(2), "three questions are at least a second apart");
    }

    [Fact]
    public async Task After_a_restart_a_room_is_where_it_was()
    {
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        var path = Path.Combine(Directory.CreateTempSubdirectory("gateway-test-").FullName, "gateway.db");
        try
        {
            var shards = new Dictionary<string, string?>();
            await using (var before = await TestGateway.StartAsync(new TestGatewayOptions { StoragePath = path }, lab.Shards))
            {
                for (var i = 0; i < 10; i++)
                {
                    await using var client = await ConnectAsync(before, $"room{i}");
                    shards[$"room{i}"] = client.Shard;
                }
            }

            await using var after = await TestGateway.StartAsync(new TestGatewayOptions { StoragePath = path }, lab.Shards.Reverse());
            foreach (var (room, shard) in shards)
            {
                await using var client = await ConnectAsync(after, room);
                client.Shard.Should().Be(shard);
            }
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    /// <summary>Somebody who is in the room, and so has heard which shard it is on.</summary>
    private static async Task<LabClient> ConnectAsync(TestGateway gateway, string room, string nick = "Anna")
    {
        var headers = new Dictionary<string, string> { ["Host"] = "meet.test", ["Origin"] = TestGateway.MeetingUrl };
        var client = await LabClient.ConnectAsync(new Uri($"http://{gateway.EndPoint}"), room, headers, Cancel);
        await client.JoinAsync(nick, Cancel);
        return client;
    }

    private static async Task<string> OpenBoshAsync(HttpClient http, string room)
    {
        var answer = await http.PostAsync($"/http-bind?room={room}", Xml(
            "<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' to='meet.test' wait='60' hold='1' ver='1.6'/>"), Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return System.Xml.Linq.XElement.Parse(text).Attribute("sid")!.Value;
    }

    private static StringContent Xml(string body) => new(body, Encoding.UTF8, "text/xml");

    /// <summary>Lets fake time pass, in steps, until something has happened.</summary>
    private static async Task PassTimeAsync(FakeTimeProvider time, Task until)
    {
        while (!until.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            // The gateway's threads need their turn; how long they get decides nothing.
            await Task.WhenAny(until, Task.Delay(1, Cancel));
        }

        await until;
    }
}
