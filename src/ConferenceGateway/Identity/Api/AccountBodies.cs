using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;

namespace ConferenceGateway.Identity.Api;

/// <summary>An account as the API shows it. Nothing of its password, but whether it has one.</summary>
internal sealed record AccountBody(
    string Id,
    [property: Description("What is typed at sign-in.")] string Name,
    string DisplayName,
    [property: Description("Given here: chair, auditor, admin.")] IReadOnlyList<string> Roles,
    [property: Description("Given by the identity provider at the last sign-in; only the provider can take them.")] IReadOnlyList<string> ProviderRoles,
    bool IsDisabled,
    [property: Description("It waits for somebody to open an invitation.")] bool IsInvited,
    bool HasPassword,
    [property: Description("The identity provider that it is bound to.")] string? Provider,
    [property: Description("Who they are there: its sub.")] string? Subject,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SignedInAt,
    DateTimeOffset? DisabledAt,
    [property: Description("Grows with each change; the ETag is made of it.")] long Revision)
{
    public static AccountBody Of(Account account) => new(
        account.Id, account.Name, account.DisplayName, [.. RoleNames.Each(account.GivenRoles)], [.. RoleNames.Each(account.ProviderRoles)],
        account.DisabledAt is not null, account.IsInvited, account.PasswordHash is not null, account.Provider, account.Subject,
        account.CreatedAt, account.SignedInAt, account.DisabledAt, account.Revision);
}

/// <summary>An account that is to be.</summary>
internal sealed record NewAccountBody
{
    [Required]
    [Description("2 to 100 characters: letters, digits, and . _ - @ + between them.")]
    public string? Name { get; init; }

    [Description("Usually the name.")]
    public string? DisplayName { get; init; }

    [Description("chair, auditor, admin; usually none. A key can give only roles all of whose rights it has itself.")]
    public IReadOnlyList<string?>? Roles { get; init; }

    [Description("\"generated\": a password instead of an invitation; it is in the answer, once.")]
    public string? Password { get; init; }
}

/// <summary>What is to be changed; what is left out stays.</summary>
internal sealed record AccountChangeBody
{
    public string? DisplayName { get; init; }

    [Description("All the roles that are given here from now on.")]
    public IReadOnlyList<string?>? Roles { get; init; }

    [Description("true ends every session and link of the account at once.")]
    public bool? IsDisabled { get; init; }
}

/// <summary>A new account, and how its owner gets in; both ways are shown this once.</summary>
internal sealed record MadeAccountBody(AccountBody Account, LinkBody? Invitation, string? Password);

/// <summary>A link with which somebody sets a password, once.</summary>
internal sealed record LinkBody(string Link, DateTimeOffset ExpiresAt);

/// <summary>A browser in which an account is signed in.</summary>
internal sealed record SessionBody(
    [property: Description("Names it; opens nothing.")] string Id,
    [property: Description("\"password\", or a provider's name.")] string Way,
    string Device,
    [property: Description("The address, masked.")] string Source,
    DateTimeOffset CreatedAt,
    DateTimeOffset SeenAt)
{
    public static SessionBody Of(SessionRow row) => new(
        row.Handle, row.Way, row.Device, row.Source, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedMs), DateTimeOffset.FromUnixTimeMilliseconds(row.SeenMs));
}

/// <summary>How many sessions were ended.</summary>
internal sealed record EndedBody(int Ended);

/// <summary>An API key; never its secret.</summary>
internal sealed record KeyBody(
    string Id,
    string Name,
    [property: Description("The id of the account by whose roles it acts.")] string Owner,
    string OwnerName,
    IReadOnlyList<string> Scopes,
    [property: Description("active, expired or revoked.")] string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt,
    [property: Description("To the minute.")] DateTimeOffset? UsedAt,
    [property: Description("The address, masked.")] string? UsedFrom,
    [property: Description("Grows with each change; the ETag is made of it.")] long Revision)
{
    public static KeyBody Of(ApiKey key, DateTimeOffset now) => new(
        key.Id, key.Name, key.Owner, key.OwnerName, key.Scopes, KeysTexts.Shown(key.StateAt(now)).English,
        key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.UsedAt, key.UsedFrom, key.Revision);
}

/// <summary>A key that is to be.</summary>
internal sealed record NewKeyBody
{
    [Required]
    [Description("What it is for: 1 to 80 characters.")]
    public string? Name { get; init; }

    [Required]
    [Description("None that the asking key does not have itself.")]
    public IReadOnlyList<string?>? Scopes { get; init; }

    [Description("1 to 366; usually 90. Not beyond the end of the asking key.")]
    public int? Days { get; init; }
}

/// <summary>A new key with its secret, which is shown this once.</summary>
internal sealed record MadeKeyBody(KeyBody Key, [property: Description("For the header Authorization: Bearer …")] string Secret);

/// <summary>Who asks, and what they may.</summary>
internal sealed record MeBody(
    [property: Description("The id of the key's owner.")] string Account,
    string Name,
    [property: Description("What the owner is at this moment.")] IReadOnlyList<string> Roles,
    KeyBody Key,
    [property: Description("The scopes of the key that its owner's roles allow at this moment.")] IReadOnlyList<string> Rights);

[JsonSerializable(typeof(ApiList<AccountBody>))]
[JsonSerializable(typeof(NewAccountBody))]
[JsonSerializable(typeof(AccountChangeBody))]
[JsonSerializable(typeof(MadeAccountBody))]
[JsonSerializable(typeof(ApiList<SessionBody>))]
[JsonSerializable(typeof(EndedBody))]
[JsonSerializable(typeof(ApiList<KeyBody>))]
[JsonSerializable(typeof(NewKeyBody))]
[JsonSerializable(typeof(MadeKeyBody))]
[JsonSerializable(typeof(MeBody))]
internal sealed partial class IdentityApiJson : JsonSerializerContext
{
    public static IdentityApiJson Api { get; } = new(ApiJson.NewOptions());
}
