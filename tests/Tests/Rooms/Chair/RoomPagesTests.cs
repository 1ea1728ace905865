using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Chair;

/// <summary>The pages of rooms, as browsers without script see them.</summary>
public sealed class RoomPagesTests(RoomsHouse house) : IClassFixture<RoomsHouse>
{
    private async Task<(PortalVisitor Visitor, Account Account)> VisitorAsync(string name, Roles roles = Roles.Chair)
    {
        var account = await house.AccountAsync(name, roles);
        return (await PortalVisitor.EnterAsync(house.Gateway, account), account);
    }

    [Fact]
    public async Task A_chair_claims_a_room_with_a_tenant_and_opens_its_page()
    {
        var (maike, _) = await VisitorAsync("maike");
        (await maike.GetAsync("/rooms")).Text.Should().Contain("You have no room yet.");
        (await maike.PostAsync("/rooms", ("room", "Acme/Fraktion"))).Location.Should().Be("/rooms/acme%2Ffraktion");

        var page = await maike.GetAsync("/rooms/acme%2Ffraktion");
        page.Status.Should().Be(HttpStatusCode.OK);
        page.Text.Should().Contain("acme/fraktion: nobody is in.").And.Contain("Whoever has the link comes in.").And.Contain("http://meet.test/acme/fraktion").And.Contain("is yours now");
        (await maike.GetAsync("/rooms")).Html.Should().Contain("href=\"/rooms/acme%2Ffraktion\"");
        var again = await maike.PostAsync("/rooms", ("room", "acme/FRAKTION"));
        again.Status.Should().Be(HttpStatusCode.Conflict);
        again.Text.Should().Contain("Somebody has that room already.");
        again.Html.Should().Contain("value=\"acme/FRAKTION\"");
    }

    [Theory]
    [InlineData("", "Please type a name")]
    [InlineData("a/b/c", "Slashes are not allowed.")]
    [InlineData("xmpp-websocket", "The house needs that name itself.")]
    [InlineData("<b>;</b>", "not allowed")]
    public async Task A_name_that_no_room_can_have_comes_back_with_the_reason(string typed, string said)
    {
        var (maike, _) = await VisitorAsync("maike");
        await maike.GetAsync("/rooms");
        var page = await maike.PostAsync("/rooms", ("room", typed));

        page.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        page.Text.Should().Contain(said);
        page.Html.Should().NotContain("<b>;");
    }

    [Fact]
    public async Task A_password_is_set_shown_once_and_printed_and_removed_after_a_question()
    {
        var (maike, account) = await VisitorAsync("maike");
        var room = await house.ClaimAsync(account);
        var path = "/rooms/" + room.Name.Key;
        await maike.GetAsync(path);
        var page = await maike.PostAsync(path + "/password", ("password", " gelbe-birne-42 "));

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Html.Should().Contain("id=\"password-set\">gelbe-birne-42<").And.Contain("<dd class=\"code mono\">gelbe-birne-42</dd>");
        page.Text.Should().Contain("It is shown this one time.").And.Contain("Whoever is in stays in.");
        (await maike.GetAsync(path)).Html.Should().NotContain("gelbe-birne-42");

        var bad = await maike.PostAsync(path + "/password", ("password", "12345"));
        bad.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        bad.Html.Should().Contain("id=\"password-fault\"").And.NotContain("12345\"");

        (await maike.GetAsync(path + "/ask/remove-password")).Text.Should().Contain("Remove the password?");
        (await house.NowAsync(room)).HasPassword.Should().BeTrue("it was only asked");
        (await maike.PostAsync(path + "/remove-password", ("id", ""))).Location.Should().Be(path);
        (await house.NowAsync(room)).HasPassword.Should().BeFalse();
    }

