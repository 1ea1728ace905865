using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Attacks;

/// <summary>What somebody can do with a cookie that is not theirs, or that should be worth nothing any more.</summary>
public sealed class StolenSessionTests
{
    [Theory]
    [InlineData("__Host-session={0}; __HOST-session={1}")]
    [InlineData("__HOST-session={1}; __Host-session={0}")]
    [InlineData("lang=en;__host-session={1};__Host-session={0};__HoSt-SESSION={1}")]
    public async Task A_cookie_that_another_host_of_the_domain_could_set_is_not_looked_at(string cookies)
    {
        await using var gateway = await PortalClient.StartGatewayAsync(isSecure: true);
        var victim = await SessionOfAsync(gateway, "victim");
        var attacker = await SessionOfAsync(gateway, "attacker");
        using var client = new PortalClient(gateway, TestGateway.SecurePortalUrl);
        client.Headers.Add("Cookie", string.Format(null, cookies, victim, attacker));

        using var answer = await client.GetAsync("/account");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        client.Page.Should().Contain("victim").And.NotContain("attacker");
    }

    [Fact]
    public async Task Alone_it_signs_nobody_in()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(isSecure: true);
        using var client = new PortalClient(gateway, TestGateway.SecurePortalUrl);
        client.Headers.Add("Cookie", "__HOST-session=" + await SessionOfAsync(gateway, "attacker"));

        using var answer = await client.GetAsync("/account");

        answer.Headers.Location!.OriginalString.Should().StartWith("/sign-in");
    }

    [Fact]
    public async Task A_role_that_was_lost_and_comes_back_gives_the_session_another_secret()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        var account = await PortalVisitor.AccountAsync(gateway, "anna", Roles.Admin);
        await PortalVisitor.AccountAsync(gateway, "other", Roles.Admin);
        var (name, value) = await PortalVisitor.SessionCookieAsync(gateway, account);
        var changes = gateway.Get<AccountChanges>();
        await changes.ChangeAsync(Actor.Gateway, account.Id, new() { Roles = Roles.None });
        await changes.ChangeAsync(Actor.Gateway, account.Id, new() { Roles = Roles.Admin });
        using var anna = new PortalClient(gateway) { Cookies = { [name] = value } };
        using var thief = new PortalClient(gateway) { Cookies = { [name] = value } };

        using var first = await anna.GetAsync("/admin/accounts");
        using var second = await thief.GetAsync("/admin/accounts");

        first.StatusCode.Should().Be(HttpStatusCode.OK);
        anna.Cookies[name].Should().NotBe(value);
        second.StatusCode.Should().Be(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Of_one_account_a_bounded_number_of_browsers_is_signed_in_and_the_newest_is_among_them()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        var account = await PortalVisitor.AccountAsync(gateway, "anna", Roles.Chair);
        var other = await PortalVisitor.EnterAsync(gateway, await PortalVisitor.AccountAsync(gateway, "other", Roles.Chair));
        for (var i = 0; i < SessionStore.MostOfAccount; i++)
            await PortalVisitor.SessionCookieAsync(gateway, account);

        using var last = await PortalVisitor.EnterAsync(gateway, account);

        (await gateway.Get<BrowserSessions>().ListAsync(account.Id)).Should().HaveCount(SessionStore.MostOfAccount);
        (await last.GetAsync("/account")).Status.Should().Be(HttpStatusCode.OK);
        using (other)
            (await other.GetAsync("/account")).Status.Should().Be(HttpStatusCode.OK, "another account has its own number");
    }

    [Fact]
    public async Task A_way_that_the_settings_no_longer_have_opens_nothing()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        var changes = gateway.Get<AccountChanges>();
        AccountName.TryParse("gone", out var accountName).Should().BeTrue();
        var made = await changes.CreateAsync(Actor.Gateway, new(accountName, "gone", Roles.None) { Provider = "gone", Subject = "1", ProviderRoles = Roles.Admin });
        var account = ((AccountAnswer.Done)made).Account;
        await using var scope = gateway.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Features.Set(PortalRequest.Instance);
        await gateway.Get<BrowserSessions>().BeginAsync(context, account, "gone");
        using var client = new PortalClient(gateway);
        client.Headers.Add("Cookie", context.Response.Headers.SetCookie.ToString().Split(';')[0]);
        using var api = gateway.CreateClient(TestGateway.PortalUrl);
        api.DefaultRequestHeaders.Authorization = new("Bearer", await KeyAsync(gateway, account));

        using var page = await client.GetAsync("/admin/accounts");
        using var list = await api.GetAsync("/api/v1/accounts");

        page.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        list.StatusCode.Should().Be(HttpStatusCode.Forbidden, "the role came from a provider that is none any more");
    }

    [Fact]
    public async Task The_last_admin_is_not_unbound_from_what_makes_them_admin()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        var changes = gateway.Get<AccountChanges>();
        AccountName.TryParse("only", out var accountName).Should().BeTrue();
        var made = await changes.CreateAsync(Actor.Gateway, new(accountName, "only", Roles.Admin) { Provider = "club", Subject = "1" });
        var account = ((AccountAnswer.Done)made).Account;

        (await changes.BindAsync(Actor.Gateway, account.Id, null, null)).Should().BeOfType<AccountAnswer.LastAdmin>("without a password nobody could sign in");
        await PortalVisitor.AccountAsync(gateway, "other", Roles.Admin);
        (await changes.BindAsync(Actor.Gateway, account.Id, null, null)).Should().BeOfType<AccountAnswer.Done>();
    }

    private static async Task<string> SessionOfAsync(TestGateway gateway, string name) =>
        (await PortalVisitor.SessionCookieAsync(gateway, await PortalVisitor.AccountAsync(gateway, name, Roles.Chair))).Value;

    private static async Task<string> KeyAsync(TestGateway gateway, Account owner)
    {
        var wish = ApiKeyWish.Read("script", [Right.AccountsRead.Name], 3, new Dictionary<string, Text>())!;
        var made = await gateway.Get<ApiKeyChanges>().MakeAsync(Actor.Gateway, new Caller(owner.Id, owner.DisplayName, owner.Roles), wish);
        return ((ApiKeyAnswer.Made)made).Text;
    }
}
