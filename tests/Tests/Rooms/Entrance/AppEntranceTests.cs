using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary>The door of apps: the same questions, and behind it a link with a ticket.</summary>
public sealed class AppEntranceTests(DoorHouse house) : IClassFixture<DoorHouse>
{
    [Fact]
    public async Task Behind_the_door_stands_the_link_into_the_app_with_a_ticket()
    {
        using var visitor = new DoorVisitor(house.Gateway);
        (await visitor.GetAsync("/-/enter/vorstand")).Html.Should().Contain("type=\"password\"").And.NotContain("intent:");

        var passed = await visitor.PostAsync("/-/enter/vorstand", ("door", "enter"), ("name", "Maike"), ("password", DoorHouse.Password));
        var page = await visitor.GetAsync(passed.Location!);

        passed.Location.Should().Be("/-/enter/vorstand");
        page.Html.Should().MatchRegex("href=\"intent://meet\\.test/vorstand\\?jwt=[A-Za-z0-9_.-]+#Intent;scheme=org\\.jitsi\\.meet;package=org\\.jitsi\\.meet;end\"").And.Contain("href=\"/vorstand\"");
        page.Headers["Referrer-Policy"].Should().Be("strict-origin");
        page.Headers["Cache-Control"].Should().Be("no-store");
        (await visitor.GetAsync("/vorstand")).IsMeeting.Should().BeTrue("the browser may go on itself");
    }

    [Fact]
    public async Task A_link_that_was_passed_on_makes_no_longer_one()
    {
        var room = house.Rooms.Find(TestRooms.Name("vorstand"))!;
        var (office, apps) = (house.Gateway.Get<TicketOffice>(), house.Gateway.Get<AppTickets>());
        var old = office.Make(room.Name, TicketKind.Password, room.Revision) with { Expires = DateTimeOffset.FromUnixTimeSeconds(60 * (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 60 + 30)) };

        var page = await GetAsync("/-/enter/vorstand?jwt=" + apps.Make(old, isOfAddress: true));

        var carried = page.Html.Split("jwt=")[1].Split('#', '"')[0];
        office.Read(carried, room.Name)!.Expires.Should().Be(old.Expires);
    }

    [Fact]
    public async Task An_open_room_needs_no_ticket() =>
        (await GetAsync("/-/enter/offen")).Html.Should().Contain("href=\"intent://meet.test/offen#Intent;");

    [Fact]
    public async Task The_row_of_the_app_at_a_guarded_door_leads_through_the_door_of_apps() =>
        (await GetAsync("/vorstand")).Html.Should().Contain("href=\"https://meet.test/-/enter/vorstand\"").And.NotContain("intent:");

    [Theory]
    [InlineData("/-/enter/Vorstand", "https://meet.test/-/enter/vorstand")]
    [InlineData("/-/enter/vorstand/", "https://meet.test/-/enter/vorstand")]
    [InlineData("/-/enter/Acme/Vorstand", "https://meet.test/-/enter/acme/vorstand")]
    public async Task Another_spelling_is_sent_to_the_one_spelling(string path, string canonical)
    {
        var answer = await GetAsync(path);

        answer.Status.Should().Be(HttpStatusCode.Found);
        answer.Location.Should().Be(canonical);
    }

    [Theory]
    [InlineData("/-/enter/a%2Fb", HttpStatusCode.BadRequest)]
    [InlineData("/-/enter/config.js", HttpStatusCode.NotFound)]
    [InlineData("/-/enter/a/b/c", HttpStatusCode.NotFound)]
    [InlineData("/-/enter/", HttpStatusCode.NotFound)]
    public async Task What_is_no_room_is_none_here(string path, HttpStatusCode status) => (await GetAsync(path)).Status.Should().Be(status);

    private async Task<Answer> GetAsync(string path)
    {
        using var visitor = new DoorVisitor(house.Gateway);
        return await visitor.GetAsync(path);
    }
}
