using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>
/// Opens the tokens of one provider. Signed always, with a key of the provider's own and a public-key algorithm: the
/// framework alone would let an unsigned one pass that comes straight from the provider.
/// </summary>
internal sealed class ProviderTokens(ProviderOptions options, ProviderMetadata metadata, TimeProvider time) : JsonWebTokenHandler
{
    /// <summary>How far clocks may be apart.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromMinutes(2);

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <inheritdoc/>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (CanReadToken(token) && !await IsKeyKnownAsync(token))
        {
            // New keys are fetched, and this very person still gets in.
            if (!await metadata.TryRefreshAsync(CancellationToken.None) || !await IsKeyKnownAsync(token))
                return new TokenValidationResult { IsValid = false, Exception = new SecurityTokenSignatureKeyNotFoundException() };
        }

        return await TryAsync(token);
    }

    private async Task<bool> IsKeyKnownAsync(string token) =>
        ReadJsonWebToken(token).Kid is not { Length: > 0 } name || (await metadata.GetConfigurationAsync(CancellationToken.None)).SigningKeys.Any(key => key.KeyId == name);

    private async Task<TokenValidationResult> TryAsync(string token)
    {
        var known = await metadata.GetConfigurationAsync(CancellationToken.None);
        return await base.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = known.Issuer,
            ValidAudience = options.ClientId,
            IssuerSigningKeys = known.SigningKeys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            // A token that names its key means that one; only a token that names none may try them all.
            TryAllIssuerSigningKeys = CanReadToken(token) && string.IsNullOrEmpty(ReadJsonWebToken(token).Kid),
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is { } end && now < end + Leeway && (from is not { } begin || now > begin - Leeway);
    }
}