    [Fact]
    public async Task Who_is_in_is_shown_by_name_or_number_and_sent_out_with_a_new_password()
    {
        var (maike, account) = await VisitorAsync("maike");
        var room = ((RoomAnswer.Done)await house.SetAsync(account, await house.ClaimAsync(account), "gelbe-birne-42")).Room;
        var path = "/rooms/" + room.Name.Key;
        var (guest, named) = (house.Enter(room, TicketText.MakeId()), house.Enter(room, TicketText.MakeId(), "<b>Kim</b> \u202eXam"));

        var page = await maike.GetAsync(path);
        page.Text.Should().Contain($"{room.Name.Key}: two people are in.").And.Contain("Guest 1").And.Contain("browser, since ");
        page.Html.Should().Contain("<bdi>&lt;b&gt;Kim&lt;/b&gt;").And.NotContain("<b>Kim").And.NotContain("127.0.0.1");
        var ask = await maike.GetAsync($"{path}/ask/send-out?id={guest.Person.Id}");
        ask.Text.Should().Contain("Remove Guest 1?").And.Contain("Remove, new password");
        guest.IsDismissed.Should().BeFalse("it was only asked");

        var done = await maike.PostAsync(path + "/send-out", ("id", guest.Person.Id.ToString()), ("password", "new"));
        (guest.IsDismissed, named.IsDismissed).Should().Be((true, false));
        done.Html.Should().Contain("id=\"password-set\"");
        done.Text.Should().Contain("Sent out (1)").And.Contain("one person is in.");
        (await maike.PostAsync(path + "/send-out", ("id", guest.Person.Id.ToString()))).Status.Should().Be(HttpStatusCode.NotFound);
        (await maike.PostAsync(path + "/outs", ("subject", (await house.NowAsync(room)).Outs.Keys.Single()))).Location.Should().Be(path);
        (await house.NowAsync(room)).Outs.Should().BeEmpty();
    }

    [Fact]
    public async Task Lock_stop_and_end_do_what_they_say_and_the_page_says_it()
    {
        var (maike, account) = await VisitorAsync("maike");
        var room = await house.ClaimAsync(account);
        var path = "/rooms/" + room.Name.Key;
        var guest = house.Enter(room, TicketText.MakeId());
        await maike.GetAsync(path);

        await maike.PostAsync(path + "/door", ("do", "lock"));
        guest.IsDismissed.Should().BeFalse();
        (await maike.GetAsync(path)).Text.Should().Contain("The room is locked: nobody new comes in.").And.Contain("Open again");
        await maike.PostAsync(path + "/door", ("do", "stop"));
        guest.IsDismissed.Should().BeTrue();
        (await maike.GetAsync(path)).Text.Should().Contain("The room is stopped");
        await maike.PostAsync(path + "/door", ("do", "unlock"));
        (await house.NowAsync(room)).Lock.Should().Be(RoomLock.Open);
        var next = house.Enter(room, TicketText.MakeId());
        (await maike.GetAsync(path + "/ask/end")).Text.Should().Contain("End the meeting for all?");
        (await maike.PostAsync(path + "/end", ("id", ""))).Location.Should().Be(path);
        next.IsDismissed.Should().BeTrue();
    }

    [Fact]
    public async Task Whoever_waits_is_let_in_or_refused()
    {
        var (maike, account) = await VisitorAsync("maike");
        var room = await house.ClaimAsync(account);
        var path = "/rooms/" + room.Name.Key;
        var knocks = house.Gateway.Get<KnockBook>();
        knocks.TryKnock(room.Name, "first", "Kim <script>", null, out _);
        knocks.TryKnock(room.Name, "second", "Robin", null, out _);

        var page = await maike.GetAsync(path);
        page.Text.Should().Contain("Who waits").And.Contain("Robin");
        page.Html.Should().NotContain("<script>");
        await maike.PostAsync(path + "/waiting", ("id", "first"), ("do", "admit"));
        await maike.PostAsync(path + "/waiting", ("id", "second"), ("do", "refuse"));
        (knocks.StateOf(room.Name, "first"), knocks.StateOf(room.Name, "second")).Should().Be((KnockState.Admitted, KnockState.Refused));
        (await house.AuditOfAsync(room)).Select(row => row.Action).Should().ContainInOrder("room.admit", "room.refuse");
    }

