using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.BrowserTests.Pages;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.OpenId;

/// <summary>
/// A certified provider with pages of its own: every way there and back, as people click it. Our pages let forms lead
/// nowhere else (<c>form-action 'self'</c>), which Chromium also asks of where a form's answer leads.
/// </summary>
public sealed class ProviderTests(LocalBrowsers browsers) : IAsyncLifetime
{
    private LabShard _shard = null!;
    private OpenIdServer _provider = null!;
    private LocalGateway _house = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var port = LoopbackPorts.NextPair();
        _provider = await OpenIdServer.StartAsync(LocalGateway.PortalUrlAt(port), TestContext.Current.CancellationToken, hasPages: true);
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        _house = await LocalGateway.StartAsync(port, _provider.Settings(0, "club"), _shard);
    }

    [Fact]
    public async Task In_Chromium_a_chair_signs_in_by_a_provider_proves_it_again_and_signs_out_at_both() =>
        await SignInProveAndOutAsync(await browsers.ChromiumAsync());

    [Fact]
    public async Task In_Firefox_a_chair_signs_in_by_a_provider_proves_it_again_and_signs_out_at_both() =>
        await SignInProveAndOutAsync(await browsers.FirefoxAsync());

    [Fact]
    public async Task In_Chromium_an_account_with_a_password_is_bound_to_a_provider_and_signs_in_by_it() =>
        await BindAsync(await browsers.ChromiumAsync());

    [Fact]
    public async Task In_Firefox_an_account_with_a_password_is_bound_to_a_provider_and_signs_in_by_it() =>
        await BindAsync(await browsers.FirefoxAsync());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A provider that could not start leaves the others empty.
        if (_house is not null)
            await _house.DisposeAsync();
        if (_shard is not null)
            await _shard.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
    }

    private async Task SignInProveAndOutAsync(IBrowser browser)
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.GotoAsync(_house.PortalUrl + "/sign-in?return=%2Faccount");
        await page.ClickAsync("text=Sign in with club");
        await SignInThereAsync(page, "carla");
        await ComeBackAsync(page, "/account");
        (await page.TextContentAsync("h1")).Should().Be("You are signed in as carla.");
        (await page.TextContentAsync(".lead")).Should().Be("Your role: Chair.");
        var account = (await AccountsAsync()).Should().ContainSingle().Which;
        (account.Provider, account.Subject, account.Roles).Should().Be(("club", "carla", Roles.Chair));

        // Signed in there already, and asked all the same.
        await page.GotoAsync(_house.PortalUrl + "/confirm?return=%2Faccount");
        var before = (await SessionsAsync(account)).Single().ConfirmedMs;
        await page.ClickAsync("text=Sign in with club");
        await SignInThereAsync(page, "carla");
        await ComeBackAsync(page, "/account");
        (await SessionsAsync(account)).Single().ConfirmedMs.Should().BeGreaterThan(before);

        await page.ClickAsync("header button");
        await page.ArriveAsync("*/signed-out");
        (await SessionsAsync(account)).Should().BeEmpty();
        await page.ClickAsync("text=Sign out at club too");
        await page.ClickAsync("text=Yes, sign me out");
        await page.ArriveAsync(_house.PortalUrl + "/signed-out*");
        (await page.TextContentAsync("h1")).Should().Be("You are signed out.");

        // Whoever comes next has to sign in there too.
        await page.GotoAsync(_house.PortalUrl + "/sign-in");
        await page.ClickAsync("text=Sign in with club");
        await page.WaitForSelectorAsync("input[name=login]");
    }

    private async Task BindAsync(IBrowser browser)
    {
        var account = await PortalClient.AddAccountAsync(_house.Gateway, "dora");
        await using var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.GotoAsync(_house.PortalUrl + "/sign-in?return=%2Faccount");
        await page.FillAsync("#name", "dora");
        await page.FillAsync("#password", PortalClient.Password);
        await page.ClickAsync("main button");
        // It stands on /account alone; the click waits for it, and misses no event of a page that was quicker.
        await page.ClickAsync("form[action='/account/bind/club'] button");
        await SignInThereAsync(page, "dora.there");
        await ComeBackAsync(page, "/account");
        (await page.TextContentAsync(".said")).Should().Contain("From now on you can sign in with club as well.");
        (await AccountsAsync()).Single(each => each.Id == account.Id).Subject.Should().Be("dora.there");

        await page.ClickAsync("header button");
        await page.ArriveAsync("*/signed-out");
        await page.ClickAsync("text=Sign in again");
        await page.ClickAsync("text=Sign in with club");
        await page.ArriveAsync(_house.PortalUrl + "/");
        (await page.TextContentAsync("h1")).Should().Contain("dora");
    }

    private async Task SignInThereAsync(IPage page, string name)
    {
        await page.FillAsync("input[name=login]", name);
        page.Url.Should().StartWith(_provider.Issuer);
        await page.FillAsync("input[name=password]", "any");
        await page.ClickAsync("button[type=submit]");
    }

    // It asks for consent to what it has not been asked to tell before.
    private async Task ComeBackAsync(IPage page, string path)
    {
        var back = page.ArriveAsync(_house.PortalUrl + path);
        var consent = page.Locator("button:has-text('Continue')");
        try
        {
            if (await Task.WhenAny(back, consent.WaitForAsync()) != back)
                await consent.ClickAsync();
            await back;
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            throw new InvalidOperationException($"The way ends at {page.Url}: {await page.TextContentAsync("body")}\n{_provider}", e);
        }
    }

    private Task<IReadOnlyList<Account>> AccountsAsync() => _house.Gateway.Get<AccountStore>().ListAsync();

    private Task<IReadOnlyList<SessionRow>> SessionsAsync(Account account) => _house.Gateway.Get<BrowserSessions>().ListAsync(account.Id);
}
