using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Identity.OpenId;

/// <summary>The right way by a provider, and whose account it leads to.</summary>
public sealed class SignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_sign_in_creates_the_account_and_leads_back()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        house.Provider.Claims["groups"] = new[] { "choir", "board" };
        house.Provider.Claims["preferred_username"] = "Anna";

        using var answer = await house.SignInAsync(visitor, Cancel, "/sign-in/with/club?return=%2Fadmin%2Faudit%3Fpage%3D2");

        (answer.StatusCode, answer.Headers.Location).Should().Be((HttpStatusCode.Redirect, new Uri("/admin/audit?page=2", UriKind.Relative)));
        visitor.Cookies.Keys.Should().Equal("session");
        var account = (await house.Accounts.ListAsync()).Should().ContainSingle().Subject;
        (account.Name, account.DisplayName, account.Roles, account.Provider, account.Subject).Should().Be(("anna", "Anna Beispiel", Roles.Chair, "club", "person-1"));
        (await house.Gateway.Get<BrowserSessions>().ListAsync(account.Id)).Should().ContainSingle().Which.Way.Should().Be("club");
        house.Provider.UserInfoRequests.Should().Be(0, "the id_token says enough");
    }

    [Fact]
    public async Task The_request_carries_what_protects_it_and_leads_back_to_the_portal_whatever_host_was_asked()
    {
        await using var house = await OpenIdHouse.StartAsync(isSecure: true);
        using var visitor = house.Visitor(TestGateway.SecurePortalUrl);

        var there = await OpenIdHouse.BeginAsync(visitor, Cancel);

        there.Query("redirect_uri").Should().Be(TestGateway.SecurePortalUrl + "/sign-in/with/club/callback");
        (there.Query("response_type"), there.Query("code_challenge_method"), there.Query("scope")).Should().Be(("code", "S256", "openid profile"));
        there.Query("nonce").Should().NotBeNullOrEmpty();
        there.Query("state").Should().NotBeNullOrEmpty();
        visitor.SetCookies.Where(cookie => cookie.StartsWith("__Host-openid", StringComparison.Ordinal)).Should().HaveCount(2)
            .And.OnlyContain(cookie => cookie.Contains("; path=/; secure; samesite=lax; httponly") && cookie.Contains("max-age=900"));
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_tls_people_come_back_by_https()
    {
        await using var house = await OpenIdHouse.StartAsync(new() { ["PortalUrl"] = "https://portal.test", ["MeetingUrl"] = "https://meet.test", ["TrustedProxies:0"] = "127.0.0.1" });
        using var visitor = house.Visitor();

        (await OpenIdHouse.BeginAsync(visitor, Cancel)).Query("redirect_uri").Should().Be("https://portal.test/sign-in/with/club/callback");
    }

    [Fact]
    public async Task Roles_and_name_are_the_providers_at_every_sign_in()
    {
        await using var house = await OpenIdHouse.StartAsync();
        house.Provider.Claims["groups"] = new[] { "admins", "board" };
        using (var first = house.Visitor())
            await house.SignInAsync(first, Cancel);
        house.Provider.Claims["groups"] = "board";
        house.Provider.Claims["name"] = "Anna Neu";
        using var visitor = house.Visitor();

        await house.SignInAsync(visitor, Cancel);

        var account = (await house.Accounts.ListAsync()).Should().ContainSingle().Subject;
        (account.Roles, account.DisplayName).Should().Be((Roles.Chair, "Anna Neu"));
    }

    [Fact]
    public async Task A_path_leads_to_roles_inside_an_object_and_a_star_makes_everybody_a_chair()
    {
        await using var house = await OpenIdHouse.StartAsync(new() { ["SignIn:Providers:0:RolesClaim"] = "realm_access.roles", ["SignIn:Providers:0:Chair:0"] = "*" });
        house.Provider.Claims["realm_access"] = new { roles = new object[] { "admins", 5, new { admins = true } } };
        using var visitor = house.Visitor();

        await house.SignInAsync(visitor, Cancel);

        (await house.Accounts.ListAsync()).Should().ContainSingle().Which.Roles.Should().Be(Roles.Admin | Roles.Chair);
    }

    [Fact]
    public async Task Userinfo_is_asked_for_what_the_token_does_not_say()
    {
        await using var house = await OpenIdHouse.StartAsync();
        (house.Provider.Claims["name"], house.Provider.Claims["groups"]) = (null, null);
        house.Provider.UserInfo = new { sub = "person-1", name = "Anna Info", groups = new[] { "board" } };
        using var visitor = house.Visitor();

        await house.SignInAsync(visitor, Cancel);

        var account = (await house.Accounts.ListAsync()).Should().ContainSingle().Subject;
        (account.DisplayName, account.Roles).Should().Be(("Anna Info", Roles.Chair));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_address_or_a_name_never_leads_to_somebodys_account(bool isVerified)
    {
        await using var house = await OpenIdHouse.StartAsync();
        var local = await AdminAsync(house, "boss@club.example");
        house.Provider.Claims["email"] = "Boss@club.example";
        house.Provider.Claims["email_verified"] = isVerified;
        house.Provider.Claims["preferred_username"] = "boss@club.example";
        using var visitor = house.Visitor();

        await house.SignInAsync(visitor, Cancel);

        var accounts = await house.Accounts.ListAsync();
        accounts.Select(account => (account.Name, account.Roles, account.Provider)).Should()
            .BeEquivalentTo([("boss@club.example", Roles.Admin, null), ("boss@club.example-2", Roles.None, "club")]);
        (await house.Gateway.Get<BrowserSessions>().ListAsync(local.Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task Who_is_disabled_stays_out_until_somebody_opens_the_account_again()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        await house.SignInAsync(visitor, Cancel);
        var account = (await house.Accounts.ListAsync()).Single();
        await house.Gateway.Get<AccountChanges>().ChangeAsync(Actor.Gateway, account.Id, new() { IsDisabled = true });
        using var other = house.Visitor();

        using var answer = await house.SignInAsync(other, Cancel);

        ((int)answer.StatusCode, other.Cookies.ContainsKey("session")).Should().Be((403, false));
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("This account is disabled.");
    }

    [Fact]
    public async Task Without_new_accounts_a_stranger_is_told_whom_to_ask()
    {
        await using var house = await OpenIdHouse.StartAsync(new() { ["SignIn:Providers:0:CreatesAccounts"] = "false" });
        using var visitor = house.Visitor();

        using var answer = await house.SignInAsync(visitor, Cancel);

        await house.ShouldBeRefusedAsync(answer, visitor, 403, "An admin can create one.", Cancel);
    }

    [Fact]
    public async Task Two_providers_with_the_same_sub_are_two_people_and_an_answer_of_one_is_none_of_the_other()
    {
        await using var second = await FakeProvider.StartAsync();
        await using var house = await OpenIdHouse.StartAsync(second.Settings(1, "other"));
        using var visitor = house.Visitor();
        await house.SignInAsync(visitor, Cancel);
        var there = await OpenIdHouse.BeginAsync(visitor, Cancel, "/sign-in/with/other");
        var state = Uri.EscapeDataString(there.Query("state")!);
        using var stranger = house.Visitor();
        var mixed = await OpenIdHouse.BeginAsync(stranger, Cancel, "/sign-in/with/other");

        using var right = await visitor.GetAsync($"/sign-in/with/other/callback?code={second.CodeFor(there)}&state={state}", Cancel);
        using var wrong = await stranger.GetAsync($"/sign-in/with/club/callback?code={house.Provider.CodeFor(mixed)}&state={Uri.EscapeDataString(mixed.Query("state")!)}", Cancel);

        right.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await house.Accounts.ListAsync()).Select(account => account.Provider).Should().BeEquivalentTo("club", "other");
        wrong.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        stranger.Cookies.Keys.Should().NotContain("session");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/%09/evil.example")]
    [InlineData("/sign-out")]
    public async Task A_return_address_that_leads_elsewhere_leads_to_the_start_page(string to)
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();

        using var answer = await house.SignInAsync(visitor, Cancel, "/sign-in/with/club?return=" + Uri.EscapeDataString(to));

        answer.Headers.Location.Should().Be(new Uri("/", UriKind.Relative));
    }

    [Fact]
    public async Task A_session_that_somebody_planted_ends_at_the_sign_in()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        await house.SignInAsync(visitor, Cancel);
        var planted = visitor.Cookies["session"];
        using (var page = await visitor.GetAsync("/", Cancel))
            (await page.Content.ReadAsStringAsync(Cancel)).Should().Contain("/sign-out");

        await house.SignInAsync(visitor, Cancel);

        visitor.Cookies["session"].Should().NotBe(planted);
        (await house.Gateway.Get<BrowserSessions>().ListAsync((await house.Accounts.ListAsync()).Single().Id)).Should().ContainSingle();
    }

    internal static Task<Account> AdminAsync(OpenIdHouse house, string name) => TestAccounts.AddAsync(house.Gateway, name, Roles.Admin, "Local");
}
