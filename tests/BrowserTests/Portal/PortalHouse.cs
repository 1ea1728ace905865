using ConferenceGateway.Audit;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.BrowserTests.Pages;
using ConferenceGateway.Identity;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Portal;

/// <summary>A gateway with an admin, an auditor, a chair, and some accounts of others.</summary>
public sealed class PortalHouse : IAsyncLifetime
{
    public const string Password = "richtig-pferd-batterie-heftklammer";

    private readonly Dictionary<Roles, Account> _people = [];
    private LabShard _shard = null!;
    private Account _other = null!;
    private string _code = "";

    internal LocalGateway House { get; private set; } = null!;

    public string PortalUrl => House.PortalUrl;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        House = await LocalGateway.StartAsync(_shard);
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
        // A second device, so that there is something to end.
        foreach (var person in _people.Values.Append(_other))
            await PortalVisitor.SessionCookieAsync(House.Gateway, person, OldBrowsers.Firefox78);
    }

    /// <summary>The address of a page.</summary>
    public string UrlOf(string path) => PortalUrl + path?.Replace("{account}", _other.Id, StringComparison.Ordinal).Replace("{link}", _code, StringComparison.Ordinal);

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
        await House.DisposeAsync();
        await _shard.DisposeAsync();
    }
}
