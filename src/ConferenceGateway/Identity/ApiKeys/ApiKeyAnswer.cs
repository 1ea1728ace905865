using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.ApiKeys;

/// <summary>A key that is to be; read by <see cref="ApiKeyWish.Read"/>.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">Names of rights.</param>
/// <param name="Days">How long it lives.</param>
internal sealed record ApiKeyWish(string Name, IReadOnlyList<string> Scopes, int Days)
{
    public const int UsualDays = 90;
    public const int MostDays = 366;

    /// <summary>Reads what somebody wrote on the page or sent to the API; what is wrong comes in <paramref name="faults"/>, by field.</summary>
    public static ApiKeyWish? Read(string? name, IReadOnlyCollection<string?>? scopes, int? days, IDictionary<string, Text> faults)
    {
        if (!Accounts.DisplayName.TryParse(name, out var shown))
            faults["name"] = new("Der Name braucht 1 bis 80 sichtbare Zeichen.", "The name " + Accounts.DisplayName.Rule + ".");
        var unknown = (scopes ?? []).FirstOrDefault(scope => !Right.Scopes.Any(right => right.Name == scope));
        if (scopes is null or { Count: 0 })
            faults["scopes"] = new("Bitte mindestens ein Recht wählen.", "The scopes must hold at least one.");
        else if (unknown is not null || scopes.Contains(null))
            faults["scopes"] = new($"Ein Recht „{Core.OneLine.Of(unknown ?? "")}“ gibt es nicht.", $"There is no scope \"{Core.OneLine.Of(unknown ?? "")}\". There are {string.Join(", ", Right.Scopes.Select(right => right.Name))}.");
        if (days is < 1 or > MostDays)
            faults["days"] = new($"Die Tage müssen eine Zahl von 1 bis {MostDays} sein.", $"The days must be a whole number from 1 to {MostDays}.");
        return faults.Count > 0 ? null : new(shown, [.. Right.Scopes.Select(right => right.Name).Where(scopes!.Contains)], days ?? UsualDays);
    }
}

/// <summary>What became of a key.</summary>
internal abstract record ApiKeyAnswer
{
    /// <summary>Made; the text is shown now and never again.</summary>
    public sealed record Made(ApiKey Key, string Text) : ApiKeyAnswer;

    /// <summary>It opens nothing any more.</summary>
    public sealed record Revoked(ApiKey Key) : ApiKeyAnswer;

    /// <summary>There is no such key.</summary>
    public sealed record Unknown : ApiKeyAnswer;

    /// <summary>It has changed since it was read.</summary>
    public sealed record Changed : ApiKeyAnswer;

    /// <summary>Whoever makes a key gives it no right that they do not have.</summary>
    public sealed record MoreThanOwn(string Scope) : ApiKeyAnswer;

    /// <summary>A key makes none that lives longer than itself.</summary>
    public sealed record LongerThanOwn(DateTimeOffset ExpiresAt) : ApiKeyAnswer;

    /// <summary>What people and machines are told; null when it is done.</summary>
    public Problem? Problem => this switch
    {
        Unknown => new Problem.NotFound(new("Diesen Schlüssel gibt es nicht. Die Liste der Schlüssel zeigt alle.", "There is no such key. The list of keys has all of them.")),
        Changed => new Problem.Changed(),
        MoreThanOwn more => new Problem.Conflict(new($"Das Recht {more.Scope} fehlt Ihnen selbst. Ein Schlüssel kann nicht mehr als wer ihn anlegt.", $"You do not have the right {more.Scope} yourself. A key can do no more than who makes it.")),
        LongerThanOwn longer => new Problem.Conflict(Text.Same($"This key ends at {ShownTime.IsoSeconds(longer.ExpiresAt)} and can make none that lives longer. Please ask for fewer days.")),
        _ => null,
    };
}
