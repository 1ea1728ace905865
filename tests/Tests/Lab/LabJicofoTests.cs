using System.Net;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Lab;

public sealed class LabJicofoTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http = new();
    private LabShard _shard = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(
            new LabShardOptions { Name = "a", Time = _time, HasHealthChecks = true, Bridges = [new() { ServerId = "a1", RelayId = "r1" }, new() { ServerId = "a2" }] }, Cancel);
        _http.BaseAddress = _shard.JicofoAddress;
        _time.Advance(TimeSpan.FromSeconds(5));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _shard.DisposeAsync();
    }

    [Fact]
    public async Task Debug_shows_the_bridges_as_jicofo_sees_them_and_the_rooms()
    {
        _shard.Jicofo.Count("plenum@conference.meet.jitsi", new(4, 1));
        _shard.Jicofo.Count("allein@conference.meet.jitsi", new(1, 0));

        var debug = await JsonAsync("/debug");

        var bridges = debug.GetProperty("bridge_selector").GetProperty("bridge");
        bridges.EnumerateObject().Select(bridge => bridge.Name).Should().Equal("jvbbrewery@internal.auth.meet.jitsi/a1", "jvbbrewery@internal.auth.meet.jitsi/a2");
        var first = bridges.GetProperty("jvbbrewery@internal.auth.meet.jitsi/a1");
        first.GetProperty("endpoints").GetInt32().Should().Be(4);
        first.GetProperty("corrected-stress").GetDouble().Should().BeApproximately(0.04, 1e-9, "four were added within 20 s");
        first.GetProperty("relay-id").GetString().Should().Be("r1");
        first.GetProperty("region").GetString().Should().Be("null");
        debug.GetProperty("focus_manager").GetProperty("plenum@conference.meet.jitsi").GetInt32().Should().Be(4);
        debug.GetProperty("focus_manager").GetProperty("allein@conference.meet.jitsi").GetInt32().Should().Be(0, "one alone has no bridge");
        (await JsonAsync("/debug/conferences")).GetArrayLength().Should().Be(2);
        (await JsonAsync("/debug/conferences-full")).GetProperty("plenum@conference.meet.jitsi").GetProperty("colibri_session_manager").GetProperty("sessions").TryGetProperty("a1", out _).Should().BeTrue();
        (await JsonAsync("/debug/conference/nobody@conference.meet.jitsi")).EnumerateObject().Should().BeEmpty();
    }

    [Fact]
    public async Task Stats_count_and_health_is_there_where_it_is_set_up_and_wants_a_bridge()
    {
        _shard.Jicofo.Count("plenum@conference.meet.jitsi", new(4, 1));

        var stats = await JsonAsync("/stats");
        using var healthy = await _http.GetAsync("/about/health", Cancel);
        await _shard.Bridge("a1").StopAsync();
        await _shard.Bridge("a2").StopAsync();
        using var ill = await _http.GetAsync("/about/health", Cancel);

        stats.GetProperty("participants").GetInt32().Should().Be(4);
        stats.GetProperty("conference_sizes")[4].GetInt32().Should().Be(1);
        stats.GetProperty("bridge_selector").GetProperty("operational_bridge_count").GetInt32().Should().Be(2);
        healthy.StatusCode.Should().Be(HttpStatusCode.OK);
        ill.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
    }

    [Theory]
    [InlineData("move-endpoints?bridge=a1&numEndpoints=100", 200, "{\"movedEndpoints\":9,\"conferences\":2}")]
    [InlineData("move-endpoints?bridge=jvbbrewery@internal.auth.meet.jitsi/a1&numEndpoints=100", 200, "{\"movedEndpoints\":9,\"conferences\":2}")]
    [InlineData("move-endpoints?bridge=a1", 200, "{\"movedEndpoints\":1,\"conferences\":1}")]
    [InlineData("move-endpoints?bridge=a1&conference=klein@x&numEndpoints=100", 200, "{\"movedEndpoints\":3,\"conferences\":1}")]
    [InlineData("move-fraction?bridge=a1&fraction=0.5", 200, "{\"movedEndpoints\":5,\"conferences\":1}")]
    [InlineData("move-fraction?bridge=a1&fraction=half", 500, "")]
    [InlineData("move-endpoints?bridge=a1&numEndpoints=many", 500, "")]
    [InlineData("move-endpoints", 400, "Bad request: Missing parameter: bridge")]
    [InlineData("move-endpoints?bridge=a9", 500, "Not found: Bridge not found")]
    [InlineData("move-endpoints?bridge=a1&conference=nobody@x", 500, "Not found: Conference not found")]
    [InlineData("move-endpoint?conference=gross@x", 400, "Bad request: Missing parameter: endpoint")]
    [InlineData("move-endpoint?conference=gross@x&endpoint=0000abcd", 200, "{\"movedEndpoints\":0,\"conferences\":0}")]
    public async Task Moving_answers_as_jicofo_does_its_odd_statuses_too(string what, int status, string begins)
    {
        _shard.Bridge("a2").Model.IsDraining = true;
        _time.Advance(TimeSpan.FromSeconds(5));
        _shard.Jicofo.Count("gross@x", new(6, 0));
        _shard.Jicofo.Count("klein@x", new(3, 0));

        using var answer = await _http.GetAsync("/move-endpoints/" + what, Cancel);

        ((int)answer.StatusCode).Should().Be(status);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().StartWith(begins);
    }

    [Fact]
    public async Task A_drained_bridge_is_emptied_by_whole_meetings_and_not_by_parts_of_one()
    {
        _shard.Jicofo.Count("gross@x", new(6, 0));
        _shard.Bridge("a1").Model.IsDraining = true;
        _time.Advance(TimeSpan.FromSeconds(5));

        (await JsonAsync("/move-endpoints/move-endpoints?bridge=a1&numEndpoints=5")).GetProperty("movedEndpoints").GetInt32().Should().Be(5);
        _shard.Bridge("a1").Model.Now.Endpoints.Should().Be(6, "without relays they are put where the others are");
        (await JsonAsync("/move-endpoints/move-fraction?bridge=a1&fraction=1")).GetProperty("movedEndpoints").GetInt32().Should().Be(6);

        _shard.Bridge("a1").Model.Now.Endpoints.Should().Be(0);
        _shard.Bridge("a2").Model.Now.Endpoints.Should().Be(6);
    }

    private async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse(await _http.GetStringAsync(path, Cancel)).RootElement;
}