    [Fact]
    public async Task Settings_that_somebody_else_has_changed_meanwhile_are_not_lost_and_can_be_saved_again()
    {
        var (maike, account) = await VisitorAsync("maike");
        var room = await house.ClaimAsync(account);
        var path = "/rooms/" + room.Name.Key;
        await maike.GetAsync(path);
        var seen = maike.Hidden("revision");
        await house.Gateway.Get<RoomChanges>().ChangeAsync(RoomsHouse.ActorOf(account), room.Name, new RoomSettings("Anders", RoomEntry.Members, false, null, null), null);

        var refused = await maike.PostAsync(path + "/settings", ("revision", seen), ("title", "Meins"), ("entry", "knock"), ("expected", "12"), ("maximum", ""));
        refused.Status.Should().Be(HttpStatusCode.Conflict);
        refused.Text.Should().Contain("Somebody else has changed this room meanwhile.");
        refused.Html.Should().Contain("value=\"Meins\"").And.Contain("value=\"12\"");
        (await maike.PostAsync(path + "/settings", ("revision", maike.Hidden("revision")), ("title", "Meins"), ("entry", "knock"), ("expected", "12"), ("maximum", ""))).Location.Should().Be(path);
        RoomSettings.Of(await house.NowAsync(room)).Should().Be(new RoomSettings("Meins", RoomEntry.Knock, false, 12, null));
        (await maike.PostAsync(path + "/settings", ("revision", maike.Hidden("revision")), ("entry", "galaxy"), ("expected", "viele"))).Html.Should().Contain("id=\"entry-fault\"").And.Contain("id=\"expected-fault\"");
    }

    [Fact]
    public async Task More_people_than_planned_are_told_to_the_chair()
    {
        var (maike, account) = await VisitorAsync("maike");
        var room = await house.ClaimAsync(account);
        await house.Gateway.Get<RoomChanges>().ChangeAsync(RoomsHouse.ActorOf(account), room.Name, new RoomSettings(null, RoomEntry.Everybody, false, null, 2), null);
        house.Enter(room, TicketText.MakeId());
        (await maike.GetAsync("/rooms/" + room.Name.Key)).Text.Should().NotContain("you wanted to know");
        house.Enter(room, TicketText.MakeId());
        (await maike.GetAsync("/rooms/" + room.Name.Key)).Text.Should().Contain("2 are in. From 2 on you wanted to know.");
    }

    [Fact]
    public async Task People_are_added_removed_and_the_room_is_handed_over_and_given_up()
    {
        var (maike, account) = await VisitorAsync("maike");
        var (jonas, other) = await VisitorAsync("jonas", Roles.None);
        var room = await house.ClaimAsync(account);
        var path = "/rooms/" + room.Name.Key;
        (await jonas.GetAsync("/rooms")).Html.Should().NotContain("aria-current=\"page\">Rooms", "there is nothing for him yet");
        await maike.GetAsync(path);
        (await maike.PostAsync(path + "/people", ("account", "nobody-here"), ("role", "moderator"))).Text.Should().Contain("There is no account of that name");
        (await maike.PostAsync(path + "/people", ("account", other.Name), ("role", "moderator"))).Location.Should().Be(path);

        var seen = await jonas.GetAsync(path);
        seen.Text.Should().Contain("nobody is in.").And.NotContain("Who leads").And.NotContain("New password");
        (await jonas.PostAsync(path + "/password", ("password", "gelbe-birne-42"))).Status.Should().Be(HttpStatusCode.Forbidden);
        (await jonas.PostAsync(path + "/door", ("do", "lock"))).Location.Should().Be(path);

        (await maike.GetAsync($"{path}/ask/hand-over?id={other.Name}")).Text.Should().Contain("Hand the room over to");
        (await maike.PostAsync(path + "/hand-over", ("id", other.Name))).Location.Should().Be(path);
        (await maike.PostAsync(path + "/give-up", ("id", ""))).Status.Should().Be(HttpStatusCode.Forbidden, "a co-chair does not give it up");
        await jonas.GetAsync($"{path}/ask/remove-person?id={account.Id}");
        (await jonas.PostAsync(path + "/remove-person", ("id", account.Id))).Location.Should().Be(path);
        (await maike.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound);
        (await jonas.PostAsync(path + "/give-up", ("id", ""))).Location.Should().Be("/rooms");
        house.Gateway.Get<RoomBook>().Find(room.Name).Should().BeNull();
    }

