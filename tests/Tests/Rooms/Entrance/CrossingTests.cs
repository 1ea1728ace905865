using System.Net;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Entrance;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary>From the door to the sign-in and back, by a code and a form.</summary>
public sealed partial class CrossingTests(DoorHouse house) : IClassFixture<DoorHouse>
{
    [Fact]
    public async Task The_door_leads_to_the_sign_in_and_that_leads_back()
    {
        using var visitor = new DoorVisitor(house.Gateway);
        using var stranger = PortalVisitor.Enter(house.Gateway, TestGateway.SecurePortalUrl);

        var door = await visitor.GetAsync("/mitglieder");
        var link = WebUtility.HtmlDecode(Regex.Match(door.Html, "href=\"(https://portal.test/enter[^\"]*)\"").Groups[1].Value);

        link.Should().Be("https://portal.test/enter?room=mitglieder");
        (await stranger.GetAsync(new Uri(link).PathAndQuery)).Location.Should().Be("/sign-in?return=%2Fenter%3Froom%3Dmitglieder");
    }

    [Theory]
    [InlineData("mitglieder", "mitglieder", "/mitglieder")]
    [InlineData("gr%25C3%25B6%25C3%259Fe%2520raum", "gr%C3%B6%C3%9Fe%20raum", "/gr%C3%B6%C3%9Fe%20raum")]
    public async Task A_code_leads_in_once_under_the_name_of_the_account(string query, string link, string place)
    {
        var (account, code) = await CodeAsync(query);
        using var browser = new DoorVisitor(house.Gateway);

        var first = await RedeemAsync(browser, link, code);
        using var other = new DoorVisitor(house.Gateway);
        var second = await RedeemAsync(other, link, code);

        first.Location.Should().Be(place);
        (await browser.GetAsync(place)).IsMeeting.Should().BeTrue();
        second.Status.Should().Be(HttpStatusCode.Forbidden);
        second.Headline.Should().Be("This way in has expired.");
        second.Html.Should().Contain($"href=\"{place}\"");
        other.Cookies.Should().BeEmpty();
        account.DisplayName.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("https://meet.test")]
    [InlineData("https://portal.test.evil.example")]
    [InlineData("http://portal.test")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_code_is_taken_from_the_portal_alone(string? origin)
    {
        var (_, code) = await CodeAsync("mitglieder");
        using var browser = new DoorVisitor(house.Gateway);

        (await browser.PostFromAsync(origin, "/-/redeem", ("room", "mitglieder"), ("code", code))).Status.Should().Be(HttpStatusCode.Forbidden);
        browser.Cookies.Should().BeEmpty();

        (await RedeemAsync(browser, "mitglieder", code)).Status.Should().Be(HttpStatusCode.SeeOther, "a refused form uses nothing up");
    }

    [Fact]
    public async Task A_code_of_another_room_opens_neither()
    {
        var (_, code) = await CodeAsync("mitglieder");
        using var browser = new DoorVisitor(house.Gateway);

        (await RedeemAsync(browser, "vorstand", code)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await RedeemAsync(browser, "mitglieder", code)).Status.Should().Be(HttpStatusCode.Forbidden, "it was tried");
        browser.Cookies.Should().BeEmpty();
    }

    [Fact]
    public async Task Looking_at_the_address_uses_nothing_up()
    {
        var (_, code) = await CodeAsync("mitglieder");
        using var browser = new DoorVisitor(house.Gateway);

        (await browser.GetAsync($"/-/redeem?room=mitglieder&code={code}")).Status.Should().Be(HttpStatusCode.MethodNotAllowed);

        (await RedeemAsync(browser, "mitglieder", code)).Status.Should().Be(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_code_ends_with_the_session_and_with_the_account()
    {
        var (signedOut, first) = await CodeAsync("mitglieder");
        foreach (var session in await house.Gateway.Get<BrowserSessions>().ListAsync(signedOut.Id))
            await house.Gateway.Get<SessionStore>().EndAsync(signedOut.Id, session.Handle);
        var (disabled, second) = await CodeAsync("mitglieder");
        house.Gateway.Get<ActiveAccounts>().Set(disabled.Id, isActive: false);
        using var browser = new DoorVisitor(house.Gateway);

        (await RedeemAsync(browser, "mitglieder", first)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await RedeemAsync(browser, "mitglieder", second)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task In_the_way_of_an_app_the_code_leads_to_the_link_into_the_app()
    {
        var (_, code) = await CodeAsync("mitglieder&app=1");
        using var browser = new DoorVisitor(house.Gateway);

        var answer = await browser.PostFromAsync(TestGateway.SecurePortalUrl, "/-/redeem", ("room", "mitglieder"), ("code", code), ("app", "1"));

        answer.Location.Should().Be("/-/enter/mitglieder");
        (await browser.GetAsync("/-/enter/mitglieder")).Html.Should().Contain("intent://meet.test/mitglieder?jwt=");
    }

    [Fact]
    public async Task The_page_lets_its_form_go_to_the_meetings_and_presses_its_button_for_those_who_come_from_us()
    {
        var account = await TestAccounts.AddAsync(house.Gateway, "csp", Roles.None);
        using var client = house.Gateway.CreateClient(TestGateway.SecurePortalUrl);
        var (name, value) = await TestAccounts.SessionCookieAsync(house.Gateway, account);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", $"{name}={value}");

        async Task<HttpResponseMessage> From(string? page)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/enter?room=mitglieder");
            if (page is not null)
                request.Headers.Referrer = new Uri(page);
            return await client.SendAsync(request);
        }

        using var fromDoor = await From("https://meet.test/");
        using var fromElsewhere = await From("https://meet.test.evil.example/");
        using var fromNowhere = await From(null);

        fromDoor.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("form-action 'self' https://meet.test;").And.Contain("frame-ancestors 'none'").And.Contain("script-src https://portal.test/-/assets/enter.js");
        fromDoor.Headers.GetValues("Referrer-Policy").Single().Should().Be("strict-origin");
        (await fromDoor.Content.ReadAsStringAsync()).Should().Contain("/-/assets/enter.js");
        (await fromElsewhere.Content.ReadAsStringAsync()).Should().NotContain("<script");
        (await fromNowhere.Content.ReadAsStringAsync()).Should().NotContain("<script");
    }

    [Fact]
    public void A_code_holds_for_a_minute_and_a_session_has_a_handful()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var codes = new EntryCodes(time);
        var entrant = new Entrant(TestRooms.Name("a"), "account", "Ida", "session");
        var made = Enumerable.Range(0, EntryCodes.MostOfSession + 2).Select(_ => codes.Make(entrant)).ToList();
        var other = codes.Make(entrant with { Session = "other" });

        made.Select(code => codes.TryUse(code, out _)).Should().Equal(made.Select((_, index) => index >= 2));
        time.Advance(EntryCodes.Age);
        codes.TryUse(other, out _).Should().BeFalse();
    }

    private static Task<Answer> RedeemAsync(DoorVisitor browser, string room, string code) =>
        browser.PostFromAsync(TestGateway.SecurePortalUrl, "/-/redeem", ("room", room), ("code", code));

    private async Task<(Account Account, string Code)> CodeAsync(string query)
    {
        var account = await TestAccounts.AddAsync(house.Gateway, "m" + Guid.NewGuid().ToString("N")[..8], Roles.None, "Ida Muster");
        using var portal = await PortalVisitor.EnterAsync(house.Gateway, account, TestGateway.SecurePortalUrl);
        var page = await portal.GetAsync("/enter?room=" + query);
        page.Html.Should().Contain("action=\"https://meet.test/-/redeem\"");
        return (account, Code().Match(page.Html).Groups[1].Value);
    }

    [GeneratedRegex("name=\"code\" value=\"([^\"]+)\"")]
    private static partial Regex Code();
}
