using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Identity.SignIn;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ConferenceGateway.Tests.Identity.OpenId;

/// <summary>A fresh proof by the provider, accounts that are bound to a person there, and the end of a session there.</summary>
public sealed class BindAndConfirmTests
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proof_is_asked_for_with_a_new_sign_in_there_and_makes_the_session_fresh()
    {
        await using var house = await OpenIdHouse.StartAsync(new() { ["SignIn:Providers:0:ProofAcr"] = "gold" });
        using var visitor = house.Visitor();
        await house.SignInAsync(visitor, Cancel);
        var before = (await SessionsAsync(house)).Single();
        var there = await OpenIdHouse.BeginAsync(visitor, Cancel, "/sign-in/with/club?confirm=1&return=/admin");
        house.Provider.Claims["acr"] = "gold";

        using var answer = await visitor.GetAsync(house.CallbackOf(there), Cancel);

        (there.Query("prompt"), there.Query("max_age"), there.Query("acr_values")).Should().Be(("login", "0", "gold"));
        answer.Headers.Location.Should().Be(new Uri("/admin", UriKind.Relative));
        var after = (await SessionsAsync(house)).Should().ContainSingle().Subject;
        before.ConfirmedMs.Should().Be(0, "without the acr that was asked for a sign-in is no proof");
        after.ConfirmedMs.Should().BePositive();
        after.Handle.Should().Be(before.Handle);
    }

    [Theory]
    [InlineData("sub", "person-2")]
    [InlineData("acr", "bronze")]
    [InlineData("acr", null)]
    [InlineData("auth_time", 1700000000)]
    [InlineData("auth_time", 32503680000)]
    [InlineData("auth_time", null)]
    public async Task A_proof_that_is_old_weak_or_of_somebody_else_is_none(string claim, object? value)
    {
        await using var house = await OpenIdHouse.StartAsync(new() { ["SignIn:Providers:0:ProofAcr"] = "gold" });
        using var visitor = house.Visitor();
        await house.SignInAsync(visitor, Cancel);
        house.Provider.Claims["acr"] = "gold";
        house.Provider.Claims[claim] = value;

        using var answer = await house.SignInAsync(visitor, Cancel, "/sign-in/with/club?confirm=1");

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await SessionsAsync(house)).Should().ContainSingle().Which.ConfirmedMs.Should().Be(0);
    }

    [Fact]
    public async Task A_stranger_has_nothing_to_confirm_or_to_bind()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();

        foreach (var address in new[] { "/sign-in/with/club?confirm=1", "/sign-in/with/club?bind=made-up" })
        {
            using var answer = await visitor.GetAsync(address, Cancel);
            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task An_account_is_bound_by_the_session_that_began_it_and_unbound_again()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = await LocalAsync(house, "anna");
        using var begun = await visitor.PostAsync("/account/bind/club", Cancel);
        var there = await OpenIdHouse.BeginAsync(visitor, Cancel, begun.Headers.GetValues("Refresh").Single()["0; url=".Length..]);

        using var answer = await visitor.GetAsync(house.CallbackOf(there), Cancel);
        var bound = (await house.Accounts.ListAsync()).Should().ContainSingle().Subject;
        using var again = await visitor.PostAsync("/account/unbind", Cancel);

        answer.Headers.Location.Should().Be(new Uri("/account", UriKind.Relative));
        (bound.Provider, bound.Subject).Should().Be(("club", "person-1"));
        again.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        (await house.Accounts.ListAsync()).Single().Provider.Should().BeNull();
    }

    [Fact]
    public async Task Nobody_binds_with_somebody_elses_session_or_somebody_who_is_bound_already()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var anna = await LocalAsync(house, "anna");
        using var berta = await LocalAsync(house, "berta");
        using var begun = await anna.PostAsync("/account/bind/club", Cancel);
        var go = begun.Headers.GetValues("Refresh").Single()["0; url=".Length..];

        using (var other = await berta.GetAsync(go, Cancel))
            other.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        var there = await OpenIdHouse.BeginAsync(anna, Cancel, go);
        anna.Take("session", berta.Cookies["session"]);
        using (var swapped = await anna.GetAsync(house.CallbackOf(there), Cancel))
            swapped.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await house.Accounts.ListAsync()).Should().OnlyContain(account => account.Provider == null);

        using var stranger = house.Visitor();
        await house.SignInAsync(stranger, Cancel);
        using var bertas = await berta.PostAsync("/account/bind/club", Cancel);
        using var taken = await house.SignInAsync(berta, Cancel, bertas.Headers.GetValues("Refresh").Single()["0; url=".Length..]);
        taken.StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Without_a_password_the_provider_stays()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        await house.SignInAsync(visitor, Cancel);

        using var answer = await visitor.PostAsync("/account/unbind", Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Who_is_the_last_admin_by_the_providers_word_stays_bound()
    {
        await using var house = await OpenIdHouse.StartAsync();
        var changes = house.Gateway.Get<AccountChanges>();
        using var visitor = await LocalAsync(house, "anna");
        var anna = (await house.Accounts.ListAsync()).Single();
        await changes.BindAsync(Actor.Gateway, anna.Id, "club", "person-1");
        await changes.SignedInAsync(Actor.Gateway, anna.Id, "club", Roles.Admin);

        using (var refused = await visitor.PostAsync("/account/unbind", Cancel, "/account"))
            refused.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await house.Accounts.FindAsync(anna.Id))!.Provider.Should().Be("club");

        using var other = await LocalAsync(house, "berta");
        var berta = (await house.Accounts.ListAsync()).Single(account => account.Name == "berta");
        await changes.ChangeAsync(Actor.Gateway, berta.Id, new() { Roles = Roles.Admin });
        using var done = await visitor.PostAsync("/account/unbind", Cancel, "/account");
        done.StatusCode.Should().Be(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Many_ways_that_were_begun_and_left_do_not_fill_the_browser()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        Uri there = null!;
        for (var i = 0; i < 20; i++)
            there = await OpenIdHouse.BeginAsync(visitor, Cancel);

        visitor.Cookies.Keys.Count(name => name.StartsWith("openid-", StringComparison.Ordinal)).Should().BeLessThanOrEqualTo(10);
        using var last = await visitor.GetAsync(house.CallbackOf(there), Cancel);
        last.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_logout_token_ends_no_session_that_began_after_it_was_made()
    {
        await using var house = await OpenIdHouse.StartAsync();
        house.Provider.Claims["sid"] = "s1";
        using var visitor = house.Visitor();
        await house.SignInAsync(visitor, Cancel);
        var claims = LogoutClaims(house);
        claims["iat"] = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds();

        // As after a restart: nobody remembers that it was used.
        (await LogoutAsync(house, house.Provider.Sign(claims))).Should().Be(HttpStatusCode.OK);

        (await SessionsAsync(house)).Should().ContainSingle();
    }

    [Fact]
    public async Task Signing_out_goes_on_at_the_provider_with_what_it_wants_to_see()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        await house.SignInAsync(visitor, Cancel);
        var context = new DefaultHttpContext();
        house.Gateway.Get<EndedCookie>().Keep(context, new EndedSession("club", "the.id.token"));
        visitor.Take("ended", context.Response.Headers.SetCookie.ToString().Split(';')[0]["ended=".Length..]);

        using var answer = await visitor.GetAsync("/sign-out/at/club", Cancel);
        using var again = await visitor.GetAsync("/sign-out/at/club", Cancel);
        using var signedOut = await visitor.GetAsync("/signed-out", Cancel);

        var to = new Uri(answer.Headers.GetValues("Refresh").Single()["0; url=".Length..]);
        to.GetLeftPart(UriPartial.Path).Should().Be(house.Provider.Issuer + "/end");
        (to.Query("id_token_hint"), to.Query("client_id"), to.Query("post_logout_redirect_uri")).Should().Be(("the.id.token", "gateway", TestGateway.PortalUrl + "/signed-out"));
        again.Headers.GetValues("Refresh").Single().Should().NotContain("id_token_hint");
        (await signedOut.Content.ReadAsStringAsync(Cancel)).Should().Contain("You are signed out.");
    }

    [Fact]
    public async Task A_provider_ends_the_sessions_that_it_names_once()
    {
        await using var house = await OpenIdHouse.StartAsync();
        house.Provider.Claims["sid"] = "s1";
        using var visitor = house.Visitor();
        await house.SignInAsync(visitor, Cancel);
        var token = house.Provider.Sign(LogoutClaims(house), "logout+jwt");

        (await LogoutAsync(house, token)).Should().Be(HttpStatusCode.OK);
        (await SessionsAsync(house)).Should().BeEmpty();
        await house.SignInAsync(visitor, Cancel);
        (await LogoutAsync(house, token)).Should().Be(HttpStatusCode.BadRequest);

        (await SessionsAsync(house)).Should().ContainSingle();
    }

    [Theory]
    [InlineData("events", null)]
    [InlineData("events", "x")]
    [InlineData("nonce", "n")]
    [InlineData("aud", "somebody-else")]
    [InlineData("iss", "https://evil.example")]
    [InlineData("iat", 1700000000)]
    [InlineData("jti", null)]
    [InlineData("sid", null)]
    public async Task A_logout_token_that_is_wrong_ends_nothing(string claim, object? value)
    {
        await using var house = await OpenIdHouse.StartAsync();
        house.Provider.Claims["sid"] = "s1";
        using var visitor = house.Visitor();
        await house.SignInAsync(visitor, Cancel);
        var claims = LogoutClaims(house);
        claims[claim] = value;

        (await LogoutAsync(house, house.Provider.Sign(claims))).Should().Be(HttpStatusCode.BadRequest);

        (await SessionsAsync(house)).Should().ContainSingle();
    }

    private static Dictionary<string, object?> LogoutClaims(OpenIdHouse house)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = house.Provider.Issuer, ["aud"] = FakeProvider.ClientId, ["iat"] = now, ["exp"] = now + 120, ["jti"] = "one", ["sid"] = "s1",
            ["events"] = new Dictionary<string, object> { [Event] = new { } },
        };
    }

    private static async Task<HttpStatusCode> LogoutAsync(OpenIdHouse house, string token)
    {
        using var http = house.Gateway.CreateClient(TestGateway.PortalUrl);
        using var form = new FormUrlEncodedContent([new("logout_token", token)]);
        using var answer = await http.PostAsync("/sign-in/with/club/logout", form, Cancel);
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<SessionRow>> SessionsAsync(OpenIdHouse house)
    {
        var all = new List<SessionRow>();
        foreach (var account in await house.Accounts.ListAsync())
            all.AddRange(await house.Gateway.Get<BrowserSessions>().ListAsync(account.Id));
        return all;
    }

    /// <summary>Somebody who has signed in with a password; the sign-in itself has tests of its own.</summary>
    private static async Task<ProviderVisitor> LocalAsync(OpenIdHouse house, string name)
    {
        var account = await TestAccounts.AddAsync(house.Gateway, name);
        var (cookie, value) = await TestAccounts.SessionCookieAsync(house.Gateway, account);
        var visitor = house.Visitor();
        visitor.Take(cookie, value);
        return visitor;
    }
}
