using System.Net.Sockets;
using ConferenceGateway.Audit;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Browsers.Visits;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.BrowserTests.Pages;
using ConferenceGateway.Identity;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.SelfTest;
using ConferenceGateway.SelfTest.Page;
using ConferenceGateway.Support;
using ConferenceGateway.Testing;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Portal;

/// <summary>A gateway with an admin, an auditor, a chair, and some accounts of others.</summary>
public sealed class PortalHouse : IAsyncLifetime
{
    public const string Password = "richtig-pferd-batterie-heftklammer";

    private readonly Dictionary<Roles, Account> _people = [];
    private readonly PortalTroubles _troubles = new();
    private LabShard _shard = null!;
    private Account _other = null!;
    private string _code = "";
    private string _support = "";

    internal LocalGateway House { get; private set; } = null!;

    public string PortalUrl => House.PortalUrl;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha", Token = new LabToken { Issuer = "test", Subject = "meet.test", Secret = "0123456789abcdef0123456789abcdef0123456789abcdef" } });
        House = await LocalGateway.StartAsync(Settings(), _shard);
        _people[Roles.Admin] = await PortalVisitor.AccountAsync(House.Gateway, "ada", Roles.Admin | Roles.Chair, "Ada Nowak");
        _people[Roles.Auditor] = await PortalVisitor.AccountAsync(House.Gateway, "otto", Roles.Auditor, "Otto Prüfer");
        _people[Roles.Chair] = await PortalVisitor.AccountAsync(House.Gateway, "maike@beispielverein.example", Roles.Chair, "Maike Lorenz");
        _other = await PortalVisitor.AccountAsync(House.Gateway, "birgit", Roles.Chair, "Birgit Sommer");
        await PortalVisitor.AccountAsync(House.Gateway, "layla", Roles.Chair, "ليلى حداد");
        await PortalVisitor.AccountAsync(House.Gateway, "vorstand.geschaeftsfuehrung.bundesverband", Roles.None, "Arbeitsgemeinschaftsvorsitzendenstellvertretung");
        var disabled = await PortalVisitor.AccountAsync(House.Gateway, "jonas", Roles.Chair, "Jonas Petersen");
        await House.Gateway.Get<AccountChanges>().ChangeAsync(Actor.CommandLine(), disabled.Id, new() { IsDisabled = true });
        if (!AccountName.TryParse("ayse", out var invited))
            throw new InvalidOperationException("ayse is a name.");
        var made = (AccountAnswer.Done)await House.Gateway.Get<AccountChanges>().CreateAsync(Actor.CommandLine(), new(invited, "Ayşe Yıldız", Roles.Chair));
        var link = await House.Gateway.Get<PasswordLinks>().MakeAsync(Actor.CommandLine(), made.Account.Id);
        _code = link!.PathAndQuery[(PasswordLinks.Path + "?code=").Length..];
        var options = House.Gateway.Get<SignInOptions>();
        foreach (var person in _people.Values)
            await House.Gateway.Get<AccountChanges>().SetPasswordAsync(Actor.CommandLine(), person.Id, PasswordHash.Make(Password, new(options.HashMebibytes, options.HashPasses)).ToString());
        await MakeKeysAsync();
        await MakePolicyAsync();
        await PortalRooms.MakeAsync(House.Gateway, _people[Roles.Chair], _other, _people[Roles.Admin]);
        await LetCheckRunAsync();
        _support = await LeaveHelpAsync();
        // A second device, so that there is something to end.
        foreach (var person in _people.Values.Append(_other))
            await PortalVisitor.SessionCookieAsync(House.Gateway, person, OldBrowsers.Firefox78);
    }

    /// <summary>The address of a page of the usual portal.</summary>
    public string UrlOf(string path) => PortalUrl + path?.Replace("{account}", _other.Id, StringComparison.Ordinal).Replace("{link}", _code, StringComparison.Ordinal).Replace("{support}", _support, StringComparison.Ordinal);

    /// <summary>Opens a page as the person who comes to it. Whoever gets the context closes it.</summary>
    public async Task<(IBrowserContext Context, string Url)> EnterAsync(IBrowser browser, BrowserNewContextOptions options, PortalPageCase page)
    {
        ArgumentNullException.ThrowIfNull(browser);
        ArgumentNullException.ThrowIfNull(page);
        PortalRooms.Knock(House.Gateway);
        if (page.Site == PortalSite.Usual)
        {
            var usual = await EnterAsync(browser, options, page.As);
            await StayAsync(usual, "**/admin/fleet**");
            return (usual, UrlOf(page.Path));
        }

        var house = await _troubles.StartedAsync(page.Site);
        var context = await browser.NewContextAsync(options);
        var (name, value) = _troubles.CookieOf(page.Site, page.As!.Value);
        await context.AddCookiesAsync([new() { Name = name, Value = value, Url = house.PortalUrl }]);
        await StayAsync(context, "**/admin");
        return (context, house.PortalUrl + page.Path);
    }

    // What comes back by itself every few seconds would do so in the middle of a look.
    private static Task<IAsyncDisposable> StayAsync(IBrowserContext context, string pages) => context.RouteAsync(pages, async route =>
    {
        var answer = await route.FetchAsync();
        await route.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Where(header => header.Key != "refresh") });
    });

    /// <summary>What a page says first.</summary>
    public string HeadlineOf(PortalPageCase page, PageLook look)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(look);
        if (page.German != "{verdict}")
            return page.Headline(look);
        var result = House.Gateway.Get<CheckRuns>().Current.Result!;
        var verdict = CheckPageTexts.Verdict(result.Count(Severity.Error), result.Count(Severity.Warning));
        return look.IsGerman ? verdict.German : verdict.English;
    }

    /// <summary>A browser in which that person is signed in; null = nobody.</summary>
    public async Task<IBrowserContext> EnterAsync(IBrowser browser, BrowserNewContextOptions options, Roles? person)
    {
        ArgumentNullException.ThrowIfNull(browser);
        var context = await browser.NewContextAsync(options);
        if (person is { } role)
        {
            var (name, value) = await SessionCookieAsync(role);
            await context.AddCookiesAsync([new() { Name = name, Value = value, Url = PortalUrl }]);
        }

        return context;
    }

    /// <summary>A cookie of that person's, for a tool that brings its own browser.</summary>
    public Task<(string Name, string Value)> SessionCookieAsync(Roles person) =>
        PortalVisitor.SessionCookieAsync(House.Gateway, _people[person], OldBrowsers.Firefox78);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _troubles.DisposeAsync();
        await House.DisposeAsync();
        await _shard.DisposeAsync();
    }

    // A provider that never answers: nothing listens there.
    private static Dictionary<string, string?> Settings() => new()
    {
        ["SignIn:Providers:0:Name"] = "silent",
        ["SignIn:Providers:0:DisplayName"] = "Landesverband",
        ["SignIn:Providers:0:Authority"] = "http://127.0.0.1:9",
        ["SignIn:Providers:0:ClientId"] = "gateway",
        ["SignIn:Providers:0:ClientSecret"] = "never-said",
    };

    private async Task MakeKeysAsync()
    {
        var changes = House.Gateway.Get<ApiKeyChanges>();
        var ada = _people[Roles.Admin];
        var caller = new Caller(ada.Id, ada.DisplayName, ada.Roles);
        await changes.MakeAsync(Actor.CommandLine(), caller, new("Sicherung am Abend", [.. Right.Scopes.Select(right => right.Name)], 90));
        var lost = (ApiKeyAnswer.Made)await changes.MakeAsync(Actor.CommandLine(), caller, new("Mitgliederliste", [Right.AccountsRead.Name], 30));
        await changes.RevokeAsync(Actor.CommandLine(), lost.Key.Id);
    }

    private async Task<string> LeaveHelpAsync()
    {
        var verdict = Refinement.Refine(
            House.Gateway.Get<BrowserCheck>().Judge(BrowserReader.Shipped.Read(OldBrowsers.FacebookOnAndroid)),
            ProbeReport.Parse("Secure.1-PeerConnection.1-MediaDevices.0-DisplayMedia.0-WebSocket.1-OwnWindow.0-Touch.1"));
        var entry = SupportEntry.Of(verdict, "Camera.d-Microphone.0-Socket.1-Udp.0-Tls.1", DateTimeOffset.UtcNow);
        return (await House.Gateway.Get<SupportStore>().AddAsync(entry with { Shard = "alpha" }, SupportCode.Make))!.Code.Text;
    }

    // Two versions, a draft, and visits that it would stop.
    private async Task MakePolicyAsync()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        await House.Gateway.Get<VisitStore>().AddAsync(new Dictionary<(DateOnly, VisitKey), long>
        {
            [(today, new(Engine.Blink, 141, "Chrome", 141, Os.Windows, false, false))] = 2207,
            [(today, new(Engine.Gecko, 102, "Firefox", 102, Os.Windows, false, false))] = 31,
            [(today, new(Engine.Gecko, 91, "Firefox", 91, Os.MacOs, false, false))] = 7,
            [(today, new(Engine.WebKit, 13, "Safari", 13, Os.Ios, true, false))] = 116,
            [(today, new(Engine.Trident, 7, "Internet Explorer", 11, Os.Windows, false, false))] = 51,
        });
        var firefox = new PolicyRule
        {
            Brand = "Firefox", ToVersion = 114, Outcome = Outcome.Limits, DecidedBy = "Technik-Gruppe", UntilDay = today.AddDays(200),
            German = "Diese Version ist zu alt. Ein Update dauert zwei Minuten.", English = "This version is too old. An update takes two minutes.",
        };
        var ada = Actor.CommandLine() with { Name = "Ada Nowak" };
        var changes = House.Gateway.Get<PolicyChanges>();
        var ended = firefox with { Brand = "Opera Mini", ToVersion = null, UntilDay = today.AddDays(-9), FromDay = today.AddDays(-99), Outcome = Outcome.Works };
        await changes.PutAsync(ada, 0, ShippedPolicy.Policy.Rules.Insert(0, firefox));
        await changes.PutAsync(ada, 1, ShippedPolicy.Policy.Rules.Insert(0, firefox).Insert(1, ended));
        await changes.DraftAsync(ada with { Name = "ليلى حداد" }, 0, rules => PolicyEdits.Replace(rules, 1, firefox with { Outcome = Outcome.Blocked, UntilDay = null }, 1));
    }

    // No name is asked of a real resolver, and no silence is waited for.
    private async Task LetCheckRunAsync()
    {
        var runs = House.Gateway.Get<CheckRuns>();
        runs.How = runs.How with
        {
            Resolve = _ => throw new SocketException((int)SocketError.HostNotFound),
            Patience = TimeSpan.FromSeconds(2),
            Silence = TimeSpan.FromSeconds(0.1),
        };
        await runs.StartAsync(Actor.CommandLine());
        await runs.Ended.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
