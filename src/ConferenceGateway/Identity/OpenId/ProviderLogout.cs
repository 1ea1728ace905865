using System.Collections.Concurrent;
using System.Text.Json;
using ConferenceGateway.Identity.Sessions;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>A provider tells us that somebody has signed out there: OpenID Connect Back-Channel Logout 1.0.</summary>
internal sealed partial class ProviderLogout(SessionStore sessions, TimeProvider time, ILogger<ProviderLogout> logger)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private const int MostRemembered = 10_000;

    // A token that was sent twice would end a session that has begun since. What was used is forgotten at a restart; then
    // it still ends none that began after it was made.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Provider, string Id), DateTimeOffset> _used = new();

    /// <summary>Ends what the token names; false = it is no valid one.</summary>
    /// <exception cref="ProviderException">Its keys cannot be had.</exception>
    public async Task<bool> EndAsync(Provider provider, string token)
    {
        var found = await provider.Tokens.ValidateTokenAsync(token, new());
        if (!found.IsValid || found.SecurityToken is not JsonWebToken)
        {
            if (found.Exception is ProviderException silent)
                throw silent;
            return Refused(provider);
        }

        using var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(((JsonWebToken)found.SecurityToken).EncodedPayload));
        if (!TryRead(claims.RootElement, out var id, out var sid, out var subject, out var madeAt) || !IsFirst(provider.Options.Name, id))
            return Refused(provider);
        var ended = await sessions.EndOfProviderAsync(provider.Options.Name, sid, subject, madeAt + ProviderTokens.Leeway);
        Log.Ended(logger, provider.Options.Name, ended);
        return true;
    }

    private bool TryRead(JsonElement claims, out string id, out string? sid, out string? subject, out DateTimeOffset madeAt)
    {
        madeAt = default;
        (id, sid, subject) = (Text(claims, "jti") ?? "", Text(claims, "sid"), Text(claims, "sub"));
        if (id.Length == 0 || (sid ?? subject) is null || claims.TryGetProperty("nonce", out _) ||
            !claims.TryGetProperty("events", out var events) || events.ValueKind != JsonValueKind.Object ||
            !events.TryGetProperty(Event, out var one) || one.ValueKind != JsonValueKind.Object ||
            !claims.TryGetProperty("iat", out var issued) || issued.ValueKind != JsonValueKind.Number || !issued.TryGetDouble(out var seconds) ||
            !(Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= Longest.TotalSeconds))
            return false;
        madeAt = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }

    private bool IsFirst(string provider, string id)
    {
        var now = time.GetUtcNow();
        if (_used.Count >= MostRemembered)
        {
            foreach (var (old, at) in _used)
            {
                if (now - at > 2 * Longest)
                    _used.TryRemove(old, out _);
            }
        }

        return _used.Count < MostRemembered && _used.TryAdd((provider, id), now);
    }

    private bool Refused(Provider provider)
    {
        Log.Refused(logger, provider.Options.Name);
        return false;
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= 255 } text ? text : null;

    private static partial class Log
    {
        [LoggerMessage(2301, LogLevel.Information, "Provider {Provider} ended {Count} sessions")]
        public static partial void Ended(ILogger logger, string provider, int count);

        [LoggerMessage(2302, LogLevel.Warning, "A logout token for provider {Provider} is not valid; nothing was ended")]
        public static partial void Refused(ILogger logger, string provider);
    }
}
