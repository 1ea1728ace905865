using System.Globalization;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Accounts.Pages;

/// <summary>The admin's pages of accounts, and one's own.</summary>
internal static class AccountEndpoints
{
    public const string Path = "/admin/accounts";
    public const string NewPath = Path + "/new";

    private const int PageLength = 50;

    // Of the audit, on the page of one account.
    private const int Latest = 5;

    /// <summary>What the pages need.</summary>
    public static IServiceCollection AddAccountPages(this IServiceCollection services) => services
        .AddSingleton<OnceCookie>().AddSingleton<OwnPages>().AddSingleton<AccountForms>()
        .AddSingleton(new NavItem(210, Path, AccountTexts.Nav, Right.AccountsRead))
        .AddSingleton(new NavItem(900, OwnEndpoints.Path, OwnTexts.Title, Right.Self));

    /// <summary>Maps the pages; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapAccounts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        group.MapOwnAccount();
        group.MapPage(Path, ListAsync).Needs(Right.AccountsRead);
        group.MapPage(NewPath, (HttpContext context, AccountForms forms) => forms.ShowNewAsync(context)).Needs(Right.AccountsWrite).NeedsProof();
        group.MapForm(NewPath, (HttpContext context, AccountForms forms) => forms.CreateAsync(context)).Needs(Right.AccountsWrite).NeedsProof();
        group.MapPage(Path + "/{id}", OneAsync).Needs(Right.AccountsRead);
        group.MapPage(Path + "/{id}/change", (HttpContext context, string id, AccountForms forms) => forms.ShowChangeAsync(context, id)).Needs(Right.AccountsWrite).NeedsProof();
        group.MapForm(Path + "/{id}/change", (HttpContext context, string id, AccountForms forms) => forms.ChangeAsync(context, id)).Needs(Right.AccountsWrite).NeedsProof();
        group.MapPage(Path + "/{id}/hand-over", HandOverAsync).Needs(Right.AccountsWrite);
        foreach (var deed in AccountDeed.All)
        {
            group.MapPage($"{Path}/{{id}}/{deed.Name}", (HttpContext context, string id, AccountForms forms) => forms.AskAsync(context, id, deed)).Needs(Right.AccountsWrite).NeedsProof();
            group.MapForm($"{Path}/{{id}}/{deed.Name}", (HttpContext context, string id, AccountForms forms) => forms.DoAsync(context, id, deed)).Needs(Right.AccountsWrite).NeedsProof();
        }

        return group;
    }

    private static async Task ListAsync(HttpContext context, AccountStore accounts, SignInOptions options, PageWriter pages)
    {
        var query = context.Request.Query;
        var search = query["q"].ToString().Trim();
        search = search.Length > 100 ? search[..100] : search;
        var after = query["after"].ToString();
        // One more than is shown tells whether there are more.
        var found = search.Length == 0 ? await accounts.ListAsync(after, PageLength + 1) : await accounts.SearchAsync(search, after, PageLength + 1);
        var shown = found.Take(PageLength).Select(account => AccountFacts.Of(account, options)).ToList();
        await pages.WriteAsync<AccountListPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(AccountListPage.Accounts)] = shown,
            [nameof(AccountListPage.Search)] = search,
            [nameof(AccountListPage.Next)] = found.Count > PageLength
                ? string.Create(CultureInfo.InvariantCulture, $"{Path}?q={Uri.EscapeDataString(search)}&after={Uri.EscapeDataString(shown[^1].Name)}")
                : null,
        });
    }

    private static async Task OneAsync(
        HttpContext context, string id, AccountStore accounts, BrowserSessions sessions, AuditStore audit, SignInOptions options, PageWriter pages, ProblemWriter problems)
    {
        if (await accounts.FindAsync(id) is not { } account)
        {
            await problems.WriteAsync(context, new AccountAnswer.Unknown().Problem!);
            return;
        }

        var latest = Caller.Of(context)!.Has(Right.AuditRead) ? await audit.ListAsync(new AuditFilter { Subject = id }, null, Latest, context.RequestAborted) : [];
        var own = account.Id == Caller.Of(context)!.Account ? Caller.Of(context)!.Session : null;
        await pages.WriteAsync<AccountPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(AccountPage.Account)] = AccountFacts.Of(account, options),
            [nameof(AccountPage.Sessions)] = (await sessions.ListAsync(id)).Select(row => SessionFacts.Of(row, options, own)).ToList(),
            [nameof(AccountPage.Latest)] = latest,
            [nameof(AccountPage.HasPasswords)] = options.Passwords,
        });
    }

    private static async Task HandOverAsync(
        HttpContext context, string id, AccountStore accounts, OnceCookie once, Core.Origins origins, SignInOptions options, PageWriter pages, ProblemWriter problems)
    {
        if (await accounts.FindAsync(id) is not { } account)
        {
            await problems.WriteAsync(context, new AccountAnswer.Unknown().Problem!);
            return;
        }

        var shown = once.Take(context, id);
        await pages.WriteAsync<HandOverPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(HandOverPage.Account)] = AccountFacts.Of(account, options),
            [nameof(HandOverPage.Secret)] = shown is { ExpiresAt: not null } ? new Uri(origins.PortalUrl, shown.Secret).AbsoluteUri : shown?.Secret,
            [nameof(HandOverPage.Until)] = shown?.ExpiresAt,
        });
    }
}
