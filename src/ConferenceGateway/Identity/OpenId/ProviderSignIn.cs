using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Authentication;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>
/// What follows when a provider has said who somebody is. Accounts are found by provider and <c>sub</c> alone: a name or a
/// mail address, verified or not, never leads to somebody's account.
/// </summary>
internal sealed class ProviderSignIn(
    AccountStore accounts, AccountChanges changes, BrowserSessions sessions, MessageCookie messages, TimeProvider time)
{
    /// <summary>How old a proof may be at its confirmation.</summary>
    public static readonly TimeSpan ProofAge = TimeSpan.FromMinutes(5);

    // A session's row should stay small; without the token the provider asks before it ends its own session.
    private const int MostTokenCharacters = 2500;

    private const int MostNumbered = 20;

    /// <summary>Does what was begun. The path to go on to.</summary>
    /// <exception cref="ProviderException">This person does not get in, or not for this.</exception>
    public async Task<string> FinishAsync(HttpContext context, ProviderOptions provider, ProviderAttempt attempt, ProviderPerson person, string idToken)
    {
        // The framework calls this before it looks who asks.
        await context.AuthenticateAsync(BrowserSessions.Scheme);
        return attempt.Purpose switch
        {
            AttemptPurpose.Confirm => await ConfirmAsync(context, provider, attempt, person),
            AttemptPurpose.Bind => await BindAsync(context, provider, attempt, person),
            _ => await SignInAsync(context, provider, attempt, person, idToken),
        };
    }

    private async Task<string> SignInAsync(HttpContext context, ProviderOptions provider, ProviderAttempt attempt, ProviderPerson person, string idToken)
    {
        var actor = Actor.Gateway with { Source = Actor.SourceOf(context.Connection.RemoteIpAddress) };
        var account = await accounts.FindBySubjectAsync(provider.Name, person.Subject) ?? await CreateAsync(actor, provider, person);
        if (account.DisabledAt is not null || await changes.SignedInAsync(actor, account.Id, provider.Name, person.Roles, person.DisplayName) is not AccountAnswer.Done done)
            throw ProviderException.Refused(OpenIdTexts.Disabled, "the account is disabled");
        // Somebody who was signed in at the provider since the morning has proved nothing just now.
        var proved = IsProof(provider, person) ? Min(person.ProvedAt!.Value, time.GetUtcNow()) : DateTimeOffset.UnixEpoch;
        await sessions.BeginAsync(context, done.Account, provider.Name, idToken.Length <= MostTokenCharacters ? idToken : null, person.SessionId, proved);
        return attempt.Return;
    }

    private async Task<Account> CreateAsync(Actor actor, ProviderOptions provider, ProviderPerson person)
    {
        if (!provider.CreatesAccounts)
            throw ProviderException.Refused(OpenIdTexts.NoAccount(provider), "the person has no account, and CreatesAccounts is false");
        foreach (var name in NamesFor(provider, person))
        {
            switch (await changes.CreateAsync(actor, new NewAccount(name, person.DisplayName, Roles.None) { Provider = provider.Name, Subject = person.Subject, ProviderRoles = person.Roles }))
            {
                case AccountAnswer.Done done:
                    return done.Account;
                case AccountAnswer.SubjectTaken when await accounts.FindBySubjectAsync(provider.Name, person.Subject) is { } other:
                    // The same person came by two windows at once.
                    return other;
            }
        }

        throw ProviderException.Refused(OpenIdTexts.NoAccount(provider), "no name is free for a new account");
    }

    private static IEnumerable<AccountName> NamesFor(ProviderOptions provider, ProviderPerson person)
    {
        foreach (var name in person.Names)
            yield return name;
        var stem = person.Names is [var first, ..] ? first.Key : provider.Name;
        for (var number = 2; number < MostNumbered; number++)
        {
            if (AccountName.TryParse($"{stem}-{number}", out var numbered))
                yield return numbered;
        }

        if (AccountName.TryParse($"{provider.Name}-{Secret.MakeId()}", out var random))
            yield return random;
    }

    private async Task<string> ConfirmAsync(HttpContext context, ProviderOptions provider, ProviderAttempt attempt, ProviderPerson person)
    {
        var account = await OwnAsync(context, attempt);
        if (account.Provider != provider.Name || account.Subject != person.Subject)
            throw ProviderException.Refused(OpenIdTexts.NotSame, "somebody else signed in at the provider");
        if (!IsProof(provider, person) || time.GetUtcNow() - person.ProvedAt!.Value > ProofAge + ProviderTokens.Leeway)
            throw ProviderException.Refused(OpenIdTexts.NotFresh, "the provider does not say that the proof is fresh and as strong as asked for");
        if (!await sessions.ConfirmAsync(context, account))
            throw ProviderException.Refused(OpenIdTexts.SessionEnded, "the session has ended meanwhile");
        return attempt.Return;
    }

    private async Task<string> BindAsync(HttpContext context, ProviderOptions provider, ProviderAttempt attempt, ProviderPerson person)
    {
        var account = await OwnAsync(context, attempt);
        if (account.Provider is not null)
            throw new ProviderException(new Problem.Conflict(OpenIdTexts.Bound), "the account is bound already");
        var answer = await changes.BindAsync(Actor.Of(context), account.Id, provider.Name, person.Subject, account.Revision);
        if (answer.Problem is { } problem)
            throw new ProviderException(problem, $"the account cannot be bound ({problem.Name})");
        messages.Say(context, OpenIdTexts.NowBound(provider));
        return attempt.Return;
    }

    // The session that began it, and no other: somebody may have signed in here as somebody else meanwhile.
    private async Task<Account> OwnAsync(HttpContext context, ProviderAttempt attempt) =>
        Caller.Of(context) is { Session: { } session } caller && session == attempt.Session && await accounts.FindAsync(caller.Account) is { DisabledAt: null } account
            ? account
            : throw ProviderException.Refused(OpenIdTexts.SessionEnded, "the session that began it has ended");

    private bool IsProof(ProviderOptions provider, ProviderPerson person) =>
        person.ProvedAt is { } at && at < time.GetUtcNow() + ProviderTokens.Leeway && (provider.ProofAcr is null || provider.ProofAcr == person.Acr);

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
