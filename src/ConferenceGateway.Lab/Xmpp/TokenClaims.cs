using System.Text.Json;

namespace ConferenceGateway.Lab.Xmpp;

/// <summary>What a token that was let in says, as far as rooms need it.</summary>
/// <param name="Room">One room in the spelling of its address, or <c>*</c>.</param>
/// <param name="Subject">Whose rooms: a domain, a tenant, or <c>*</c>.</param>
/// <param name="IsModerator">Whether the user is to be an owner.</param>
internal sealed record TokenClaims(string Room, string Subject, bool IsModerator)
{
    /// <summary>Reads <c>context.user</c> as <c>token_affiliation</c> does.</summary>
    public static bool IsModeratorIn(JsonElement claims)
    {
        if (!claims.TryGetProperty("context", out var context) || context.ValueKind != JsonValueKind.Object ||
            !context.TryGetProperty("user", out var user) || user.ValueKind != JsonValueKind.Object)
            return false;
        return (user.TryGetProperty("affiliation", out var affiliation) && affiliation.ValueKind == JsonValueKind.String &&
                affiliation.GetString() is "owner" or "moderator" or "teacher") ||
            (user.TryGetProperty("moderator", out var moderator) &&
                (moderator.ValueKind == JsonValueKind.True || (moderator.ValueKind == JsonValueKind.String && moderator.GetString() == "true")));
    }
}
