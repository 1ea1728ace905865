using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using Microsoft.AspNetCore.Mvc;
using Json = ConferenceGateway.Identity.Api.IdentityApiJson;

namespace ConferenceGateway.Identity.Api;

/// <summary>Accounts on the API: what their pages do.</summary>
internal static class AccountsApi
{
    /// <summary>What <c>password</c> of a new account can be.</summary>
    public const string Generated = "generated";

    public static void MapAccountsApi(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/accounts").WithTags("accounts");
        group.MapRead("", ListAsync).Needs(Right.AccountsRead).IsPaged().Gives<ApiList<AccountBody>>()
            .Says("listAccounts", "Lists the accounts in the order of their names.");
        group.MapPost("", CreateAsync).Needs(Right.AccountsWrite).Takes<NewAccountBody>("""{"name":"erika@verein.example","displayName":"Erika","roles":["chair"]}""").GivesRevision<MadeAccountBody>(201).CanFail(409, 429)
            .Says("createAccount", "Creates an account.", "The answer carries an invitation, or a password if one was asked for. Neither is shown again.");
        group.MapRead("/{id}", GetAsync).Needs(Right.AccountsRead).GivesRevision<AccountBody>().CanFail(404)
            .Says("getAccount", "Shows an account.");
        group.MapPatch("/{id}", ChangeAsync).Needs(Right.AccountsWrite).NeedsMatch().Takes<AccountChangeBody>("""{"roles":["chair","auditor"]}""").GivesRevision<AccountBody>().CanFail(404, 409)
            .Says("changeAccount", "Changes an account: how it is shown, its roles, whether it may sign in.");
        group.MapPost("/{id}/password-link", LinkAsync).Needs(Right.AccountsWrite).Gives<LinkBody>(201).CanFail(404, 409)
            .Says("makePasswordLink", "Makes a link with which somebody sets a password once.", "An invitation for an account without a password, a reset for one that has one. Older links of the account are void.");
        group.MapDelete("/{id}/provider", UnbindAsync).Needs(Right.AccountsWrite).NeedsMatch().GivesRevision<AccountBody>().CanFail(404, 409)
            .Says("unbindAccount", "Unbinds an account from its identity provider.", "Its sessions from there end, and the roles from there go.");
        group.MapRead("/{id}/sessions", SessionsAsync).Needs(Right.AccountsRead).Gives<ApiList<SessionBody>>().CanFail(404)
            .Says("listSessions", "Lists where an account is signed in, the last used first.", "All of them are on one page: next is always null.");
        group.MapDelete("/{id}/sessions", EndAsync).Needs(Right.AccountsWrite).Gives<EndedBody>().CanFail(404)
            .Says("endSessions", "Signs an account out everywhere.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, AccountStore accounts)
    {
        if (ApiPaging.Read(context, out var paging) is { } problem)
            return ApiAnswer.Of(problem);
        var rows = await accounts.ListAsync(paging.After ?? "", paging.Wanted);
        return ApiAnswer.Ok(paging.Page(rows, account => account.Name, AccountBody.Of), Json.Api.ApiListAccountBody);
    }

    private static async Task<IResult> GetAsync(string id, AccountStore accounts) =>
        Answer(await accounts.FindAsync(id) is { } account ? new AccountAnswer.Done(account) : new AccountAnswer.Unknown());

    private static async Task<IResult> CreateAsync(
        HttpContext context, [FromServices] AccountChanges changes, PasswordLinks links, HashQueue hashes, SignInOptions options, Origins origins)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.NewAccountBody);
        if (body is null)
            return ApiAnswer.Of(problem!);
        if (!AccountName.TryParse(body.Name, out var name))
            return Wrong("name " + AccountName.Rule);
        if (!DisplayName.TryParse(body.DisplayName ?? body.Name, out var displayName))
            return Wrong("displayName " + DisplayName.Rule);
        if (RolesOf(body.Roles ?? []) is not { } roles)
            return Wrong(RolesRule);
        if (body.Password is not (null or Generated) || (body.Password is not null && !options.Passwords))
            return Wrong(options.Passwords ? $"password must be \"{Generated}\", or be left out for an invitation" : "password must be left out: this gateway keeps no passwords (SignIn:Passwords)");
        if (!AccountRules.MayHandOut(Caller.Of(context)!, roles))
            return Answer(new AccountAnswer.MoreThanOwn());

        var password = body.Password is null ? null : GeneratedPassword.Make();
        var hash = password is null ? null : await hashes.HashAsync(password, Caller.Of(context)!.Account, context.RequestAborted);
        if (password is not null && hash is null)
            return ApiAnswer.Of(new Problem.TooManyTries(TimeSpan.FromSeconds(10)));
        var actor = Actor.Of(context);
        var answer = await changes.CreateAsync(actor, new NewAccount(name, displayName, roles) { PasswordHash = hash });
        if (answer is not AccountAnswer.Done { Account: var made })
            return Answer(answer);
        var link = password is null && options.Passwords ? await links.MakeAsync(actor, made.Id) : null;
        return ApiAnswer.Created("/accounts/" + made.Id, new MadeAccountBody(AccountBody.Of(made), LinkOf(link, origins), password), Json.Api.MadeAccountBody, made.Revision);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, AccountStore accounts, [FromServices] AccountChanges changes)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.AccountChangeBody);
        if (body is null)
            return ApiAnswer.Of(problem!);
        string? displayName = null;
        if (body.DisplayName is not null && !DisplayName.TryParse(body.DisplayName, out displayName))
            return Wrong("displayName " + DisplayName.Rule);
        var roles = body.Roles is null ? null : RolesOf(body.Roles);
        if (body.Roles is not null && roles is null)
            return Wrong(RolesRule);

        var change = new AccountChange { DisplayName = displayName, Roles = roles, IsDisabled = body.IsDisabled, Seen = ApiMatch.Seen(context) };
        if (await accounts.FindAsync(id) is not { } was)
            return Answer(new AccountAnswer.Unknown());
        // What is judged here is what is changed: another state in between is refused by its revision.
        if (was.Revision != change.Seen)
            return Answer(new AccountAnswer.Changed());
        return Answer(AccountRules.Refusal(Caller.Of(context)!, was, change) ?? await changes.ChangeAsync(Actor.Of(context), id, change));
    }

    private static async Task<IResult> LinkAsync(HttpContext context, string id, AccountStore accounts, PasswordLinks links, SignInOptions options, Origins origins)
    {
        if (await accounts.FindAsync(id) is not { } account)
            return Answer(new AccountAnswer.Unknown());
        if (!options.Passwords)
            return ApiAnswer.Of(new Problem.Conflict(Text.Same("This gateway keeps no passwords (SignIn:Passwords). People sign in with an identity provider.")));
        // Whoever opens the link is that person.
        if (!AccountRules.MayHandOut(Caller.Of(context)!, account.Roles))
            return Answer(new AccountAnswer.MoreThanOwn());
        return await links.MakeAsync(Actor.Of(context), id) is { } link
            ? ApiAnswer.Created($"/accounts/{id}", LinkOf(link, origins)!, Json.Api.LinkBody)
            : ApiAnswer.Of(new Problem.Conflict(Text.Same("This account is disabled. Enable it first.")));
    }

    private static async Task<IResult> UnbindAsync(HttpContext context, string id, [FromServices] AccountChanges changes) =>
        Answer(await changes.BindAsync(Actor.Of(context), id, null, null, ApiMatch.Seen(context)));

    private static async Task<IResult> SessionsAsync(string id, AccountStore accounts, BrowserSessions sessions) => await accounts.FindAsync(id) is null
        ? Answer(new AccountAnswer.Unknown())
        : ApiAnswer.Ok(new ApiList<SessionBody>([.. (await sessions.ListAsync(id)).Select(SessionBody.Of)], null), Json.Api.ApiListSessionBody);

    private static async Task<IResult> EndAsync(HttpContext context, string id, AccountStore accounts, SessionStore sessions) => await accounts.FindAsync(id) is not { } account
        ? Answer(new AccountAnswer.Unknown())
        : ApiAnswer.Ok(new EndedBody(await sessions.EndOthersAsync(Actor.Of(context), account, null)), Json.Api.EndedBody);

    private const string RolesRule = "roles must be a list of chair, auditor and admin";

    private static Roles? RolesOf(IReadOnlyList<string?> names)
    {
        var roles = Roles.None;
        foreach (var name in names)
        {
            if (!RoleNames.TryParse(name, out var role))
                return null;
            roles |= role;
        }

        return roles;
    }

    private static LinkBody? LinkOf(PasswordLink? link, Origins origins) =>
        link is null ? null : new(new Uri(origins.PortalUrl, link.PathAndQuery).AbsoluteUri, link.ExpiresAt);

    private static IResult Answer(AccountAnswer answer) => answer is AccountAnswer.Done { Account: var account }
        ? ApiAnswer.Ok(AccountBody.Of(account), Json.Api.AccountBody, account.Revision)
        : ApiAnswer.Of(answer.Problem ?? new Problem.Internal());

    private static IResult Wrong(string what) => ApiAnswer.Of(new Problem.WrongValue(Text.Same(what + ".")));
}
