using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary>Links that let one person in.</summary>
public sealed class InvitationTests(DoorHouse house) : IClassFixture<DoorHouse>
{
    [Fact]
    public async Task An_invitation_says_whose_it_is_and_lets_in_by_its_form()
    {
        var secret = await InviteAsync("mitglieder", "Gast <i>");
        using var visitor = new DoorVisitor(house.Gateway);

        for (var look = 0; look < 3; look++)
        {
            var page = await visitor.GetAsync("/-/invitation/" + secret);
            page.Status.Should().Be(HttpStatusCode.OK);
            page.Headline.Should().Be("mitglieder");
            page.Html.Should().Contain("value=\"Gast &lt;i&gt;\"");
            page.Headers["Referrer-Policy"].Should().Be("strict-origin", "the address is the secret");
        }

        (await visitor.GetAsync("/mitglieder")).IsMeeting.Should().BeFalse("looking opens nothing");
        (await visitor.PostAsync("/-/invitation/" + secret, ("name", "Ein anderer Name"))).Location.Should().Be("/mitglieder");
        (await visitor.GetAsync("/mitglieder")).IsMeeting.Should().BeTrue();
        (await visitor.GetAsync("/vorstand")).IsMeeting.Should().BeFalse();
    }

    [Fact]
    public async Task A_revoked_an_expired_and_an_unknown_one_are_told_the_same()
    {
        var expired = await TestRooms.InviteAsync(house.Gateway, "mitglieder", "x", DateTimeOffset.UtcNow.AddMinutes(-1));
        using var visitor = new DoorVisitor(house.Gateway);

        foreach (var secret in new[] { expired, "unbekannt", new string('x', 5_000) })
        {
            var page = await visitor.GetAsync("/-/invitation/" + secret);
            page.Status.Should().Be(HttpStatusCode.NotFound);
            page.Headline.Should().Be("This invitation no longer holds.");
            (await visitor.PostAsync("/-/invitation/" + secret)).Status.Should().Be(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task In_a_frame_and_in_an_app_the_ticket_goes_along()
    {
        var secret = await InviteAsync("mitglieder", "Gast");
        using var framed = new DoorVisitor(house.Gateway, isFramed: true);
        using var phone = new DoorVisitor(house.Gateway);
        await phone.GetAsync("/-/invitation/" + secret);

        var inFrame = await framed.PostAsync("/-/invitation/" + secret);
        var inApp = await phone.PostAsync("/-/invitation/" + secret, ("app", "1"));

        inFrame.Location.Should().StartWith("/mitglieder?jwt=");
        (await framed.GetAsync(inFrame.Location!)).IsMeeting.Should().BeTrue();
        inApp.Location.Should().Be("/-/enter/mitglieder");
        (await phone.GetAsync("/-/enter/mitglieder")).Html.Should().Contain("intent://meet.test/mitglieder?jwt=");
    }

    [Fact]
    public async Task A_form_of_another_site_uses_no_invitation()
    {
        var secret = await InviteAsync("mitglieder", "Gast");
        using var visitor = new DoorVisitor(house.Gateway);

        (await visitor.PostFromAsync("https://evil.example", "/-/invitation/" + secret)).Status.Should().Be(HttpStatusCode.Forbidden);
        visitor.Cookies.Should().BeEmpty();
    }

    private Task<string> InviteAsync(string room, string name) => TestRooms.InviteAsync(house.Gateway, room, name, DateTimeOffset.UtcNow.AddDays(1));
}
