using System.Security.Claims;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace ConferenceGateway.Identity.Sessions;

/// <summary>
/// Begins, renews and ends sessions. The cookie holds a random secret and nothing else, protected by the framework's cookie
/// handler; what it means is looked up at each request, so that sign-out and disabling work at once.
/// </summary>
internal sealed class BrowserSessions(SessionStore store, SignInOptions options, TimeProvider time, IDataProtectionProvider protection, BrowserReader reader)
{
    /// <summary>The scheme of the cookie handler.</summary>
    public const string Scheme = "session";

    /// <summary>The way of a sign-in with a password of ours; any other is a provider's name.</summary>
    public const string ByPassword = "password";

    private const string SecretClaim = "secret";

    private static readonly object HashKey = new();

    // A session that is in use is written down once a minute, not at each request.
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _tokens = protection.CreateProtector("Identity.IdToken");

    /// <summary>
    /// Signs this browser in, always with a new secret: one that it brought along, or that somebody planted, ends here. A
    /// provider says when the person proved who they are; a password does it now.
    /// </summary>
    public async Task BeginAsync(HttpContext context, Account account, string way, string? idToken = null, string? providerSid = null, DateTimeOffset? provedAt = null)
    {
        await ForgetAsync(context);
        var secret = Secret.Make();
        await store.AddAsync(Secret.HashOf(secret), new SessionRow
        {
            Handle = Secret.MakeId(),
            Account = account.Id,
            Way = way,
            Roles = RoleNames.Of(account.Roles),
            CreatedMs = NowMs,
            SeenMs = NowMs,
            ConfirmedMs = provedAt?.ToUnixTimeMilliseconds() ?? NowMs,
            Source = Actor.SourceOf(context.Connection.RemoteIpAddress),
            Device = DeviceOf(context.Request),
            IdToken = idToken is null ? null : _tokens.Protect(idToken),
            ProviderSid = providerSid,
        });
        await context.SignInAsync(Scheme, PrincipalOf(secret), Properties());
    }

    /// <summary>This person has just proved again who they are: the session gets a new secret. False: it has ended meanwhile.</summary>
    public async Task<bool> ConfirmAsync(HttpContext context, Account account)
    {
        var secret = Secret.Make();
        if (context.Items[HashKey] is not string hash || !await store.RenewAsync(hash, Secret.HashOf(secret), RoleNames.Of(account.Roles), NowMs))
            return false;
        await context.SignInAsync(Scheme, PrincipalOf(secret), Properties());
        return true;
    }

    /// <summary>Ends the session of this request. What the provider wants to see at its own sign-out, or null.</summary>
    public async Task<EndedSession?> EndAsync(HttpContext context)
    {
        var session = await CurrentAsync(context);
        if (session is not null)
            await store.EndAsync(session.Account, session.Handle);
        await context.SignOutAsync(Scheme);
        return session is null ? null : new(session.Way, Unprotect(session.IdToken));
    }

    /// <summary>The session of this request, or null.</summary>
    public async Task<SessionRow?> CurrentAsync(HttpContext context) =>
        context.Items[HashKey] is string hash ? (await store.FindAsync(hash, IdleSince, BornSince))?.Session : null;

    /// <summary>Those of an account that have not ended.</summary>
    public Task<IReadOnlyList<SessionRow>> ListAsync(string account) => store.ListAsync(account, IdleSince, BornSince);

    /// <summary>Called by the cookie handler once it has opened a cookie: finds out who that is now.</summary>
    public async Task ValidateAsync(CookieValidatePrincipalContext cookie)
    {
        var secret = cookie.Principal?.FindFirstValue(SecretClaim);
        var hash = secret is null ? null : Secret.HashOf(secret);
        if (hash is null || !PortalRequest.Is(cookie.HttpContext) || await store.FindAsync(hash, IdleSince, BornSince) is not var (session, account) ||
            !options.IsOpen(session.Way))
        {
            cookie.RejectPrincipal();
            return;
        }

        if (account.Roles != RoleNames.Read(session.Roles))
        {
            // Somebody gave this person more rights: the secret from before is worth no more than it was. Fewer count too,
            // or those that are given back later would be no more.
            var renewed = Secret.Make();
            if (!await store.RenewAsync(hash, Secret.HashOf(renewed), RoleNames.Of(account.Roles), session.ConfirmedMs))
            {
                cookie.RejectPrincipal();
                return;
            }

            hash = Secret.HashOf(renewed);
            cookie.ReplacePrincipal(PrincipalOf(renewed));
            cookie.ShouldRenew = true;
        }

        if (NowMs - session.SeenMs >= TouchEvery.TotalMilliseconds)
            await store.TouchAsync(hash, NowMs);
        cookie.HttpContext.Items[HashKey] = hash;
        cookie.HttpContext.Features.Set(new Caller(account.Id, account.DisplayName, options.RolesOf(account))
        {
            Session = session.Handle,
            ConfirmedAt = DateTimeOffset.FromUnixTimeMilliseconds(session.ConfirmedMs),
        });
    }

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    private long IdleSince => NowMs - (long)options.Idle.TotalMilliseconds;

    private long BornSince => NowMs - (long)options.Longest.TotalMilliseconds;

    private async Task ForgetAsync(HttpContext context)
    {
        if (await CurrentAsync(context) is { } session)
            await store.EndAsync(session.Account, session.Handle);
    }

    private AuthenticationProperties Properties() => new()
    {
        IsPersistent = true,
        IssuedUtc = time.GetUtcNow(),
        ExpiresUtc = time.GetUtcNow() + options.Longest,
    };

    private static ClaimsPrincipal PrincipalOf(string secret) => new(new ClaimsIdentity([new Claim(SecretClaim, secret)], Scheme));

    private string? Unprotect(string? token)
    {
        try
        {
            return token is null ? null : _tokens.Unprotect(token);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    // What tells a person their own devices apart, and no more. A User-Agent may say anything; these are our words.
    private string DeviceOf(HttpRequest request)
    {
        var browser = reader.Read(request.Headers.UserAgent.ToString(), default);
        var system = browser.Os switch { Os.MacOs => "macOS", Os.Ios => "iOS", Os.Unknown => null, _ => browser.Os.ToString() };
        return string.Join(", ", new[] { browser.Brand, system }.OfType<string>());
    }
}

/// <summary>A session that has just ended.</summary>
/// <param name="Way">How it had begun.</param>
/// <param name="IdToken">The provider's token, for the sign-out there; null for a password.</param>
internal sealed record EndedSession(string Way, string? IdToken);
