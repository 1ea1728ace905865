using ConferenceGateway.Audit;
using ConferenceGateway.Identity.OpenId;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Accounts.Pages;

/// <summary>The forms with which an admin creates and changes accounts: shown, read, and shown again with what cannot be.</summary>
internal sealed class AccountForms(
    AccountStore accounts, AccountChanges changes, PasswordLinks links, SessionStore sessions, HashQueue hashes, SignInOptions options,
    PageWriter pages, ProblemWriter problems, MessageCookie messages, OnceCookie once)
{
    public Task ShowNewAsync(HttpContext context) =>
        ShowNewAsync(context, new() { How = options.Passwords ? AccountDraft.ByLink : options.Providers.FirstOrDefault()?.Name ?? "" }, StatusCodes.Status200OK);

    public async Task<IResult> CreateAsync(HttpContext context)
    {
        var draft = AccountDraft.Read(context.Request.Form);
        var isBound = options.Providers.Any(provider => provider.Name == draft.How);
        var subject = draft.Subject.Trim();
        draft = draft with
        {
            NameFault = AccountName.TryParse(draft.Name, out var name) ? null : AccountTexts.NameFault,
            DisplayNameFault = DisplayName.TryParse(draft.DisplayName, out var shown) ? null : AccountTexts.DisplayNameFault,
            RolesFault = AccountRules.MayHandOut(Caller.Of(context)!, draft.Roles) ? null : ((Problem.Conflict)new AccountAnswer.MoreThanOwn().Problem!).What,
            SubjectFault = isBound && subject.Length is 0 or > 255 ? AccountTexts.SubjectFault : null,
            Fault = isBound || (options.Passwords && draft.How is AccountDraft.ByLink or AccountDraft.ByPassword) ? null : AccountTexts.HowFault,
        };
        if (draft.IsWrong)
            return await AgainAsync(context, draft, StatusCodes.Status422UnprocessableEntity);

        var password = draft.How == AccountDraft.ByPassword ? GeneratedPassword.Make() : null;
        var hash = password is null ? null : await hashes.HashAsync(password, Caller.Of(context)!.Account, context.RequestAborted);
        if (password is not null && hash is null)
        {
            await problems.WriteAsync(context, new Problem.TooManyTries(TimeSpan.FromSeconds(10)));
            return Results.Empty;
        }

        var answer = await changes.CreateAsync(Actor.Of(context), new(name, shown, draft.Roles)
        {
            PasswordHash = hash,
            Provider = isBound ? draft.How : null,
            Subject = isBound ? subject : null,
        });
        switch (answer)
        {
            case AccountAnswer.Done(var account) when isBound:
                messages.Say(context, AccountTexts.Made);
                return SeeOther.To($"{AccountEndpoints.Path}/{account.Id}");
            case AccountAnswer.Done(var account) when password is not null:
                return HandOver(context, new(account.Id, password, null));
            case AccountAnswer.Done(var account):
                return await HandOverLinkAsync(context, account.Id);
            case AccountAnswer.NameTaken { Problem: Problem.Conflict taken }:
                return await AgainAsync(context, draft with { NameFault = taken.What }, StatusCodes.Status409Conflict);
            default:
                return await AgainAsync(context, draft with { SubjectFault = (answer.Problem as Problem.Conflict)?.What ?? AccountTexts.SubjectFault }, StatusCodes.Status409Conflict);
        }
    }

    public async Task ShowChangeAsync(HttpContext context, string id)
    {
        if (await accounts.FindAsync(id) is { } account)
            await ShowChangeAsync(context, account, new() { DisplayName = account.DisplayName, Roles = account.GivenRoles }, StatusCodes.Status200OK);
        else
            await problems.WriteAsync(context, new AccountAnswer.Unknown().Problem!);
    }

    public async Task<IResult> ChangeAsync(HttpContext context, string id)
    {
        var draft = AccountDraft.Read(context.Request.Form);
        if (await accounts.FindAsync(id) is not { } was || draft.Seen is null)
            return await ProblemAsync(context, new AccountAnswer.Unknown());
        if (!DisplayName.TryParse(draft.DisplayName, out var shown))
            return await ChangeAgainAsync(context, was, draft with { DisplayNameFault = AccountTexts.DisplayNameFault }, StatusCodes.Status422UnprocessableEntity);

        var change = new AccountChange { DisplayName = shown, Roles = draft.Roles, Seen = draft.Seen };
        var answer = AccountRules.Refusal(Caller.Of(context)!, was, change) ?? await changes.ChangeAsync(Actor.Of(context), id, change);
        switch (answer)
        {
            case AccountAnswer.Done:
                messages.Say(context, AccountTexts.Saved);
                return SeeOther.To($"{AccountEndpoints.Path}/{id}");
            case AccountAnswer.Changed:
                return await ChangeAgainAsync(context, (await accounts.FindAsync(id))!, draft, StatusCodes.Status412PreconditionFailed, isOvertaken: true);
            case { Problem: Problem.Conflict conflict }:
                return await ChangeAgainAsync(context, was, draft with { RolesFault = conflict.What }, StatusCodes.Status409Conflict);
            default:
                return await ProblemAsync(context, answer);
        }
    }

    /// <summary>The page that says what will happen.</summary>
    public async Task AskAsync(HttpContext context, string id, AccountDeed deed)
    {
        if (await accounts.FindAsync(id) is { } account)
            await AskAsync(context, account, deed, RefusalOf(context, account, deed));
        else
            await problems.WriteAsync(context, new AccountAnswer.Unknown().Problem!);
    }

    /// <summary>Lets it happen.</summary>
    public async Task<IResult> DoAsync(HttpContext context, string id, AccountDeed deed)
    {
        var seen = AccountDraft.SeenIn(context.Request.Form);
        if (await accounts.FindAsync(id) is not { } account || seen is null)
            return await ProblemAsync(context, new AccountAnswer.Unknown());
        if (RefusalOf(context, account, deed) is { } refusal)
            return await RefusedAsync(context, account, deed, refusal);

        var actor = Actor.Of(context);
        AccountAnswer answer = new AccountAnswer.Done(account);
        if (deed == AccountDeed.Link)
            return await HandOverLinkAsync(context, id);
        if (deed == AccountDeed.EndSessions)
            await sessions.EndOthersAsync(actor, account, account.Id == Caller.Of(context)!.Account ? Caller.Of(context)!.Session : null);
        else if (deed == AccountDeed.Unbind)
            answer = await changes.BindAsync(actor, id, null, null, seen);
        else
            answer = await changes.ChangeAsync(actor, id, new() { IsDisabled = deed == AccountDeed.Disable, Seen = seen });

        if (answer is not AccountAnswer.Done)
            return await RefusedAsync(context, account, deed, answer);
        messages.Say(context, deed.Done);
        return SeeOther.To($"{AccountEndpoints.Path}/{id}");
    }

    private async Task<IResult> HandOverLinkAsync(HttpContext context, string id) => await links.MakeAsync(Actor.Of(context), id) is { } link
        ? HandOver(context, new(id, link.PathAndQuery, link.ExpiresAt))
        : await ProblemAsync(context, new AccountAnswer.Unknown());

    private SeeOther HandOver(HttpContext context, ShownOnce shown)
    {
        once.Put(context, shown);
        return SeeOther.To($"{AccountEndpoints.Path}/{shown.Account}/hand-over");
    }

    private static AccountAnswer? RefusalOf(HttpContext context, Account account, AccountDeed deed)
    {
        var caller = Caller.Of(context)!;
        if (deed == AccountDeed.Link)
            return AccountRules.MayHandOut(caller, account.Roles) ? null : new AccountAnswer.MoreThanOwn();
        return deed == AccountDeed.Disable || deed == AccountDeed.Enable
            ? AccountRules.Refusal(caller, account, new() { IsDisabled = deed == AccountDeed.Disable })
            : null;
    }

    private async Task<IResult> RefusedAsync(HttpContext context, Account account, AccountDeed deed, AccountAnswer answer)
    {
        if (answer.Problem is not Problem.Conflict)
            return await ProblemAsync(context, answer);
        await AskAsync(context, account, deed, answer);
        return Results.Empty;
    }

    private Task AskAsync(HttpContext context, Account account, AccountDeed deed, AccountAnswer? refusal) =>
        pages.WriteAsync<AccountDeedPage>(context, refusal?.Problem?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(AccountDeedPage.Deed)] = deed,
            [nameof(AccountDeedPage.Account)] = AccountFacts.Of(account, options),
            [nameof(AccountDeedPage.Refusal)] = (refusal?.Problem as Problem.Conflict)?.What,
        });

    private async Task<IResult> ProblemAsync(HttpContext context, AccountAnswer answer)
    {
        await problems.WriteAsync(context, answer.Problem!);
        return Results.Empty;
    }

    private async Task<IResult> AgainAsync(HttpContext context, AccountDraft draft, int status)
    {
        await ShowNewAsync(context, draft, status);
        return Results.Empty;
    }

    private Task ShowNewAsync(HttpContext context, AccountDraft draft, int status) => pages.WriteAsync<NewAccountPage>(context, status, new()
    {
        [nameof(NewAccountPage.Draft)] = draft,
        [nameof(NewAccountPage.Providers)] = ProviderLink.All(options),
        [nameof(NewAccountPage.HasPasswords)] = options.Passwords,
    });

    private async Task<IResult> ChangeAgainAsync(HttpContext context, Account account, AccountDraft draft, int status, bool isOvertaken = false)
    {
        await ShowChangeAsync(context, account, draft, status, isOvertaken);
        return Results.Empty;
    }

    private Task ShowChangeAsync(HttpContext context, Account account, AccountDraft draft, int status, bool isOvertaken = false) =>
        pages.WriteAsync<ChangeAccountPage>(context, status, new()
        {
            [nameof(ChangeAccountPage.Account)] = AccountFacts.Of(account, options),
            [nameof(ChangeAccountPage.Draft)] = draft,
            [nameof(ChangeAccountPage.IsOvertaken)] = isOvertaken,
        });
}
