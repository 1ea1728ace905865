using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Lab;
using ConferenceGateway.Placement;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

/// <summary>The real gateway before three shards, one of which is being emptied.</summary>
public sealed class DrainedGatewayTests : IAsyncLifetime
{
    private const int Tries = 1_000;
    private const int Clients = 50;

    private LabFleet _lab = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _lab = await LabFleet.StartAsync(["alpha", "beta", "gamma"]);
        // One address may open 600 rooms in a minute; fifty clients have fifty.
        _gateway = await TestGateway.StartAsync(
            new TestGatewayOptions
            {
                Settings = new Dictionary<string, string?> { ["TrustedProxies:0"] = "127.0.0.1" },
                // The clock stands, and so nobody is asked again: on a busy machine the other two could fall silent, and the last resort is the drained one.
                Time = new FakeTimeProvider(DateTimeOffset.UtcNow),
            }, _lab.Shards);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task No_new_room_comes_to_it_in_a_thousand_tries_of_fifty_clients_at_once()
    {
        using var web = _gateway.CreateClient();
        // Pages that came from it before: what they were promised is not kept either.
        for (var room = 0; room < 90; room++)
            await SendAsync(web, HttpMethod.Get, $"/room{room}", client: room % Clients);
        var fleet = _gateway.Get<FleetView>();
        fleet.SetWanted(new Dictionary<string, Wanted> { ["alpha"] = new(WantedState.Drain, DateTimeOffset.UnixEpoch, "admin") }.ToFrozenDictionary());
        var shards = new ConcurrentBag<string>();
        var next = -1;

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var room && room < Tries)
                shards.Add(await SendAsync(web, HttpMethod.Post, $"/http-bind?room=room{room}", client));
        }))).WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        shards.Should().HaveCount(Tries).And.OnlyContain(shard => shard == "beta" || shard == "gamma");
        _gateway.Get<PlacementBook>().RoomsOn(new ShardId("alpha"), fleet.Current).Should().BeEmpty();
        shards.CountBy(shard => shard).Should().OnlyContain(count => count.Value > Tries / 4);
    }

    private static async Task<string> SendAsync(HttpClient web, HttpMethod method, string target, int client)
    {
        using var request = new HttpRequestMessage(method, target);
        request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"198.51.100.{client + 1}"));
        if (method == HttpMethod.Post)
            request.Content = Answers.Bosh();
        using var answer = await web.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        return answer.Shard() ?? "";
    }
}
