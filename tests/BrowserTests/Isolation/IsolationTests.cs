using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.BrowserTests.Pages;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Isolation;

/// <summary>
/// Script that runs on MeetingUrl, as an admin is signed in on PortalUrl in the same browser: over TLS, and with two names of
/// one domain, for which browsers send the cookies along.
/// </summary>
public sealed class IsolationTests(LocalBrowsers browsers) : IAsyncLifetime
{
    // Foreign script runs on it: no page of ours may.
    private const string ForeignPage = "/plenum";

    private static readonly string Attacks = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Isolation", "attacks.js"));

    private LabShard _shard = null!;
    private LocalGateway _house = null!;
    private Account _ada = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        _house = await LocalGateway.StartSecureAsync(_shard);
        _ada = await PortalClient.AddAccountAsync(_house.Gateway, "ada", Roles.Admin);
    }

    [Fact]
    public async Task In_Chromium_script_on_MeetingUrl_can_neither_read_nor_change_anything_of_PortalUrl() =>
        await TryAllAsync(await browsers.ChromiumAsync());

    [Fact]
    public async Task In_Firefox_script_on_MeetingUrl_can_neither_read_nor_change_anything_of_PortalUrl() =>
        await TryAllAsync(await browsers.FirefoxAsync());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _shard.DisposeAsync();
    }

    private async Task TryAllAsync(IBrowser browser)
    {
        await using var context = await browser.NewContextAsync(new() { IgnoreHTTPSErrors = true, Locale = "en-GB" });
        var portal = await context.NewPageAsync();
        await SignInAsync(portal);
        var cookies = await PortalCookiesAsync(context);
        var before = await StateAsync();
        var foreign = await context.NewPageAsync();
        await foreign.GotoAsync(_house.MeetingUrl + ForeignPage);

        (await foreign.EvaluateAsync<string[]>(Attacks, new { portal = _house.PortalUrl, account = _ada.Id })).Should().BeEmpty("nothing may be read");
        await TryFramesAsync(foreign);
        await TryWindowAsync(context, foreign);
        await TryFormsAsync(context);
        await TryCookiesAsync(foreign);
        await TryStoresAsync(foreign);

        (await StateAsync()).Should().Equal(before, "nothing may be changed");
        (await PortalCookiesAsync(context)).Should().BeEquivalentTo(cookies);
        await portal.GotoAsync(_house.PortalUrl + "/account");
        (await portal.TextContentAsync("h1")).Should().Be("You are signed in as ada.");
        (await portal.EvaluateAsync<string>("() => `${localStorage.length} ${navigator.serviceWorker?.controller ?? 'nobody'}`")).Should().Be("0 nobody");
        // A form of the portal's own still works.
        await portal.ClickAsync("header button");
        await portal.ArriveAsync("*/signed-out");
    }

    private async Task SignInAsync(IPage page)
    {
        await page.GotoAsync(_house.PortalUrl + "/sign-in?return=%2Faccount");
        await page.FillAsync("#name", "ada");
        await page.FillAsync("#password", PortalClient.Password);
        await page.ClickAsync("main button");
        await page.ArriveAsync("*/account");
    }

    // What everybody has that could be changed, as lines.
    private async Task<IReadOnlyList<string>> StateAsync()
    {
        var gateway = _house.Gateway;
        var accounts = await gateway.Get<AccountStore>().ListAsync();
        var sessions = new List<string>();
        foreach (var account in accounts)
            sessions.AddRange((await gateway.Get<BrowserSessions>().ListAsync(account.Id)).Select(session => $"{session.Handle} {session.ConfirmedMs}"));
        var keys = await gateway.Get<ApiKeyStore>().ListAsync();
        var audit = await gateway.Get<AuditStore>().ListAsync(new AuditFilter(), null, 1000);
        return [.. accounts.Select(account => account.ToString()), .. sessions, .. keys.Select(key => key.ToString()), .. audit.Select(row => $"{row.Id} {row.Action}")];
    }

    private async Task<IReadOnlyDictionary<string, string>> PortalCookiesAsync(IBrowserContext context) =>
        (await context.CookiesAsync([_house.PortalUrl])).Where(cookie => cookie.Name.StartsWith("__Host-", StringComparison.Ordinal)).ToDictionary(cookie => cookie.Name, cookie => cookie.Value);

    // Another site's page, or our own in disguise: nobody may put the portal under somebody's mouse.
    private async Task TryFramesAsync(IPage foreign)
    {
        foreach (var tag in new[] { "iframe", "object", "embed" })
        {
            await foreign.EvaluateAsync(
                """
                ({ tag, url }) => new Promise((done) => {
                  const frame = document.createElement(tag);
                  frame.onload = frame.onerror = done;
                  frame[tag === 'object' ? 'data' : 'src'] = url;
                  document.body.append(frame);
                  setTimeout(done, 2000);
                })
                """, new { tag, url = _house.PortalUrl + "/account" });
        }

        foreach (var frame in foreign.Frames.Skip(1))
            (await ShownInAsync(frame)).Should().NotContain("signed in as").And.NotContain("form-token");
    }

    private static async Task<string> ShownInAsync(IFrame frame)
    {
        try
        {
            return await frame.EvaluateAsync<string>("() => document.documentElement?.outerHTML ?? ''").WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // The browser's own page about a frame that is not shown lets nobody in.
            return "";
        }
    }

    private async Task TryWindowAsync(IBrowserContext context, IPage foreign)
    {
        var opened = await context.RunAndWaitForPageAsync(() => foreign.EvaluateAsync("url => { window.victim = window.open(url, 'victim'); }", _house.PortalUrl + "/account"));
        await opened.WaitForSelectorAsync("h1");
        (await opened.TextContentAsync("h1")).Should().Be("You are signed in as ada.");

        var seen = await foreign.EvaluateAsync<string>(
            """
            () => {
              const seen = [];
              try { seen.push(window.victim.document.title); } catch { }
              try { seen.push(window.victim.localStorage.length); } catch { }
              try { window.victim.postMessage('x', '*'); window.victim.location = 'about:blank'; window.victim.close(); } catch { }
              return `${window.victim.closed} ${seen.join()}`;
            }
            """);

        seen.Should().Be("true ", "the window is out of its opener's hands");
        (await opened.EvaluateAsync<string>("() => `${window.opener} ${window.name} ${location.pathname}`")).Should().Be("null  /account");
        await opened.CloseAsync();
    }

    private async Task TryFormsAsync(IBrowserContext context)
    {
        var paths = new[]
        {
            "/admin/accounts/new", "/sign-out", "/account/password", "/account/name", "/account/sessions/end-others", "/sign-in", "/confirm", "/admin/check",
            "/admin/keys/new", "/admin/keys/revoke", $"/admin/accounts/{_ada.Id}/disable", $"/admin/accounts/{_ada.Id}/change",
        };
        foreach (var (path, number) in paths.Select((path, number) => (path, number)))
        {
            var page = await context.NewPageAsync();
            // In turn: as itself, into a frame, without saying from where, and as text.
            var (target, referrer, type) = (number % 4) switch
            {
                0 => ("_self", "", ""),
                1 => ("frame", "", ""),
                2 => ("_self", "no-referrer", ""),
                _ => ("_self", "", "text/plain"),
            };
            await page.GotoAsync(_house.MeetingUrl + ForeignPage);
            var answer = await page.RunAndWaitForResponseAsync(
                () => page.EvaluateAsync(
                    """
                    ({ url, target, referrer, type }) => {
                      if (referrer) document.head.append(Object.assign(document.createElement('meta'), { name: 'referrer', content: referrer }));
                      document.body.append(Object.assign(document.createElement('iframe'), { name: 'frame' }));
                      const form = Object.assign(document.createElement('form'), { method: 'post', action: url, target, enctype: type });
                      const fields = { 'form-token': 'x', name: 'einbruch', 'display-name': 'Einbruch', password: 'x', 'new-password': 'ein langes neues Passwort', roles: 'admin', days: '9' };
                      for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement('input'), { name, value }));
                      document.body.append(form);
                      form.submit();
                    }
                    """, new { url = _house.PortalUrl + path, target, referrer, type }),
                response => response.Request.Method == "POST" && response.Url == _house.PortalUrl + path);
            answer.Status.Should().Be(403, path);
            await page.CloseAsync();
        }
    }

    private async Task TryCookiesAsync(IPage foreign)
    {
        var name = _house.Gateway.Get<PortalCookies>().Name("session");
        var kept = await foreign.EvaluateAsync<string>(
            """
            (name) => {
              const domain = location.hostname.split('.').slice(1).join('.');
              const before = document.cookie;
              for (const each of [name, name.toLowerCase(), ` ${name}`, `\t${name}`, `=${name}`, 'session', 'form', name.replace('session', 'form')])
                for (const marks of ['; Secure', '']) {
                  document.cookie = `${each}=einbruch; Path=/; Domain=${domain}${marks}`;
                  document.cookie = `${each}=einbruch; Path=/; Domain=portal.${domain}${marks}`;
                  document.cookie = `${each}=; Path=/; Domain=${domain}; Max-Age=0${marks}`;
                  document.cookie = `${each}=einbruch; Path=/account; Domain=${domain}${marks}`;
                }
              return before;
            }
            """, name);
        kept.Should().NotContain("__Host-");
    }

    private static async Task TryStoresAsync(IPage foreign) => await foreign.EvaluateAsync(
        """
        async () => {
          localStorage.setItem('x', '1');
          await navigator.serviceWorker?.register('/pwa-worker.js').catch(() => null);
          const channel = new BroadcastChannel('x');
          channel.postMessage('x');
          channel.close();
        }
        """);
}
