using System.Net;
using System.Net.Http.Headers;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Notices;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using Xunit;

namespace ConferenceGateway.Tests.Notices;

/// <summary>A maintenance as members and their clients meet it.</summary>
public sealed class MaintenanceSeenTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private LabFleet _lab = null!;
    private TestGateway _gateway = null!;
    private HttpClient _web = null!;

    public async ValueTask InitializeAsync()
    {
        _lab = await LabFleet.StartAsync(["alpha"]);
        _gateway = await TestGateway.StartAsync(_lab.Shards);
        _web = _gateway.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _web.Dispose();
        await _gateway.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task A_room_that_lives_nowhere_does_not_open_and_one_that_runs_does()
    {
        (await SignalAsync("laeuft")).StatusCode.Should().Be(HttpStatusCode.OK);
        await AnnounceAsync(MaintenanceKind.NoNewRooms, "Die Server ziehen um.");

        var (status, html, headers) = await VisitAsync("/neu");
        status.Should().Be(HttpStatusCode.ServiceUnavailable);
        html.Should().Contain("<h1>Im Moment beginnt kein neues Treffen.</h1>").And.Contain("Die Server ziehen um.").And.NotContain("Ton geht");
        headers.CacheControl!.NoStore.Should().BeTrue();
        headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        headers.GetValues("Refresh").Should().Equal("60");

        using var refused = await SignalAsync("neu");
        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        (await refused.Content.ReadAsStringAsync(Stop)).Should().Contain("urn:conference-gateway:problem:no-new-rooms");

        (await VisitAsync("/laeuft")).Status.Should().Be(HttpStatusCode.OK);
        (await SignalAsync("laeuft")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_closed_house_lets_nobody_into_any_room_and_says_until_when()
    {
        (await SignalAsync("laeuft")).StatusCode.Should().Be(HttpStatusCode.OK);
        var until = await AnnounceAsync(MaintenanceKind.Closed, sentence: null);
        var clock = TimeZoneInfo.ConvertTime(until, TimeZoneInfo.Local).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

        foreach (var path in (string[])["/neu", "/laeuft"])
        {
            var (status, html, _) = await VisitAsync(path);
            status.Should().Be(HttpStatusCode.ServiceUnavailable);
            html.Should().Contain($"<h1>Geschlossen bis {clock}.</h1>");
        }

        using var refused = await SignalAsync("laeuft");
        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await refused.Content.ReadAsStringAsync(Stop)).Should().Contain("urn:conference-gateway:problem:closed");
        (await VisitAsync("/")).Status.Should().Be(HttpStatusCode.OK, "the start page stays");
        using var portal = _gateway.CreateClient(TestGateway.PortalUrl);
        (await portal.GetAsync("/sign-in", Stop)).StatusCode.Should().Be(HttpStatusCode.OK, "the portal stays open");
    }

    private async Task<DateTimeOffset> AnnounceAsync(MaintenanceKind kind, string? sentence)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await MaintenanceBookTests.WriteAsync(_gateway.Get<Database>(), new Maintenance(kind, now, now.AddHours(3), sentence, "admin", 1));
        await _gateway.Get<MaintenanceBook>().ReadAgainAsync();
        return now.AddHours(3);
    }

    private Task<HttpResponseMessage> SignalAsync(string room) => _web.PostAsync($"/http-bind?room={room}", Answers.Bosh(), Stop);

    private async Task<(HttpStatusCode Status, string Html, HttpResponseHeaders Headers)> VisitAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Accept-Language", "de");
        var answer = await _web.SendAsync(request, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop), answer.Headers);
    }
}
