using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Access;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Guessing;
using ConferenceGateway.Identity.OpenId;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Mvc;

namespace ConferenceGateway.Identity.SignIn;

/// <summary>Signing in with a password, proving again who one is, signing out.</summary>
internal static class SignInEndpoints
{
    public const string SignedOutPath = "/signed-out";

    // A name longer than any account's is not sent back.
    private const int MostKept = 400;

    /// <summary>Maps the pages of sign-in and of passwords; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapPage("/sign-in", ShowAsync).IsOpen();
        group.MapForm("/sign-in", SignInAsync).IsOpen();
        group.MapPage("/confirm", ShowConfirmAsync).Needs(Right.Self);
        group.MapForm("/confirm", ConfirmAsync).Needs(Right.Self);
        group.MapForm("/sign-out", SignOutAsync).IsOpen();
        // A picture on another site must not sign anybody out.
        group.MapPage("/sign-out", (HttpContext context, ProblemWriter problems) => problems.WriteAsync(context, new Problem.MethodNotAllowed("POST"))).IsOpen();
        group.MapPage(SignedOutPath, ShowSignedOutAsync).IsOpen();
        group.MapPasswords();
        return group;
    }

    /// <summary>Signs somebody in who has just shown a password of ours, and leads on.</summary>
    public static async Task<bool> BeginAsync(
        HttpContext context, Account account, BrowserSessions sessions, AccountChanges changes, Devices devices)
    {
        if (await changes.SignedInAsync(Actor.Of(context), account.Id, BrowserSessions.ByPassword) is not AccountAnswer.Done { Account: var now })
            return false;
        await sessions.BeginAsync(context, now, BrowserSessions.ByPassword);
        await devices.RememberAsync(context, now);
        return true;
    }

    private static Task ShowAsync(HttpContext context, PageWriter pages, SignInOptions options)
    {
        var path = ReturnPath.Of(context.Request.Query[ReturnPath.Parameter]);
        if (Caller.Of(context) is null)
            return WriteAsync(context, pages, options, StatusCodes.Status200OK, path);
        SeeOther.Send(context, path);
        return Task.CompletedTask;
    }

    private static async Task SignInAsync(
        HttpContext context, PageWriter pages, ProblemWriter problems, SignInOptions options, PasswordTries tries, BrowserSessions sessions,
        [FromServices] AccountChanges changes, Devices devices, MessageCookie messages)
    {
        if (!options.Passwords)
        {
            await problems.WriteAsync(context, new Problem.NoSuchPage());
            return;
        }

        var form = context.Request.Form;
        var path = ReturnPath.Of(form[ReturnPath.Parameter]);
        var name = form["name"].ToString();
        switch (await tries.TryAsync(context, name, form["password"].ToString()))
        {
            case TryAnswer.Wait { Time: var wait }:
                await problems.WriteAsync(context, new Problem.TooManyTries(wait));
                break;
            case TryAnswer.Right { Account: var account } when await BeginAsync(context, account, sessions, changes, devices):
                if (await tries.TakeTotalAsync(account) is > 0 and var wrong)
                    messages.Say(context, SignInTexts.WrongSince(wrong));
                SeeOther.Send(context, path);
                break;
            default:
                await WriteAsync(context, pages, options, StatusCodes.Status422UnprocessableEntity, path, name, SignInTexts.WrongPair);
                break;
        }
    }

    private static Task WriteAsync(HttpContext context, PageWriter pages, SignInOptions options, int status, string path, string? typed = null, Text? fault = null) =>
        pages.WriteAsync<SignInPage>(context, status, new()
        {
            [nameof(SignInPage.HasPasswords)] = options.Passwords,
            [nameof(SignInPage.Providers)] = ProviderLink.All(options),
            [nameof(SignInPage.Return)] = path,
            [nameof(SignInPage.Typed)] = typed is { Length: > MostKept } ? typed[..MostKept] : typed,
            [nameof(SignInPage.Fault)] = fault,
        });

    private static Task ShowConfirmAsync(HttpContext context, PageWriter pages, SignInOptions options, BrowserSessions sessions, AccountStore accounts) =>
        WriteConfirmAsync(context, pages, options, sessions, accounts, StatusCodes.Status200OK, ReturnPath.Of(context.Request.Query[ReturnPath.Parameter]));

    private static async Task ConfirmAsync(
        HttpContext context, PageWriter pages, ProblemWriter problems, SignInOptions options, PasswordTries tries, BrowserSessions sessions, AccountStore accounts)
    {
        var path = ReturnPath.Of(context.Request.Form[ReturnPath.Parameter]);
        if (await sessions.CurrentAsync(context) is not { Way: BrowserSessions.ByPassword } session || await accounts.FindAsync(session.Account) is not { } account)
        {
            await problems.WriteAsync(context, new Problem.NoSuchPage());
            return;
        }

        switch (await tries.TryAsync(context, account, context.Request.Form["password"].ToString()))
        {
            case TryAnswer.Wait { Time: var wait }:
                await problems.WriteAsync(context, new Problem.TooManyTries(wait));
                break;
            case TryAnswer.Right { Account: var right }:
                await sessions.ConfirmAsync(context, right);
                SeeOther.Send(context, path);
                break;
            default:
                await WriteConfirmAsync(context, pages, options, sessions, accounts, StatusCodes.Status422UnprocessableEntity, path, SignInTexts.WrongPassword);
                break;
        }
    }

    private static async Task WriteConfirmAsync(
        HttpContext context, PageWriter pages, SignInOptions options, BrowserSessions sessions, AccountStore accounts, int status, string path, Text? fault = null)
    {
        var session = await sessions.CurrentAsync(context);
        var account = session is null ? null : await accounts.FindAsync(session.Account);
        await pages.WriteAsync<PasswordPage>(context, status, new()
        {
            [nameof(PasswordPage.Title)] = SignInTexts.ConfirmTitle,
            [nameof(PasswordPage.Lead)] = SignInTexts.ConfirmLead,
            [nameof(PasswordPage.Action)] = "/confirm",
            [nameof(PasswordPage.AsksOld)] = true,
            [nameof(PasswordPage.Account)] = account?.Name,
            [nameof(PasswordPage.OldFault)] = fault,
            [nameof(PasswordPage.Provider)] = ProviderLink.Find(options, session?.Way),
            [nameof(PasswordPage.Return)] = path,
        });
    }

    private static async Task SignOutAsync(HttpContext context, BrowserSessions sessions, EndedCookie ended)
    {
        if (await sessions.EndAsync(context) is { Way: not BrowserSessions.ByPassword } session)
            ended.Keep(context, session);
        SeeOther.Send(context, SignedOutPath);
    }

    private static Task ShowSignedOutAsync(HttpContext context, PageWriter pages, SignInOptions options, EndedCookie ended) =>
        pages.WriteAsync<SignedOutPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(SignedOutPage.Provider)] = ProviderLink.Find(options, ended.WayOf(context)),
        });
}
