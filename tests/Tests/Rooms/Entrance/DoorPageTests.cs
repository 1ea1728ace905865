using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using ConferenceGateway.Upkeep.Closing;
using ConferenceGateway.Upkeep.Drains;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary>What a visitor meets at the room's own address.</summary>
public sealed class DoorPageTests(DoorHouse house) : IClassFixture<DoorHouse>
{
    [Theory]
    [InlineData("/offen", HttpStatusCode.OK, "")]
    [InlineData("/unbekannt", HttpStatusCode.OK, "")]
    [InlineData("/vorstand", HttpStatusCode.OK, "Vorstand <b>")]
    [InlineData("/mitglieder", HttpStatusCode.OK, "mitglieder")]
    [InlineData("/klopfen", HttpStatusCode.OK, "klopfen")]
    [InlineData("/beides", HttpStatusCode.OK, "beides")]
    [InlineData("/spaeter", HttpStatusCode.OK, "You are waiting for “spaeter”.")]
    [InlineData("/zu", HttpStatusCode.Forbidden, "This room is locked at the moment.")]
    [InlineData("/halt", HttpStatusCode.OK, "halt")]
    public async Task Every_answer_of_the_door_has_its_page(string path, HttpStatusCode status, string headline)
    {
        using var visitor = new DoorVisitor(house.Gateway);

        var answer = await visitor.GetAsync(path);

        answer.Status.Should().Be(status);
        answer.Headline.Should().Be(headline);
        answer.IsMeeting.Should().Be(headline.Length == 0);
        if (answer.IsMeeting)
            return;
        answer.Headers["Cache-Control"].Should().Be("no-store");
        answer.Headers["Referrer-Policy"].Should().Be("strict-origin");
        answer.Headers["Content-Security-Policy"].Should().NotContain("unsafe").And.NotContain("frame-ancestors");
        answer.Headers.Should().NotContainKey("X-Frame-Options");
        answer.Html.Should().NotContain("action=", "the browser keeps the # of the address only then").And.NotContain("<script>").And.NotContain("<b>“");
        // A waiting page reloads itself where its address has a #.
        answer.Html.Contains("<script", StringComparison.Ordinal).Should().Be(answer.Headers.ContainsKey("Refresh"));
    }

    [Fact]
    public async Task What_is_ahead_is_said_at_the_door_to_whoever_waits_and_to_the_chair()
    {
        var (closing, drains) = (house.Gateway.Get<MaintenanceChanges>(), house.Gateway.Get<DrainChanges>());
        var soon = TimeProvider.System.GetUtcNow().AddHours(1);
        foreach (var room in (string[])["vorstand", "spaeter"])
            await house.Gateway.Get<PlacementBook>().ClaimAsync(TestRooms.Name(room), house.Gateway.Get<FleetView>().Current, needs: new RoomNeeds(IsGuarded: true));
        await closing.AnnounceAsync(Actor.Gateway, new MaintenanceWish(MaintenanceKind.Closed, soon, soon.AddHours(1), "We replace a server."));
        await drains.BeginAsync(Actor.Gateway, "alpha", soon);
        try
        {
            using var visitor = new DoorVisitor(house.Gateway);
            using var chair = await PortalVisitor.EnterAsync(house.Gateway, house.Chair, TestGateway.SecurePortalUrl);
            string[] pages = [(await visitor.GetAsync("/vorstand")).Html, (await visitor.GetAsync("/spaeter")).Html, (await chair.GetAsync("/rooms/vorstand")).Html];

            pages.Should().AllSatisfy(page => page.Should()
                .Contain("this meeting moves to another server").And.Contain("every meeting here ends").And.Contain("We replace a server.").And.NotContain("alpha"));
        }
        finally
        {
            await closing.EndAsync(Actor.Gateway);
            await drains.UndoAsync(Actor.Gateway, "alpha");
        }
    }

    [Theory]
    [InlineData("/vorstand")]
    [InlineData("/Vorstand")]
    [InlineData("/VORSTAND")]
    [InlineData("/%76orstand")]
    [InlineData("/Vorstand/")]
    [InlineData("/vor!stand")]
    [InlineData("/ｖorstand")]
    [InlineData("/gr%C3%B6%C3%9Fe%20raum")]
    [InlineData("/Gr%C3%B6%C3%9Fe%20Raum")]
    [InlineData("/gro%CC%88%C3%9Fe%20raum")]
    public async Task Every_spelling_meets_the_same_door(string path)
    {
        using var visitor = new DoorVisitor(house.Gateway);

        var answer = await visitor.GetAsync(Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal).Replace("%21", "!", StringComparison.Ordinal));
        if (answer.Status == HttpStatusCode.Found)
            answer = await visitor.GetAsync(new Uri(answer.Location!).PathAndQuery);