    [Fact]
    public async Task A_hostile_chair_reaches_nothing_of_another_room_and_learns_nothing_of_it()
    {
        var (eve, _) = await VisitorAsync("eve");
        var maike = await house.AccountAsync("maike");
        var room = await house.ClaimAsync(maike);
        var guest = house.Enter(room, TicketText.MakeId());
        await eve.GetAsync("/rooms");
        foreach (var deed in (string[])["door", "waiting", "outs", "password", "settings", "invitations", "people", "send-out", "end", "give-up", "remove-password", "uninvite", "remove-person", "hand-over"])
        {
            var there = await eve.PostAsync($"/rooms/{room.Name.Key}/{deed}", ("id", guest.Person.Id.ToString()), ("do", "stop"), ("password", "gelbe-birne-42"), ("account", "eve"));
            await eve.GetAsync("/rooms");
            var nowhere = await eve.PostAsync($"/rooms/nirgends/{deed}", ("id", "x"));
            await eve.GetAsync("/rooms");
            (there.Status, Bare(there)).Should().Be((HttpStatusCode.NotFound, Bare(nowhere)), deed);
        }

        (await eve.GetAsync("/rooms/" + room.Name.Key)).Status.Should().Be(HttpStatusCode.NotFound);
        (await eve.GetAsync($"/rooms/{room.Name.Key}/ask/give-up")).Status.Should().Be(HttpStatusCode.NotFound);
        (await eve.GetAsync("/rooms")).Html.Should().NotContain(room.Name.Key);
        guest.IsDismissed.Should().BeFalse();
        (await house.NowAsync(room)).Should().Be(room);

        // The language switch names the address itself.
        static string Bare(Seen seen) => seen.Text.Trim();
    }

    [Fact]
    public async Task A_form_of_another_site_or_without_its_token_does_nothing()
    {
        var (maike, account) = await VisitorAsync("maike");
        var room = await house.ClaimAsync(account);
        using var client = house.Gateway.CreateClient(TestGateway.PortalUrl);
        foreach (var (origin, token) in (ReadOnlySpan<(string, string)>)[("https://evil.test", ""), ("http://portal.test.evil.test", ""), ("null", ""), ("http://portal.test", "forged")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/rooms/{room.Name.Key}/door") { Content = new FormUrlEncodedContent([new("do", "lock"), new("form-token", token)]) };
            request.Headers.TryAddWithoutValidation("Origin", origin);
            request.Headers.TryAddWithoutValidation("Cookie", maike.Cookies.GetCookieHeader(new Uri(TestGateway.PortalUrl)));
            using var answer = client.Send(request, TestContext.Current.CancellationToken);
            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden, origin);
        }

        (await house.NowAsync(room)).Lock.Should().Be(RoomLock.Open);
    }

    [Fact]
    public async Task An_admin_sees_all_rooms_with_whose_they_are_and_finds_one()
    {
        var (ada, _) = await VisitorAsync("ada", Roles.Admin);
        var (otto, _) = await VisitorAsync("otto", Roles.Auditor);
        var theirs = await house.ClaimAsync(await house.AccountAsync("zoë.gesucht"), "gesucht-wird");
        (await ada.GetAsync("/rooms?q=zoe")).Text.Should().Contain("All rooms").And.Contain("zoë.gesucht");
        (await ada.GetAsync("/rooms?q=nirgends-zu-finden")).Text.Should().Contain("There is no room for this.");

        var page = await otto.GetAsync("/rooms/" + theirs.Name.Key);
        page.Text.Should().Contain("Who leads").And.NotContain("Save").And.NotContain("Lock");
        (await otto.PostAsync($"/rooms/{theirs.Name.Key}/door", ("do", "lock"))).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Navigation_has_rooms_for_those_who_have_a_use_for_them()
    {
        var (maike, _) = await VisitorAsync("maike");
        var (nobody, account) = await VisitorAsync("nobody", Roles.None);
        (await maike.GetAsync("/account")).Html.Should().Contain("href=\"/rooms\"");
        (await nobody.GetAsync("/account")).Html.Should().NotContain("href=\"/rooms\"");
        await house.ClaimAsync(account);
        (await nobody.GetAsync("/account")).Html.Should().Contain("href=\"/rooms\"");
    }
}
