using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests.OpenId;

/// <summary>Before a certified provider that reaches the portal itself: signing out there, and accounts that are bound to a person there.</summary>
public sealed partial class OpenIdSignOutTests : IAsyncLifetime
{
    private string _portalUrl = null!;
    private OpenIdServer _provider = null!;
    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portalUrl = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPorts.Next()}");
        _provider = await OpenIdServer.StartAsync(_portalUrl, Cancel);
        var settings = new Dictionary<string, string?>
        {
            ["Urls"] = _portalUrl, ["PortalUrl"] = _portalUrl, ["Fleet:Shards:0:Name"] = "alpha", ["Fleet:Shards:0:Address"] = "http://127.0.0.1:9",
        };
        foreach (var (key, value) in _provider.Settings(0, "club"))
            settings[key] = value;
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions { Settings = settings, WaitsForShards = false });
    }

    [Fact]
    public async Task Who_signs_out_at_the_provider_is_signed_out_here_on_every_device_of_that_sign_in()
    {
        using var there = Browser();
        using var desk = Visitor();
        using var sofa = Visitor();
        await SignInAsync(desk, there);
        await SignInAsync(sofa, there);
        using var stranger = Visitor();
        using var elsewhere = Browser();
        await SignInAsync(stranger, elsewhere);

        using var button = await desk.PostAsync("/sign-out", Cancel, "/account");
        button.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        (await IsSignedInAsync(desk)).Should().BeFalse();
        (await IsSignedInAsync(sofa)).Should().BeTrue("the provider does not know yet");
        using var goOn = await desk.GetAsync("/sign-out/at/club", Cancel);
        using var asked = await there.GetAsync(goOn.Headers.GetValues("Refresh").Single()["0; url=".Length..], Cancel);
        var page = await asked.Content.ReadAsStringAsync(Cancel);
        using var yes = new FormUrlEncodedContent([new("xsrf", Token().Match(page).Groups[1].Value), new("logout", "yes")]);
        using var done = await there.SendAsync(HttpMethod.Post, _provider.Issuer + "/session/end/confirm", yes, Cancel);

        done.Headers.Location.Should().NotBeNull($"{page}\n{_provider}");
        done.Headers.Location!.GetLeftPart(UriPartial.Path).Should().Be(_portalUrl + "/signed-out");
        await Eventually.NoComplaintAsync(
            async _ => await IsSignedInAsync(sofa) ? "The other device is still signed in" : null, TimeSpan.FromSeconds(10), () => $"{_provider}", Cancel);
        (await IsSignedInAsync(stranger)).Should().BeTrue("that was another sign-in there");
    }

    [Fact]
    public async Task An_account_is_bound_to_a_person_there_signs_in_so_and_is_unbound_again()
    {
        var account = await PortalVisitor.AccountAsync(_gateway, "local", Roles.Chair);
        using var there = Browser();
        using var visitor = Visitor();
        visitor.Take("session", (await PortalVisitor.SessionCookieAsync(_gateway, account)).Value);

        using var begun = await visitor.PostAsync("/account/bind/club", Cancel, "/account");
        using (var bound = await SignInAsync(visitor, there, begun.Headers.GetValues("Refresh").Single()["0; url=".Length..]))
            bound.Headers.Location!.OriginalString.Should().Be("/account");
        using var other = Visitor();
        await SignInAsync(other, there);

        var only = (await _gateway.Get<AccountStore>().ListAsync()).Should().ContainSingle("the bound account is the one that signs in").Subject;
        (only.Id, only.Provider, only.Subject).Should().Be((account.Id, "club", "anna"));
        using var unbound = await visitor.PostAsync("/account/unbind", Cancel, "/account");
        unbound.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        (await IsSignedInAsync(other)).Should().BeFalse("it had come in by the provider");
        (await IsSignedInAsync(visitor)).Should().BeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
    }

    private static ProviderVisitor Browser() => new(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }));

    private static async Task<bool> IsSignedInAsync(ProviderVisitor visitor)
    {
        using var answer = await visitor.GetAsync("/account", Cancel);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private ProviderVisitor Visitor() => new(_gateway.CreateClient(_portalUrl));

    private async Task<HttpResponseMessage> SignInAsync(ProviderVisitor visitor, ProviderVisitor there, string begin = "/sign-in/with/club")
    {
        using var begun = await visitor.GetAsync(begin, Cancel);
        var at = begun.Headers.Location!;
        for (var steps = 0; steps < 6 && at.GetLeftPart(UriPartial.Authority) == _provider.Issuer; steps++)
        {
            using var answer = await there.GetAsync(at.AbsoluteUri, Cancel);
            answer.Headers.Location.Should().NotBeNull($"{at.AbsolutePath}: {await answer.Content.ReadAsStringAsync(Cancel)}\n{_provider}");
            at = new Uri(at, answer.Headers.Location!);
        }

        var back = await visitor.GetAsync(at.PathAndQuery, Cancel);
        back.StatusCode.Should().Be(HttpStatusCode.Redirect, await back.Content.ReadAsStringAsync(Cancel));
        return back;
    }

    [GeneratedRegex("name=\"xsrf\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
