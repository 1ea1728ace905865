using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>
/// The framework's OpenID Connect handler with one limit of time for the whole way, and with our answers in place of
/// exceptions. It is given no logger: at the level Debug it would write down cookies, states and addresses with codes.
/// </summary>
internal sealed partial class ProviderHandler(
    IOptionsMonitor<OpenIdConnectOptions> options, HtmlEncoder html, UrlEncoder encoder, TimeProvider time,
    ProviderTable providers, ProviderSignIn signIn, ProblemWriter problems, ILogger<ProviderHandler> logger)
    : OpenIdConnectHandler(options, NullLoggerFactory.Instance, html, encoder)
{
    private Provider Provider => providers.Find(Scheme.DisplayName)!;

    /// <inheritdoc/>
    public override async Task<bool> HandleRequestAsync()
    {
        if (!await ShouldHandleRequestAsync())
            return false;
        Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsGet(Request.Method))
        {
            await problems.WriteAsync(Context, new Problem.MethodNotAllowed("GET"));
            return true;
        }

        var answer = new ProviderAnswer();
        Context.Features.Set(answer);
        await WithinAsync(base.HandleRequestAsync);
        try
        {
            Response.Redirect(await FinishAsync(answer));
        }
        catch (ProviderException e)
        {
            Log.Refused(logger, Provider.Options.Name, e.Message);
            KeepCookies();
            await problems.WriteAsync(Context, e.Problem);
        }

        return true;
    }

    /// <summary>Runs a part of the way; it ends as if the client had gone when its time is over.</summary>
    public static async Task WithinAsync(HttpContext context, TimeProvider time, Func<Task> part)
    {
        var gone = context.RequestAborted;
        using var limit = new CancellationTokenSource(Provider.Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(gone, limit.Token);
        context.RequestAborted = both.Token;
        try
        {
            await part();
        }
        finally
        {
            context.RequestAborted = gone;
        }
    }

    /// <inheritdoc/>
    protected override async Task<OpenIdConnectMessage> RedeemAuthorizationCodeAsync(OpenIdConnectMessage tokenEndpointRequest)
    {
        try
        {
            return await base.RedeemAuthorizationCodeAsync(tokenEndpointRequest);
        }
        catch (OpenIdConnectProtocolException e)
        {
            if (ProviderException.ErrorOf(e) is not { } error)
                throw ProviderException.Silent(Provider.Options, e);
            // A code that was used, is too old, or was given to somebody else; anything else is between the two servers.
            throw error == "invalid_grant"
                ? ProviderException.Refused(OpenIdTexts.Lost, "the provider does not take the code", StatusCodes.Status400BadRequest)
                : ProviderException.Silent(Provider.Options, $"refuses to give tokens: {ProviderException.Shown(error)}");
        }
    }

    /// <inheritdoc/>
    protected override async Task<HandleRequestResult> GetUserInformationAsync(
        OpenIdConnectMessage message, JwtSecurityToken jwt, ClaimsPrincipal principal, AuthenticationProperties properties)
    {
        if (ProviderPerson.IsEnough(Provider.Options, Context.Features.GetRequiredFeature<ProviderAnswer>().Claims))
            return HandleRequestResult.Success(new AuthenticationTicket(principal, properties, Scheme.Name));
        try
        {
            var result = await base.GetUserInformationAsync(message, jwt, principal, properties);
            return result.Failure is null ? result : throw ProviderException.Silent(Provider.Options, result.Failure);
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException)
        {
            // The framework takes it for granted that an answer has a type and is an object.
            throw ProviderException.Silent(Provider.Options, e);
        }
    }

    private Task WithinAsync(Func<Task> part) => WithinAsync(Context, time, part);

    private async Task<string> FinishAsync(ProviderAnswer answer)
    {
        if (answer.Fault is { } fault)
            throw fault;
        if (answer.Attempt is not { } attempt || answer.IdToken is not { } token)
            throw ProviderException.Refused(OpenIdTexts.Lost, "it took too long", StatusCodes.Status400BadRequest);
        if (ProviderPerson.Read(Provider.Options, answer.Claims, answer.UserInfo) is not { } person)
            throw ProviderException.Refused(OpenIdTexts.NotValid(Provider.Options), "the claims name nobody", StatusCodes.Status400BadRequest);
        return await signIn.FinishAsync(Context, Provider.Options, attempt, person, token);
    }

    // A problem clears what was to be sent, and with it the end of the cookies that this state has used up.
    private void KeepCookies()
    {
        var cookies = Response.Headers.SetCookie;
        Response.OnStarting(() =>
        {
            Response.Headers.SetCookie = Microsoft.Extensions.Primitives.StringValues.Concat(Response.Headers.SetCookie, cookies);
            return Task.CompletedTask;
        });
    }

    private static partial class Log
    {
        [LoggerMessage(2300, LogLevel.Warning, "Nobody was signed in by provider {Provider}: {Reason}")]
        public static partial void Refused(ILogger logger, string provider, string reason);
    }
}
