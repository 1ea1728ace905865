using ConferenceGateway.Audit;
using ConferenceGateway.Identity.OpenId;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Accounts.Pages;

/// <summary>One's own account: the name, the devices.</summary>
internal static class OwnEndpoints
{
    public const string Path = "/account";

    /// <summary>Maps <c>/account</c>, and what its forms do.</summary>
    public static void MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context, OwnPages own) => own.ShowAsync(context)).Needs(Right.Self);
        routes.MapForm(Path + "/name", (HttpContext context, OwnPages own) => own.RenameAsync(context)).Needs(Right.Self);
        routes.MapForm(Path + "/sessions/end", EndAsync).Needs(Right.Self);
        routes.MapForm(Path + "/sessions/end-others", EndOthersAsync).Needs(Right.Self);
    }

    private static async Task<IResult> EndAsync(HttpContext context, AccountStore accounts, SessionStore sessions, MessageCookie messages)
    {
        var account = await OwnAsync(context, accounts);
        var isEnded = await sessions.EndAsync(Actor.Of(context), account, context.Request.Form["session"].ToString());
        messages.Say(context, isEnded ? OwnTexts.Ended : OwnTexts.EndedBefore);
        return SeeOther.To(Path);
    }

    private static async Task<IResult> EndOthersAsync(HttpContext context, AccountStore accounts, SessionStore sessions, MessageCookie messages)
    {
        await sessions.EndOthersAsync(Actor.Of(context), await OwnAsync(context, accounts), Caller.Of(context)!.Session);
        messages.Say(context, OwnTexts.OthersEnded);
        return SeeOther.To(Path);
    }

    // Accounts are never deleted: whoever is signed in has one.
    private static async Task<Account> OwnAsync(HttpContext context, AccountStore accounts) =>
        (await accounts.FindAsync(Caller.Of(context)!.Account))!;
}

/// <summary>Shows one's own account, and gives it another name.</summary>
internal sealed class OwnPages(AccountStore accounts, AccountChanges changes, BrowserSessions sessions, SignInOptions options, PageWriter pages, MessageCookie messages)
{
    public async Task<IResult> RenameAsync(HttpContext context)
    {
        var typed = context.Request.Form["display-name"].ToString();
        if (!DisplayName.TryParse(typed, out var name))
        {
            await ShowAsync(context, typed.Length > 300 ? typed[..300] : typed);
            return Results.Empty;
        }

        await changes.ChangeAsync(Actor.Of(context), Caller.Of(context)!.Account, new() { DisplayName = name });
        messages.Say(context, OwnTexts.NameSaved);
        return SeeOther.To(OwnEndpoints.Path);
    }

    public async Task ShowAsync(HttpContext context, string? refusedName = null)
    {
        var caller = Caller.Of(context)!;
        var account = (await accounts.FindAsync(caller.Account))!;
        var own = await sessions.ListAsync(account.Id);
        await pages.WriteAsync<OwnPage>(context, refusedName is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, new()
        {
            [nameof(OwnPage.Account)] = AccountFacts.Of(account, options),
            [nameof(OwnPage.Sessions)] = own.Select(row => SessionFacts.Of(row, options, caller.Session)).OrderByDescending(session => session.IsThis).ToList(),
            [nameof(OwnPage.Providers)] = ProviderLink.All(options),
            [nameof(OwnPage.HasPasswords)] = options.Passwords,
            [nameof(OwnPage.Typed)] = refusedName,
            [nameof(OwnPage.NameFault)] = refusedName is null ? null : AccountTexts.DisplayNameFault,
        });
    }
}
