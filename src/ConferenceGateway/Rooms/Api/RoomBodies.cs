using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.Rooms.Live;

namespace ConferenceGateway.Rooms.Api;

/// <summary>A room as the API shows it. Nothing of its password, but whether it has one.</summary>
internal sealed record RoomBody(
    [property: Description("The name in its one spelling; with a tenant, tenant/room. In an address its slash is written %2F.")] string Name,
    [property: Description("null: the name says enough.")] string? Title,
    [property: Description("The link for members.")] string Link,
    [property: Description("The id of the account; null: the account is gone, and an admin has to give the room to another.")] string? Chair,
    [property: Description("everybody, members or knock.")] string Entry,
    [property: Description("Whether the others wait until a moderator is inside.")] bool OpensWithModerator,
    [property: Description("open, locked or stopped.")] string Lock,
    bool HasPassword,
    DateTimeOffset? PasswordSetAt,
    [property: Description("How many people come; null: not said.")] int? Expected,
    [property: Description("From how many people on the chair is told; null: never.")] int? Maximum,
    [property: Description("How many are in.")] int Inside,
    [property: Description("How many wait to be let in.")] int Waiting,
    DateTimeOffset CreatedAt,
    [property: Description("Grows with each change; the ETag is made of it.")] long Revision);

/// <summary>A room that is to be.</summary>
internal sealed record NewRoomBody
{
    [Required]
    [Description("As it is typed; tenant/room for a tenant's room.")]
    public string? Name { get; init; }
}

/// <summary>All settings of a room; what is left out is none, or false.</summary>
internal sealed record RoomSettingsBody
{
    [Description("1 to 80 characters.")]
    public string? Title { get; init; }

    [Required]
    [Description("everybody, members or knock.")]
    public string? Entry { get; init; }

    public bool OpensWithModerator { get; init; }

    [Description("1 to 5000.")]
    public int? Expected { get; init; }

    [Description("1 to 5000.")]
    public int? Maximum { get; init; }
}

/// <summary>A password that is to be.</summary>
internal sealed record NewPasswordBody
{
    [Description("6 to 128 characters; left out: one is suggested.")]
    public string? Password { get; init; }

    [Description("true: whoever is inside without a sign-in or invitation must enter the new one. Usually they stay.")]
    public bool AskAll { get; init; }
}

/// <summary>The room, and the password that was set; it is shown this once.</summary>
internal sealed record SetPasswordBody(RoomBody Room, string Password);

/// <summary>Somebody whose room it is.</summary>
internal sealed record RoomPersonBody(
    [property: Description("The id of the account.")] string Account,
    [property: Description("What they sign in with.")] string Name,
    string DisplayName,
    [property: Description("chair, co-chair or moderator.")] string Role)
{
    public static RoomPersonBody Of(CalledAccount account, RoomRole role) => new(account.Id, account.Name, account.DisplayName, RoomNames.Of(role));
}

/// <summary>Somebody who is to become co-chair or moderator.</summary>
internal sealed record NewPersonBody
{
    [Required]
    [Description("What they sign in with.")]
    public string? Name { get; init; }

    [Required]
    [Description("co-chair or moderator.")]
    public string? Role { get; init; }
}

/// <summary>Who is to become the chair.</summary>
internal sealed record NewChairBody
{
    [Required]
    [Description("What they sign in with.")]
    public string? Name { get; init; }
}

/// <summary>An invitation; never its link.</summary>
internal sealed record InvitationBody(
    [property: Description("Names it; opens nothing.")] string Id,
    [property: Description("For whom.")] string Name,
    DateTimeOffset MadeAt,
    DateTimeOffset ExpiresAt)
{
    public static InvitationBody Of(Invitation invitation) => new(invitation.Id, invitation.Name, invitation.MadeAt, invitation.Expires);
}

/// <summary>Somebody who is to be invited.</summary>
internal sealed record NewInvitationBody
{
    [Required]
    [Description("For whom: 1 to 80 characters.")]
    public string? Name { get; init; }

    [Description("1 to 90; usually 14.")]
    public int? Days { get; init; }
}

/// <summary>A new invitation with its link, which is shown this once.</summary>
internal sealed record MadeInvitationBody(InvitationBody Invitation, string Link);

/// <summary>Somebody who is in.</summary>
internal sealed record PresentBody(
    [property: Description("Names the connection.")] Guid Id,
    [property: Description("As the door knows them; null: a guest with a number.")] string? Name,
    int? Guest,
    [property: Description("browser, app, phone or recording.")] string Way,
    DateTimeOffset Since,
    bool IsModerator)
{
    public static PresentBody Of(RoomPerson person) =>
        new(person.Id, person.Name, person.GuestNumber, person.Way.ToString().ToLowerInvariant(), person.Since, person.IsModerator);
}

/// <summary>Somebody who waits to be let in.</summary>
internal sealed record WaitingBody(string Id, string Name, DateTimeOffset Since)
{
    public static WaitingBody Of(Knock knock) => new(knock.Id, knock.Name, knock.Since);
}

/// <summary>Somebody who was sent out.</summary>
internal sealed record OutBody(
    [property: Description("What is kept out: a ticket, an account, an invitation.")] string Subject,
    [property: Description("As they were seen.")] string Name,
    DateTimeOffset Until)
{
    public static OutBody Of(RoomOut sent) => new(sent.Subject, sent.Name, sent.Until);
}

[JsonSerializable(typeof(ApiList<RoomBody>))]
[JsonSerializable(typeof(NewRoomBody))]
[JsonSerializable(typeof(RoomSettingsBody))]
[JsonSerializable(typeof(NewPasswordBody))]
[JsonSerializable(typeof(SetPasswordBody))]
[JsonSerializable(typeof(ApiList<RoomPersonBody>))]
[JsonSerializable(typeof(NewPersonBody))]
[JsonSerializable(typeof(NewChairBody))]
[JsonSerializable(typeof(ApiList<InvitationBody>))]
[JsonSerializable(typeof(NewInvitationBody))]
[JsonSerializable(typeof(MadeInvitationBody))]
[JsonSerializable(typeof(ApiList<PresentBody>))]
[JsonSerializable(typeof(ApiList<WaitingBody>))]
[JsonSerializable(typeof(ApiList<OutBody>))]
internal sealed partial class RoomsApiJson : JsonSerializerContext
{
    public static RoomsApiJson Api { get; } = new(ApiJson.NewOptions());
}
