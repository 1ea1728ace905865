using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Pages;
using ConferenceGateway.Identity;
using ConferenceGateway.Portal;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Portal;

/// <summary>The pages that only a form brings: what was typed comes back with the fault beside it, or a problem says what is.</summary>
public sealed class PortalAnswerTests(PortalHouse house, LocalBrowsers browsers) : IClassFixture<PortalHouse>
{
    private static readonly PageLook GermanPhone = PageLook.All[0];
    private static readonly PageLook EnglishPhone = PageLook.All[2];
    private static readonly PageLook GermanDesktop = PageLook.All[1];

    [Fact]
    public async Task A_wrong_password_and_then_too_many_tries()
    {
        var (context, watch) = await EnterAsync(GermanPhone, null, "/sign-in");
        await using var entered = context;
        await TryAsync(watch.Page);
        await ShouldBeFineAsync(watch, "sign-in-wrong", GermanPhone, "Anmelden");
        (await watch.Page.InputValueAsync("#password")).Should().BeEmpty();
        (await watch.Page.InputValueAsync("#name")).Should().Be("maike@beispielverein.example");

        var most = house.House.Gateway.Get<SignInOptions>().WrongTriesPerAccount;
        for (var tries = 0; tries <= most && await watch.Page.Locator("#password").CountAsync() > 0; tries++)
            await TryAsync(watch.Page);

        await ShouldBeFineAsync(watch, "too-many-tries", GermanPhone, "Zu viele Versuche.");

        static async Task TryAsync(IPage page)
        {
            await page.FillAsync("#name", "maike@beispielverein.example");
            await page.FillAsync("#password", "falsch geraten");
            await page.ClickAsync("main button");
        }
    }

    [Fact]
    public async Task A_form_of_a_page_that_was_made_for_somebody_else()
    {
        var (context, watch) = await EnterAsync(EnglishPhone, null, "/sign-in");
        await using var entered = context;
        await watch.Page.FillAsync("#name", "ada");
        await watch.Page.FillAsync("#password", PortalHouse.Password);
        await context.ClearCookiesAsync();
        await watch.Page.ClickAsync("main button");
        await ShouldBeFineAsync(watch, "stale-form", EnglishPhone, "That page was open for too long.");
    }

    [Fact]
    public async Task A_form_of_a_page_of_MeetingUrl()
    {
        // The start page's own policy would let no form lead there; a shard's page would.
        var options = GermanDesktop.Options();
        options.BypassCSP = true;
        await using var context = await house.EnterAsync(await browsers.ChromiumShellAsync(), options, Roles.Admin);
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.House.MeetingUrl + "/");
        await page.EvaluateAsync(
            "url => { const form = Object.assign(document.createElement('form'), { method: 'post', action: url }); document.body.append(form); form.submit(); }",
            house.PortalUrl + "/sign-out");
        await page.ArriveAsync(house.PortalUrl + "/sign-out");
        (await page.TextContentAsync("h1")).Should().Be("Dieses Formular kam nicht von hier.");
        await Pictures.KeepAsync(page, $"portal-foreign-form-{GermanDesktop}");
    }

    [Fact]
    public async Task A_password_that_is_too_common_and_an_old_one_that_is_wrong()
    {
        var (context, watch) = await EnterAsync(EnglishPhone, Roles.Auditor, "/account/password");
        await using var entered = context;
        await watch.Page.FillAsync("#password", PortalHouse.Password);
        await watch.Page.FillAsync("#new-password", "passwort1234");
        await watch.Page.ClickAsync("main button");
        await ShouldBeFineAsync(watch, "password-refused", EnglishPhone, "Change your password");
        (await watch.Page.GetAttributeAsync("#new-password", "aria-invalid")).Should().Be("true");

        await watch.Page.FillAsync("#password", "nicht mehr gewusst");
        await watch.Page.FillAsync("#new-password", "sieben graue Gänse am Deich");
        await watch.Page.ClickAsync("main button");
        await ShouldBeFineAsync(watch, "password-old-wrong", EnglishPhone, "Change your password");
        (await watch.Page.GetAttributeAsync("#password", "aria-invalid")).Should().Be("true");
    }

    [Fact]
    public async Task A_proof_that_is_wrong()
    {
        var (context, watch) = await EnterAsync(GermanDesktop, Roles.Auditor, "/confirm?return=%2Faccount");
        await using var entered = context;
        await watch.Page.FillAsync("#password", "nicht mehr gewusst");
        await watch.Page.ClickAsync("main button");
        await ShouldBeFineAsync(watch, "confirm-wrong", GermanDesktop, "Sind Sie es?");
    }

    [Theory]
    [InlineData(0, "Neuer Schlüssel", "Der Schlüssel ist angelegt.")]
    [InlineData(3, "New key", "The key is created.")]
    public async Task A_key_that_cannot_be_and_one_that_is_shown_once(int number, string asked, string made)
    {
        var look = PageLook.All[number];
        var (context, watch) = await EnterAsync(look, Roles.Admin, "/admin/keys/new");
        await using var entered = context;
        await watch.Page.FillAsync("#name", $"Probe {number}");
        await watch.Page.FillAsync("#days", "9999");
        await watch.Page.ClickAsync("main button");
        await ShouldBeFineAsync(watch, "key-refused", look, asked);

        await watch.Page.FillAsync("#days", "30");
        await watch.Page.CheckAsync("input[value='audit:read']");
        await watch.Page.ClickAsync("main button");
        await ShouldBeFineAsync(watch, "key-made", look, made);
    }

    private async Task<(IBrowserContext Context, PageWatch Watch)> EnterAsync(PageLook look, Roles? person, string path)
    {
        var context = await house.EnterAsync(await browsers.ChromiumShellAsync(), look.Options(), person);
        var watch = await PageWatch.StartAsync(context);
        await watch.Page.GotoAsync(house.UrlOf(path));
        return (context, watch);
    }

    private async Task ShouldBeFineAsync(PageWatch watch, string name, PageLook look, string headline)
    {
        await Assertions.Expect(watch.Page.Locator("h1")).ToHaveTextAsync(headline);
        await Pictures.KeepAsync(watch.Page, $"portal-{name}-{look}");
        await watch.ShouldBeAccessibleAsync();
        var size = watch.Page.ViewportSize!;
        await watch.ShouldFitAsync(look.IsPhone);
        await watch.Page.SetViewportSizeAsync(size.Width, size.Height);
        watch.ShouldBeQuiet(new Uri(house.PortalUrl).Authority);
    }
}
