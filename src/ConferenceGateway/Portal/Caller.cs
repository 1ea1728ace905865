using System.Collections.Frozen;

namespace ConferenceGateway.Portal;

/// <summary>Who asks: a person who is signed in, or a script with a key of theirs. A feature of the request; none = a stranger.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Name">As it is shown.</param>
/// <param name="Roles">What the account may be now.</param>
public sealed record Caller(string Account, string Name, Roles Roles)
{
    /// <summary>The handle of the session; null for a key.</summary>
    public string? Session { get; init; }

    /// <summary>When this person last proved to be who they are; null for a key.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The id of the API key; null for a person.</summary>
    public string? Key { get; init; }

    /// <summary>What the key was made for; a person has no such bound.</summary>
    public FrozenSet<string>? Scopes { get; init; }

    /// <summary>Whether this caller has that right.</summary>
    public bool Has(Right right) =>
        (right.Roles == Roles.None || (Roles & right.Roles) != 0) && (Key is null || (right != Right.Self && Scopes?.Contains(right.Name) == true));

    /// <summary>The caller of a request, or null.</summary>
    public static Caller? Of(HttpContext context) => context.Features.Get<Caller>();
}
