using System.Text.Json;
using ConferenceGateway.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>
/// What the framework's handler lets us add on its way: our own address, the issuer of the answer (RFC 9207), and what it
/// found. Nothing is written here; <see cref="ProviderHandler"/> does that at the end.
/// </summary>
internal sealed class ProviderEvents(Provider provider, Origins origins, TimeProvider time) : OpenIdConnectEvents
{
    /// <summary>Asks for a fresh proof with the settings' own strength.</summary>
    public const string AcrItem = "acr";

    /// <inheritdoc/>
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        // Whatever Host the request came with, and however many proxies stand before us.
        context.ProtocolMessage.RedirectUri = origins.PortalUrl.GetLeftPart(UriPartial.Authority) + provider.CallbackPath;
        if (context.Properties.Items.Remove(AcrItem, out var acr))
            context.ProtocolMessage.AcrValues = acr;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task AuthorizationCodeReceived(AuthorizationCodeReceivedContext context)
    {
        var known = await provider.Metadata.GetConfigurationAsync(context.HttpContext.RequestAborted);
        var issuer = context.ProtocolMessage.Iss;
        if (issuer is not null ? !string.Equals(issuer, known.Issuer, StringComparison.Ordinal) : known.AuthorizationResponseIssParameterSupported)
            throw ProviderException.Refused(OpenIdTexts.NotValid(provider.Options), "the answer comes from another issuer", StatusCodes.Status400BadRequest);
    }

    /// <inheritdoc/>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        var answer = AnswerOf(context.HttpContext);
        answer.IdToken = context.TokenEndpointResponse!.IdToken;
        using var claims = JsonDocument.Parse(Base64UrlOf(new JsonWebToken(answer.IdToken).EncodedPayload));
        answer.Claims = claims.RootElement.Clone();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task UserInformationReceived(UserInformationReceivedContext context)
    {
        AnswerOf(context.HttpContext).UserInfo = context.User.RootElement.Clone();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task TicketReceived(TicketReceivedContext context)
    {
        AnswerOf(context.HttpContext).Attempt = ProviderAttempt.Read(context.Properties!, context.ReturnUri, time.GetUtcNow());
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task AccessDenied(AccessDeniedContext context)
    {
        AnswerOf(context.HttpContext).Fault = ProviderException.Refused(OpenIdTexts.GivenUp(provider.Options), "it was given up at the provider");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        // The framework says in bare words alone that the state is not ours, or not of this browser; nothing was asked yet then.
        var isLost = context.Failure?.GetType() == typeof(AuthenticationFailureException) || context.Failure?.GetType() == typeof(Exception);
        AnswerOf(context.HttpContext).Fault = isLost
            ? ProviderException.Refused(OpenIdTexts.Lost, "the state is not of this browser", StatusCodes.Status400BadRequest)
            : ProviderException.Of(provider.Options, context.Failure!);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static ProviderAnswer AnswerOf(HttpContext context) => context.Features.GetRequiredFeature<ProviderAnswer>();

    private static byte[] Base64UrlOf(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
