using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests.OpenId;

/// <summary>A real gateway before a certified provider, over HTTP as browsers do it.</summary>
public sealed class OpenIdTests : IAsyncLifetime
{
    private OpenIdServer _provider = null!;
    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await OpenIdServer.StartAsync(TestGateway.PortalUrl, Cancel);
        var settings = new Dictionary<string, string?> { ["Fleet:Shards:0:Name"] = "alpha", ["Fleet:Shards:0:Address"] = "http://127.0.0.1:9" };
        foreach (var (key, value) in _provider.Settings(0, "club").Concat(_provider.Settings(1, "other")))
            settings[key] = value;
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions { Settings = settings, WaitsForShards = false });
    }

    [Fact]
    public async Task Groups_are_roles_at_every_sign_in_also_after_the_keys_were_rotated()
    {
        await _provider.BecomeAsync(new { sub = "anna", name = "Anna Beispiel", groups = new[] { "choir", "board" } }, Cancel);
        using (var first = Visitor())
            (await SignInAsync(first)).Headers.Location.Should().Be(new Uri("/here", UriKind.Relative));
        (await AccountsAsync()).Select(account => (account.DisplayName, account.Roles, account.Subject)).Should().Equal(("Anna Beispiel", Roles.Chair, "anna"));

        await _provider.RotateAsync(Cancel);
        await _provider.BecomeAsync(new { sub = "anna", name = "Anna Beispiel", groups = new[] { "choir" } }, Cancel);
        using var second = Visitor();
        (await SignInAsync(second)).StatusCode.Should().Be(HttpStatusCode.Redirect);

        (await AccountsAsync()).Should().ContainSingle().Which.Roles.Should().Be(Roles.None);
    }

    [Fact]
    public async Task A_wrong_or_used_state_and_a_stolen_or_used_code_let_nobody_in()
    {
        using var victim = Visitor();
        using var thief = Visitor();
        var back = await CallbackAsync(victim, "club");
        var code = back.Query("code")!;
        var own = await CallbackAsync(thief, "club");

        // The victim's address in the thief's browser; the victim's code with the thief's own state and verifier; a bent state.
        (await thief.GetAsync(back.PathAndQuery, Cancel)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await thief.GetAsync(own.PathAndQuery.Replace(own.Query("code")!, code, StringComparison.Ordinal), Cancel)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await victim.GetAsync(back.PathAndQuery.Replace("state=", "state=x", StringComparison.Ordinal), Cancel)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        thief.Cookies.Keys.Should().NotContain("session");

        using var fresh = Visitor();
        var right = await CallbackAsync(fresh, "club");
        (await fresh.GetAsync(right.PathAndQuery, Cancel)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await fresh.GetAsync(right.PathAndQuery, Cancel)).StatusCode.Should().Be(HttpStatusCode.BadRequest);

        // A used code, with a state that is good.
        using var again = Visitor();
        var next = await CallbackAsync(again, "club");
        (await again.GetAsync(next.PathAndQuery.Replace(next.Query("code")!, right.Query("code")!, StringComparison.Ordinal), Cancel)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        again.Cookies.Keys.Should().NotContain("session");
    }

    [Fact]
    public async Task Two_providers_are_two_accounts_and_a_disabled_one_stays_out()
    {
        using var visitor = Visitor();
        await SignInAsync(visitor);
        await SignInAsync(visitor, "other");
        var accounts = await AccountsAsync();
        accounts.Select(account => account.Provider).Should().BeEquivalentTo("club", "other");
        await _gateway.Get<AccountChanges>().ChangeAsync(Actor.Gateway, accounts.Single(account => account.Provider == "club").Id, new() { IsDisabled = true });
        using var other = Visitor();

        (await SignInAsync(other)).StatusCode.Should().Be(HttpStatusCode.Forbidden);

        other.Cookies.Keys.Should().NotContain("session");
    }

    [Fact]
    public async Task A_fresh_proof_has_the_strength_that_was_asked_for_and_is_of_the_same_person()
    {
        using var visitor = Visitor();
        await SignInAsync(visitor);
        (await ConfirmedAsync()).Should().Be(0);

        (await SignInAsync(visitor, "club", "&confirm=1")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await ConfirmedAsync()).Should().BePositive();

        await _provider.BecomeAsync(new { sub = "berta", name = "Berta", groups = Array.Empty<string>() }, Cancel);
        (await SignInAsync(visitor, "club", "&confirm=1")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
    }

    // One browser has one jar for the portal and one for the provider.
    private ProviderVisitor Visitor() => new(_gateway.CreateClient(TestGateway.PortalUrl));

    private async Task<HttpResponseMessage> SignInAsync(ProviderVisitor visitor, string provider = "club", string more = "") =>
        await visitor.GetAsync((await CallbackAsync(visitor, provider, more)).PathAndQuery, Cancel);

    /// <summary>To the provider and through it: the address with which it sends the browser back.</summary>
    private async Task<Uri> CallbackAsync(ProviderVisitor visitor, string provider, string more = "")
    {
        using var begun = await visitor.GetAsync($"/sign-in/with/{provider}?return=%2Fhere{more}", Cancel);
        var at = begun.Headers.Location!;
        using var there = new ProviderVisitor(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }));
        for (var steps = 0; steps < 6 && at.GetLeftPart(UriPartial.Authority) == _provider.Issuer; steps++)
        {
            using var answer = await there.GetAsync(at.AbsoluteUri, Cancel);
            answer.Headers.Location.Should().NotBeNull($"{at.AbsolutePath}: {await answer.Content.ReadAsStringAsync(Cancel)}\n{_provider}");
            at = new Uri(at, answer.Headers.Location!);
        }

        at.AbsolutePath.Should().Be($"/sign-in/with/{provider}/callback");
        return at;
    }

    private Task<IReadOnlyList<Account>> AccountsAsync() => _gateway.Get<AccountStore>().ListAsync();

    private async Task<long> ConfirmedAsync() => (await _gateway.Get<BrowserSessions>().ListAsync((await AccountsAsync()).Single().Id)).Single().ConfirmedMs;
}
