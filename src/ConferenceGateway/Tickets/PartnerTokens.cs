using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConferenceGateway.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ConferenceGateway.Tickets;

/// <summary>
/// Tokens of sites that are trusted, such as the Jitsi buttons of Rocket.Chat and Nextcloud make them, exchanged for a
/// ticket. Each counts for exactly one room and at most a day; what it says of moderators and features is not heard.
/// Exchanged once and remembered. Thread-safe.
/// </summary>
internal sealed class PartnerTokens
{
    /// <summary>Longer texts are not looked at.</summary>
    public const int MostCharacters = 8192;

    /// <summary>How far the other site's clock may be off.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);

    /// <summary>A token that lives longer is none for one meeting.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    private const int Remembered = 4096;

    private readonly BoundedCache<Ticket> _exchanged = new(Remembered);
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MostCharacters };
    private readonly ImmutableArray<(TrustedIssuer Issuer, TokenValidationParameters Rules)> _issuers;
    private readonly string _domain;
    private readonly TimeProvider _time;

    public PartnerTokens(ImmutableArray<TrustedIssuer> issuers, Origins origins, TimeProvider time)
    {
        _issuers = [.. issuers.Select(issuer => (issuer, RulesOf(issuer)))];
        _domain = origins.MeetingUrl.Host;
        _time = time;
    }

    /// <summary>The ticket for which a token is exchanged; null: it is none of a trusted site, or none for that room.</summary>
    /// <param name="text">What came in <c>jwt=</c> or <c>token=</c>.</param>
    /// <param name="room">The room that is asked for.</param>
    /// <param name="revision">The revision since which tickets of that room count.</param>
    /// <param name="since">When the password was set that everybody has to enter; null: there is none.</param>
    public Ticket? Exchange(ReadOnlySpan<char> text, RoomName room, long revision, DateTimeOffset? since = null)
    {
        if (_issuers.IsEmpty || text.Length > MostCharacters || text.Count('.') != 2)
            return null;
        if (_exchanged.TryGet(text, out var known))
            return known.Room == room && known.Expires > _time.GetUtcNow() ? known : null;
        var token = text.ToString();
        foreach (var (issuer, rules) in _issuers)
        {
            if (Read(token, rules) is not { } read || TicketOf(read, issuer, room, revision, since) is not { } ticket)
                continue;
            _exchanged.Add(token, ticket);
            return ticket;
        }

        return null;
    }

    private JsonWebToken? Read(string token, TokenValidationParameters rules)
    {
        // With the key at hand it computes and waits for nothing.
        var result = _handler.ValidateTokenAsync(token, rules).GetAwaiter().GetResult();
        return result.IsValid ? result.SecurityToken as JsonWebToken : null;
    }

    private Ticket? TicketOf(JsonWebToken token, TrustedIssuer issuer, RoomName room, long revision, DateTimeOffset? since)
    {
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        var claims = payload.RootElement;
        if (!IsFor(claims, room) || ExpiryOf(claims) is not { } expires)
            return null;
        var user = Inside(Inside(claims, "context"), "user");
        return new Ticket(IdOf(token, issuer, user, room), room, TicketKind.Partner)
        {
            Revision = IsOfBefore(claims, since) ? 0 : revision,
            Name = TicketText.NameOf(Words(user, "name")),
            Expires = expires,
        };
    }

    // The library has looked whether it has ended; here is looked whether it ends soon enough.
    private DateTimeOffset? ExpiryOf(JsonElement claims)
    {
        var now = _time.GetUtcNow();
        return claims.TryGetProperty("exp", out var exp) && exp.ValueKind == JsonValueKind.Number && exp.TryGetInt64(out var seconds) &&
            seconds > (now - Leeway).ToUnixTimeSeconds() && seconds <= (now + LongestLife).ToUnixTimeSeconds()
            // A ticket knows whole minutes, and one that ends in this one would end before it is used.
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Max(seconds, (now + Leeway).ToUnixTimeSeconds()))
            : null;
    }

    // What was seen before is remembered in memory alone; a token that says when it was made is known after a restart too.
    private static bool IsOfBefore(JsonElement claims, DateTimeOffset? since) =>
        since is { } set && Inside(claims, "iat") is { ValueKind: JsonValueKind.Number } iat && iat.TryGetInt64(out var made) && made < (set - Leeway).ToUnixTimeSeconds();

    /// <summary>One room, by name; a tenant's room with the tenant in <c>sub</c>. Never a pattern.</summary>
    private bool IsFor(JsonElement claims, RoomName room)
    {
        if (Words(claims, "room") is not { } claimed || Inside(Inside(claims, "context"), "room") is { ValueKind: JsonValueKind.Object } pattern && pattern.TryGetProperty("regex", out _))
            return false;
        var subject = Words(claims, "sub");
        var isOfTenant = room.Tenant is null
            ? subject is null or "*" || subject.Equals(_domain, StringComparison.OrdinalIgnoreCase)
            : subject is not null && Names(subject, room.Tenant, room.BackendTenant!);
        return isOfTenant && Names(claimed, room.Room, room.Backend);
    }

    // As people write it, or as Jitsi's own servers do.
    private static bool Names(string claimed, string key, string backend) =>
        claimed.Equals(backend, StringComparison.OrdinalIgnoreCase) ||
        (RoomName.TryParseTyped(claimed, out var named, out _) && named.Tenant is null && named.Room == key);

    /// <summary>
    /// The same for the same person, as far as the site says who that is: whoever is sent out is not back with the next
    /// token. Else the same for the same token, by what is signed of it: its signature can be written in several ways.
    /// </summary>
    private static string IdOf(JsonWebToken token, TrustedIssuer issuer, JsonElement user, RoomName room)
    {
        var who = (Words(user, "id") ?? Words(user, "email")) is { Length: > 0 } person
            ? $"{issuer.Issuer}\0{room.Key}\0{person}"
            : $"{token.EncodedHeader}.{token.EncodedPayload}";
        return TicketText.MakeId(SHA256.HashData(Encoding.UTF8.GetBytes(who)));
    }

    private static JsonElement Inside(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Words(JsonElement element, string name) =>
        Inside(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private TokenValidationParameters RulesOf(TrustedIssuer issuer) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidTypes = ["JWT"],
        IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(issuer.Secret)),
        RequireSignedTokens = true,
        ValidIssuer = issuer.Issuer,
        ValidAudience = issuer.Audience,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) =>
            until is { } end && end > (_time.GetUtcNow() - Leeway).UtcDateTime && (from is not { } begin || begin < (_time.GetUtcNow() + Leeway).UtcDateTime),
    };
}