        answer.Html.Should().Contain("type=\"password\"");
        answer.IsMeeting.Should().BeFalse();
    }

    [Fact]
    public async Task The_right_password_leaves_a_ticket_and_leads_to_the_same_address()
    {
        using var visitor = new DoorVisitor(house.Gateway);
        await visitor.GetAsync("/vorstand?release=7");

        var answer = await visitor.PostAsync("/vorstand?release=7", ("door", "enter"), ("name", "Maike"), ("password", " " + DoorHouse.Password + " "));

        answer.Status.Should().Be(HttpStatusCode.SeeOther);
        answer.Location.Should().Be("/vorstand?release=7");
        (await visitor.GetAsync("/vorstand?release=7")).IsMeeting.Should().BeTrue();
        (await visitor.GetAsync("/beides")).IsMeeting.Should().BeFalse("a ticket opens one room");
        TicketOf(visitor, "vorstand")!.Name.Should().Be("Maike");
    }

    [Theory]
    [InlineData("gelbe-birne-42", "Only the capitals differ. Please write it exactly as in the invitation.")]
    [InlineData("Blaue-Birne-42", "That password is not right. Please try again.")]
    [InlineData("", "That password is not right. Please try again.")]
    public async Task A_wrong_password_comes_back_with_the_name_and_a_sentence(string password, string sentence)
    {
        using var visitor = new DoorVisitor(house.Gateway);

        var answer = await visitor.PostAsync("/vorstand", ("door", "enter"), ("name", "Maike"), ("password", password));

        answer.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        answer.Text.Should().Contain(sentence);
        answer.Html.Should().Contain("value=\"Maike\"").And.NotContain("value=\"Blaue").And.NotContain("value=\"gelbe");
        (await visitor.GetAsync("/vorstand")).IsMeeting.Should().BeFalse();
    }

    [Fact]
    public async Task Show_returns_the_form_with_the_password_as_text_and_hide_hides_it()
    {
        using var visitor = new DoorVisitor(house.Gateway);

        var shown = await visitor.PostAsync("/vorstand", ("door", "show"), ("name", "Maike"), ("password", "halb <ge>tippt"));
        var hidden = await visitor.PostAsync("/vorstand", ("door", "hide"), ("shown", "1"), ("name", "Maike"), ("password", "halb"));

        shown.Status.Should().Be(HttpStatusCode.OK);
        shown.Html.Should().Contain("type=\"text\" value=\"halb &lt;ge&gt;tippt\"").And.Contain("value=\"hide\"").And.Contain("autocapitalize=\"off\"");
        shown.Headers["Cache-Control"].Should().Be("no-store");
        hidden.Html.Should().Contain("type=\"password\" value=\"halb\"");
    }

    [Theory]
    [InlineData("https://portal.test")]
    [InlineData("https://meet.test.evil.example")]
    [InlineData("https://meet.test:81")]
    [InlineData("http://meet.test")]
    [InlineData("null")]
    public async Task A_form_of_another_page_opens_nothing(string origin)
    {
        using var visitor = new DoorVisitor(house.Gateway);

        var answer = await visitor.PostFromAsync(origin, "/vorstand", ("door", "enter"), ("password", DoorHouse.Password));

        answer.Status.Should().Be(HttpStatusCode.Forbidden);
        visitor.Cookies.Keys.Should().NotContain(name => name.StartsWith("__Host-t-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_that_says_nothing_of_where_the_form_comes_from_gets_in()
    {
        using var visitor = new DoorVisitor(house.Gateway);

        (await visitor.PostFromAsync(null, "/vorstand", ("door", "enter"), ("password", DoorHouse.Password))).Status.Should().Be(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task In_a_frame_the_ticket_stands_in_the_address_and_nothing_else_is_lost()
    {
        using var visitor = new DoorVisitor(house.Gateway, isFramed: true);

        var answer = await visitor.PostAsync("/vorstand?jwt=eyJhbGciOiJub25lIn0.e30.&lang=de", ("door", "enter"), ("name", "Maike"), ("password", DoorHouse.Password));

        answer.Status.Should().Be(HttpStatusCode.SeeOther);
        answer.Location.Should().StartWith("/vorstand?lang=de&jwt=").And.NotContain("eyJhbGciOiJub25lIn0");
        (await visitor.GetAsync(answer.Location!)).IsMeeting.Should().BeTrue();
        (await visitor.GetAsync(answer.Location!.Replace("/vorstand", "/beides", StringComparison.Ordinal))).IsMeeting.Should().BeFalse();
    }

    [Fact]
    public async Task A_browser_that_keeps_no_cookie_carries_the_ticket_in_the_address()
    {
        using var visitor = new DoorVisitor(house.Gateway);
        await visitor.GetAsync("/vorstand");
        visitor.Cookies.Clear();

        (await visitor.PostAsync("/vorstand", ("door", "enter"), ("password", DoorHouse.Password))).Location.Should().StartWith("/vorstand?jwt=");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Maike‮\u0007")]
    [InlineData("\"><img src=x>")]
    public async Task A_name_with_marks_is_a_name_and_nothing_else(string name)
    {
        using var visitor = new DoorVisitor(house.Gateway);

        var answer = await visitor.PostAsync("/vorstand", ("door", "enter"), ("name", name), ("password", "x"));

        answer.Html.Should().NotContain("<script").And.NotContain("<img src=x").And.NotContain("‮").And.NotContain("\u0007");
    }

    [Fact]
    public async Task A_name_of_ten_thousand_characters_is_refused_and_one_of_a_thousand_is_cut()
    {
        using var visitor = new DoorVisitor(house.Gateway);

        (await visitor.PostAsync("/vorstand", ("door", "enter"), ("name", new string('ä', 10_000)), ("password", DoorHouse.Password))).Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        await visitor.PostAsync("/vorstand", ("door", "enter"), ("name", new string('a', 1_000)), ("password", DoorHouse.Password));

        TicketOf(visitor, "vorstand")!.Name.Should().HaveLength(Ticket.MostNameCharacters);
    }

    [Fact]
    public async Task Who_waits_for_a_moderator_is_in_when_the_first_one_is_and_waits_again_when_they_have_gone()
    {
        using var visitor = new DoorVisitor(house.Gateway);
        var connections = house.Gateway.Get<ConnectionTable>();
        (await visitor.GetAsync("/spaeter")).IsMeeting.Should().BeFalse();

        var guest = connections.Open(TestRooms.Name("spaeter"), new ShardId("alpha"), Visitor.InBrowser);
        (await visitor.GetAsync("/spaeter")).IsMeeting.Should().BeFalse("that is no moderator");
        var chair = connections.Open(TestRooms.Name("spaeter"), new ShardId("alpha"), Visitor.InBrowser with { IsModerator = true });
        (await visitor.GetAsync("/spaeter")).IsMeeting.Should().BeTrue();
        connections.Close(chair);
        connections.Close(guest);

        using var later = new DoorVisitor(house.Gateway);
        (await later.GetAsync("/spaeter")).IsMeeting.Should().BeFalse();
    }

    [Fact]
    public async Task A_form_that_no_longer_fits_the_door_leads_back_to_it()
    {
        using var visitor = new DoorVisitor(house.Gateway);

        foreach (var wish in new[] { "knock", "leave", "rename", "again", "", "x" })
            (await visitor.PostAsync("/vorstand", ("door", wish), ("name", "M"))).Location.Should().Be("/vorstand");
        (await visitor.PostAsync("/zu", ("door", "enter"), ("password", DoorHouse.Password))).Location.Should().Be("/zu");
    }

    [Fact]
    public async Task Who_was_sent_out_stays_out_with_the_ticket_of_before()
    {
        using var visitor = new DoorVisitor(house.Gateway);
        await visitor.PostAsync("/beides", ("door", "enter"), ("password", DoorHouse.Password));
        await TestRooms.SendOutAsync(house.Gateway, "beides", RoomOut.OfTicket(TicketOf(visitor, "beides")!.Id), DateTimeOffset.UtcNow.AddHours(1));

        var answer = await visitor.GetAsync("/beides");
        var again = await visitor.PostAsync("/beides", ("door", "enter"), ("password", DoorHouse.Password));

        answer.Status.Should().Be(HttpStatusCode.Forbidden);
        answer.Headline.Should().Be("The chair has sent you out.");
        again.Location.Should().Be("/beides");
        (await visitor.GetAsync("/beides")).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Looking_leaves_nothing_that_opens()
    {
        using var visitor = new DoorVisitor(house.Gateway);

        foreach (var path in new[] { "/vorstand", "/klopfen", "/mitglieder", "/spaeter", "/zu" })
            await visitor.GetAsync(path);

        visitor.Cookies.Keys.Should().BeEquivalentTo("__Host-door");
        house.Knocks.Waiting(TestRooms.Name("klopfen")).Should().NotContain(knock => knock.Name.Length == 0);
    }

    private Ticket? TicketOf(DoorVisitor visitor, string room)
    {
        RoomName name = TestRooms.Name(room);
        var office = house.Gateway.Get<TicketOffice>();
        return visitor.Cookies.Where(cookie => cookie.Key.StartsWith("__Host-t-", StringComparison.Ordinal)).Select(cookie => office.Read(cookie.Value, name)).FirstOrDefault(ticket => ticket is not null);
    }
}
