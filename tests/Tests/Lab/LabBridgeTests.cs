using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Lab;

public sealed class LabBridgeTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private LabShard _shard = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LabBridge First => _shard.Bridge("a1");

    private LabBridge Second => _shard.Bridge("a2");

    public async ValueTask InitializeAsync() => _shard = await LabShard.StartAsync(
        new LabShardOptions
        {
            Name = "a",
            Time = _time,
            Bridges = [new LabBridgeOptions { ServerId = "a1" }, new LabBridgeOptions { ServerId = "a2", HasStats = true, Capacity = 2, RelayId = "r2" }],
        },
        Cancel);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _shard.DisposeAsync();
    }

    [Theory]
    [InlineData("/about/health", 200, "")]
    [InlineData("/about/version", 200, "{\"name\":\"JVB\"")]
    [InlineData("/colibri/drain", 200, "{\"drain\":false}")]
    [InlineData("/colibri/stats", 404, "")]
    [InlineData("/debug", 200, "{\"shutdown_state\":\"RUNNING\"")]
    [InlineData("/colibri/shutdown", 404, "")]
    public async Task A_bridge_answers_on_a_port_of_its_own_as_by_default(string path, int status, string begins)
    {
        using var answer = await _http.GetAsync(new Uri(First.Address!, path), Cancel);

        ((int)answer.StatusCode).Should().Be(status);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().StartWith(begins);
        First.Address!.Port.Should().NotBe(Second.Address!.Port).And.NotBe(_shard.Address.Port);
    }

    [Theory]
    [InlineData(null, 500, "")]
    [InlineData("text/html", 500, "")]
    [InlineData("application/json", 200, "application/json")]
    [InlineData("text/plain", 200, "text/plain")]
    [InlineData("*/*", 200, "application/openmetrics-text")]
    [InlineData("text/plain;q=0.5, application/json", 200, "application/json")]
    public async Task Metrics_want_an_accept_header(string? accept, int status, string type)
    {
        using var answer = await MetricsAsync(First, accept);

        ((int)answer.StatusCode).Should().Be(status);
        (answer.Content.Headers.ContentType?.MediaType ?? "").Should().Be(type);
    }

    [Fact]
    public async Task The_names_have_a_prefix_in_text_and_none_in_json()
    {
        using var json = await MetricsAsync(First, "application/json");
        using var text = await MetricsAsync(First, "text/plain");

        var figures = JsonDocument.Parse(await json.Content.ReadAsStringAsync(Cancel)).RootElement;
        figures.GetProperty("stress").GetDouble().Should().Be(0);
        figures.GetProperty("drain_mode").GetBoolean().Should().BeFalse();
        (await text.Content.ReadAsStringAsync(Cancel)).Should().Contain("\njitsi_jvb_drain_mode 0\n").And.Contain("# TYPE jitsi_jvb_endpoints_total counter\n");
    }

    [Fact]
    public async Task Stress_follows_people_and_cameras_by_a_report_and_capacity()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _shard.Jicofo.Count("room@x", new(11, 3));
        var carrier = First.Model.Meetings.Count > 0 ? First : Second;

        (await FiguresAsync(carrier)).GetProperty("local_endpoints").GetInt32().Should().Be(11);
        (await FiguresAsync(carrier)).GetProperty("stress").GetDouble().Should().Be(0);
        _time.Advance(TimeSpan.FromSeconds(10));

        (await FiguresAsync(carrier)).GetProperty("stress").GetDouble().Should()
            .BeApproximately(((11 * 0.004 * 1.2) + 0.03) / carrier.Model.Traits.Capacity, 1e-9);
    }

    [Fact]
    public async Task Drain_is_told_at_once_by_the_bridge_by_jicofo_with_its_next_report_and_forgotten_at_a_restart()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        using var drained = await _http.PostAsync(new Uri(First.Address!, "/colibri/drain/enable"), null, Cancel);
        var address = First.Address;

        drained.StatusCode.Should().Be(HttpStatusCode.OK);
        (await _http.GetStringAsync(new Uri(First.Address!, "/colibri/drain"), Cancel)).Should().Be("{\"drain\":true}");
        (await FiguresAsync(First)).GetProperty("drain_mode").GetBoolean().Should().BeTrue();
        _shard.Jicofo.Bridges[0].IsDraining.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(5));
        _shard.Jicofo.Bridges[0].IsDraining.Should().BeTrue();

        await First.StopAsync();
        _shard.Jicofo.Bridges.Should().ContainSingle();
        await First.StartAgainAsync(Cancel);

        First.Address.Should().Be(address);
        (await _http.GetStringAsync(new Uri(address!, "/colibri/drain"), Cancel)).Should().Be("{\"drain\":false}");
    }

    [Fact]
    public async Task A_bridge_lies_as_it_is_told_to()
    {
        Second.Lies.Stress = "NaN";
        Second.Lies.Endpoints = "-3";
        Second.Lies.RelayId = "r1";
        Second.Lies.DrainStays = true;
        using var drained = await _http.PostAsync(new Uri(Second.Address!, "/colibri/drain/enable"), null, Cancel);
        using var metrics = await MetricsAsync(Second, "application/json");

        drained.StatusCode.Should().Be(HttpStatusCode.OK);
        Second.IsDraining.Should().BeFalse();
        (await metrics.Content.ReadAsStringAsync(Cancel)).Should().Contain("\"stress\":NaN").And.Contain("\"local_endpoints\":-3");
        (await _http.GetStringAsync(new Uri(Second.Address!, "/colibri/stats"), Cancel)).Should().Contain("\"relay_id\":\"r1\"");
    }

    private async Task<JsonElement> FiguresAsync(LabBridge bridge)
    {
        using var answer = await MetricsAsync(bridge, "application/json");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
    }

    private async Task<HttpResponseMessage> MetricsAsync(LabBridge bridge, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(bridge.Address!, "/metrics"));
        foreach (var type in accept?.Split(", ") ?? [])
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(type));
        return await _http.SendAsync(request, Cancel);
    }
}
