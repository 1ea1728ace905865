using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Guessing;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Mvc;

namespace ConferenceGateway.Identity.SignIn;

/// <summary>Setting a password: by a link that somebody was given, or by whoever knows the present one.</summary>
internal static class PasswordEndpoints
{
    public const string ChangePath = "/account/password";

    public static void MapPasswords(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(PasswordLinks.Path, ShowWelcomeAsync).IsOpen();
        routes.MapForm(PasswordLinks.Path, WelcomeAsync).IsOpen();
        routes.MapPage(ChangePath, ShowChangeAsync).Needs(Right.Self);
        routes.MapForm(ChangePath, ChangeAsync).Needs(Right.Self);
    }

    // Looking uses nothing up: programs that scan mail open every link.
    private static async Task ShowWelcomeAsync(HttpContext context, PageWriter pages, ProblemWriter problems, SignInOptions options, PasswordLinks links, PasswordRules rules)
    {
        var code = context.Request.Query["code"].ToString();
        if (options.Passwords && await links.FindAsync(code) is { } account)
            await WriteWelcomeAsync(context, pages, rules, StatusCodes.Status200OK, account, code);
        else
            await problems.WriteAsync(context, new Problem.NotFound(SignInTexts.LinkOver));
    }

    private static async Task WelcomeAsync(
        HttpContext context, PageWriter pages, ProblemWriter problems, SignInOptions options, PasswordLinks links, PasswordRules rules, HashQueue hashes,
        [FromServices] AccountChanges changes, BrowserSessions sessions, Devices devices, MessageCookie messages)
    {
        var code = context.Request.Form["code"].ToString();
        var password = context.Request.Form["new-password"].ToString();
        if (!options.Passwords || await links.FindAsync(code) is not { } account)
        {
            await problems.WriteAsync(context, new Problem.NotFound(SignInTexts.LinkOver));
            return;
        }

        var (isWeighed, fault) = await hashes.WeighAsync(() => rules.FaultOf(password, account.Name, account.DisplayName), account.Id, context.RequestAborted);
        if (fault is not null)
        {
            await WriteWelcomeAsync(context, pages, rules, StatusCodes.Status422UnprocessableEntity, account, code, fault);
            return;
        }

        if (!isWeighed || await hashes.HashAsync(password, account.Id, context.RequestAborted) is not { } hash)
        {
            await problems.WriteAsync(context, new Problem.TooManyTries(TimeSpan.FromSeconds(2)));
            return;
        }

        var actor = Actor.Of(context) with { Way = ActedBy.Page, Account = account.Id, Name = account.DisplayName };
        if (!await links.UseAsync(code) || await changes.SetPasswordAsync(actor, account.Id, hash) is not AccountAnswer.Done { Account: var now } ||
            !await SignInEndpoints.BeginAsync(context, now, sessions, changes, devices))
        {
            await problems.WriteAsync(context, new Problem.NotFound(SignInTexts.LinkOver));
            return;
        }

        messages.Say(context, SignInTexts.WelcomeDone);
        SeeOther.Send(context, "/");
    }

    private static Task WriteWelcomeAsync(HttpContext context, PageWriter pages, PasswordRules rules, int status, Account account, string code, Text? fault = null) =>
        pages.WriteAsync<PasswordPage>(context, status, new()
        {
            [nameof(PasswordPage.Title)] = SignInTexts.WelcomeTitle,
            [nameof(PasswordPage.Lead)] = SignInTexts.Welcome(account.Name),
            [nameof(PasswordPage.Action)] = PasswordLinks.Path,
            [nameof(PasswordPage.Account)] = account.Name,
            [nameof(PasswordPage.Code)] = code,
            [nameof(PasswordPage.Hint)] = rules.Hint,
            [nameof(PasswordPage.NewFault)] = fault,
        });

    private static async Task ShowChangeAsync(HttpContext context, PageWriter pages, ProblemWriter problems, SignInOptions options, AccountStore accounts, PasswordRules rules)
    {
        if (await OwnAsync(context, options, accounts) is { } account)
            await WriteChangeAsync(context, pages, rules, StatusCodes.Status200OK, account);
        else
            await problems.WriteAsync(context, new Problem.NotFound(SignInTexts.NoPassword));
    }

    private static async Task ChangeAsync(
        HttpContext context, PageWriter pages, ProblemWriter problems, SignInOptions options, AccountStore accounts, PasswordRules rules, PasswordTries tries,
        HashQueue hashes, [FromServices] AccountChanges changes, BrowserSessions sessions, Devices devices, MessageCookie messages)
    {
        if (await OwnAsync(context, options, accounts) is not { } account)
        {
            await problems.WriteAsync(context, new Problem.NotFound(SignInTexts.NoPassword));
            return;
        }

        var password = context.Request.Form["new-password"].ToString();
        var (isWeighed, fault) = await hashes.WeighAsync(() => rules.FaultOf(password, account.Name, account.DisplayName), account.Id, context.RequestAborted);
        if (fault is not null)
        {
            await WriteChangeAsync(context, pages, rules, StatusCodes.Status422UnprocessableEntity, account, newFault: fault);
            return;
        }

        var answer = isWeighed ? await tries.TryAsync(context, account, context.Request.Form["password"].ToString()) : null;
        if (answer is TryAnswer.Wrong)
        {
            await WriteChangeAsync(context, pages, rules, StatusCodes.Status422UnprocessableEntity, account, oldFault: SignInTexts.WrongPassword);
            return;
        }

        var hash = answer is TryAnswer.Right ? await hashes.HashAsync(password, account.Id, context.RequestAborted) : null;
        if (hash is null)
        {
            await problems.WriteAsync(context, new Problem.TooManyTries((answer as TryAnswer.Wait)?.Time ?? TimeSpan.FromSeconds(2)));
            return;
        }

        var done = await changes.SetPasswordAsync(Actor.Of(context), account.Id, hash, Caller.Of(context)?.Session);
        if (done.Problem is { } problem)
        {
            await problems.WriteAsync(context, problem);
            return;
        }

        await sessions.ConfirmAsync(context, account);
        // Every device was forgotten with the old password; this one has just shown the new one.
        await devices.RememberAsync(context, account);
        messages.Say(context, SignInTexts.Changed);
        SeeOther.Send(context, "/account");
    }

    private static Task WriteChangeAsync(
        HttpContext context, PageWriter pages, PasswordRules rules, int status, Account account, Text? oldFault = null, Text? newFault = null) =>
        pages.WriteAsync<PasswordPage>(context, status, new()
        {
            [nameof(PasswordPage.Title)] = SignInTexts.ChangeTitle,
            [nameof(PasswordPage.Lead)] = SignInTexts.ChangeLead,
            [nameof(PasswordPage.Action)] = ChangePath,
            [nameof(PasswordPage.Account)] = account.Name,
            [nameof(PasswordPage.AsksOld)] = true,
            [nameof(PasswordPage.Hint)] = rules.Hint,
            [nameof(PasswordPage.OldFault)] = oldFault,
            [nameof(PasswordPage.NewFault)] = newFault,
        });

    private static async Task<Account?> OwnAsync(HttpContext context, SignInOptions options, AccountStore accounts) =>
        options.Passwords && Caller.Of(context) is { } caller && await accounts.FindAsync(caller.Account) is { PasswordHash: not null } account ? account : null;
}
