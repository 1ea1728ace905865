using System.Collections.Frozen;
using System.Security.Claims;
using System.Text.Encodings.Web;
using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ConferenceGateway.Identity.ApiKeys;

/// <summary>
/// Finds out whose key a request of the API carries. Nothing else counts there: a browser sends its cookie along with what
/// another site makes it ask, a key it does not. Guessing at 256 random bits needs no brake.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyStore keys, SignInOptions signIn, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme of this handler.</summary>
    public const string KeyScheme = "key";

    /// <summary>The scheme that chooses: the key below /api, else the session.</summary>
    public const string Chosen = "caller";

    // A script that asks every second is written down once a minute.
    private const long TouchEveryMs = 60_000;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!ApiRoutes.Is(Context) || ApiKeyText.Of(Request) is not { } text)
            return AuthenticateResult.NoResult();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (await keys.FindByHashAsync(Secret.HashOf(text), now) is not var (key, owner))
            return AuthenticateResult.NoResult();

        if (key.UsedAt is not { } used || now - used.ToUnixTimeMilliseconds() >= TouchEveryMs)
            await keys.TouchAsync(key.Id, now, Actor.SourceOf(Context.Connection.RemoteIpAddress));
        Context.Features.Set(new Caller(owner.Id, owner.DisplayName, signIn.RolesOf(owner)) { Key = key.Id, Scopes = key.Scopes.ToFrozenSet(StringComparer.Ordinal) });
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, key.Id)], KeyScheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), KeyScheme));
    }
}
