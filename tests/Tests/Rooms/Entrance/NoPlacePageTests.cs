using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Entrance;
using ConferenceGateway.Testing;
using ConferenceGateway.UserAgents;
using ConferenceGateway.WaysIn;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary>The page of a room that cannot open now.</summary>
public sealed class NoPlacePageTests
{
    [Fact]
    public async Task It_offers_sound_where_there_is_such_a_way_and_no_way_that_needs_a_shard()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"]);
        await using var gateway = await TestGateway.StartAsync(lab.Shards);

        var html = await RenderAsync(gateway, new Sound(), new AppWaySource(gateway.Get<Origins>(), new WaysInOptions()));
        html.Should().Contain("Ton geht. Laufende Treffen gehen weiter.").And.Contain("href=\"/-/audio\"").And.NotContain("Jitsi-App").And.NotContain("Jitsi-Programm");

        html = await RenderAsync(gateway, new AppWaySource(gateway.Get<Origins>(), new WaysInOptions()));
        html.Should().NotContain("Ton geht.").And.NotContain("Jitsi-App").And.NotContain("Mit Ton teilnehmen");
    }

    private static async Task<string> RenderAsync(TestGateway gateway, params IWayInSource[] sources)
    {
        var ways = new DoorWays(new WaysInList(sources), gateway.Get<BrowserReader>(), gateway.Get<Origins>());
        var page = new NoPlacePages(ways, gateway.Get<DoorPages>(), gateway.Get<ProblemWriter>());
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = gateway.Services, Response = { Body = body } };
        context.Request.Method = "GET";
        context.Request.Path = "/plenum";
        context.Request.Headers.Accept = "text/html";
        context.Request.Headers.AcceptLanguage = "de";

        await page.WriteAsync(context, TestRooms.Name("plenum"), new Problem.NoShardFree());

        context.Response.StatusCode.Should().Be(StatusCodes.Status503ServiceUnavailable);
        context.Response.Headers.RetryAfter.ToString().Should().Be("30");
        context.Response.Headers.CacheControl.ToString().Should().Be("no-store");
        return Encoding.UTF8.GetString(body.ToArray());
    }

    private sealed class Sound : IWayInSource
    {
        public IEnumerable<WayIn> Offer(WayInQuestion question) =>
            [new(WayInKind.AudioInBrowser, Text.Same("Mumble"), new("Ton im Browser.", "Sound in the browser."), "/-/audio")];
    }
}
