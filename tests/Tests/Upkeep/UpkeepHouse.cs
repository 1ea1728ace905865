using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Identity.Api;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

/// <summary>
/// A gateway before two Lab shards, one clock for all of them: alpha has two bridges with private listeners, beta one.
/// Jicofo and Prosody listen for themselves, so that everything that can be observed is.
/// </summary>
internal sealed class UpkeepHouse : IAsyncDisposable
{
    private readonly HttpClient _portal;
    private readonly string _key;

    private UpkeepHouse(LabFleet lab, TestGateway gateway, FakeTimeProvider time, string key)
    {
        (Lab, Gateway, Time, _key) = (lab, gateway, time, key);
        _portal = gateway.CreateClient(TestGateway.PortalUrl);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public LabFleet Lab { get; }

    public TestGateway Gateway { get; }

    public FakeTimeProvider Time { get; }

    /// <param name="settings">Settings over the usual ones.</param>
    /// <param name="alpha">What alpha has that is not usual.</param>
    public static async Task<UpkeepHouse> StartAsync(Dictionary<string, string?>? settings = null, Func<LabShardOptions, LabShardOptions>? alpha = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
        var lab = await LabFleet.StartAsync([(alpha ?? (usual => usual))(Shard("alpha", "a1", "a2")), Shard("beta", "b1")], Cancel);
        var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Time = time, Settings = settings ?? [] }, lab.Shards);
        var admin = await TestAccounts.AddAsync(gateway, "maike", Roles.Admin);
        var made = (ApiKeyAnswer.Made)await gateway.Get<ApiKeyChanges>().MakeAsync(
            Actor.Gateway, new Caller(admin.Id, admin.DisplayName, Roles.Admin) { Session = "test" }, new ApiKeyWish("test", ["fleet:read", "fleet:write"], 90));
        var house = new UpkeepHouse(lab, gateway, time, made.Text);
        // Everybody has been heard of, bridges too.
        await house.PassTimeAsync(fleet => fleet.Shards.All(shard => shard.IsUp && shard.Bridges.All(bridge => bridge is { Health: NodeHealth.Up, JicofoSaysDraining: not null })));
        return house;

        LabShardOptions Shard(string name, params string[] bridges) => new()
        {
            Name = name,
            SeparatesParts = true,
            Time = time,
            Bridges = [.. bridges.Select(bridge => new LabBridgeOptions { ServerId = bridge })],
        };
    }

    /// <summary>Somebody who is in the room, and so has heard which shard it is on.</summary>
    public async Task<LabClient> JoinAsync(string room, string nick)
    {
        var headers = new Dictionary<string, string> { ["Host"] = "meet.test", ["Origin"] = TestGateway.MeetingUrl };
        var client = await LabClient.ConnectAsync(new Uri($"http://{Gateway.EndPoint}"), room, headers, Cancel);
        await client.JoinAsync(nick, Cancel);
        return client;
    }

    /// <summary>Asks the API as an admin.</summary>
    public async Task<ApiReply> AskAsync(string method, string path, object? body = null, string? match = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1" + path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _key);
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        if (body is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var response = await _portal.SendAsync(request, Cancel);
        return new(response, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>The drain of a node as the API has it.</summary>
    public async Task<JsonElement> DrainAsync(string name)
    {
        var reply = await AskAsync("GET", $"/fleet/{name}/drain");
        return reply.Response.StatusCode == HttpStatusCode.OK ? reply.Json : throw new InvalidOperationException(reply.Text);
    }

    /// <summary>Lets time pass until a drain is as wished.</summary>
    public Task<JsonElement> UntilAsync(string name, string phase) => UntilAsync(name, drain => drain.GetProperty("phase").GetString() == phase);

    public async Task<JsonElement> UntilAsync(string name, Func<JsonElement, bool> wished)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var drain = await DrainAsync(name);
            if (wished(drain))
                return drain;
            if (limit.IsCancellationRequested)
                throw new TimeoutException(drain.ToString());
            await StepAsync();
        }
    }

    /// <summary>Lets time pass until something has happened.</summary>
    public async Task<T> PassTimeAsync<T>(Task<T> until)
    {
        await PassTimeAsync((Task)until);
        return await until;
    }

    public async Task PassTimeAsync(Task until)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!until.IsCompleted && !limit.IsCancellationRequested)
            await StepAsync(until);
        await until.WaitAsync(TimeSpan.FromSeconds(1), Cancel);
    }

    public Task PassTimeAsync(Func<FleetSnapshot, bool> wished) => PassTimeAsync(Gateway.WaitForAsync(wished));

    private async Task StepAsync(Task? until = null)
    {
        Time.Advance(TimeSpan.FromMilliseconds(250));
        // The gateway's threads need their turn; how long they get decides nothing.
        await Task.WhenAny(until ?? Task.Delay(5, Cancel), Task.Delay(5, Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        _portal.Dispose();
        await Gateway.DisposeAsync();
        await Lab.DisposeAsync();
    }
}
