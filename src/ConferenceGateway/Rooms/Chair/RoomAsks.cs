using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Live;

namespace ConferenceGateway.Rooms.Chair;

/// <summary>A question before a deed.</summary>
/// <param name="Needed">Who may do it.</param>
/// <param name="Headline">What is asked.</param>
/// <param name="Lead">What will happen.</param>
/// <param name="Button">What the button says.</param>
/// <param name="Id">Whom or what it is about; may be empty.</param>
public sealed record RoomAsk(RoomPower Needed, Text Headline, Text Lead, Text Button, string Id)
{
    /// <summary>One thing more to know; null: none.</summary>
    public Text? More { get; init; }

    /// <summary>The button that sets a new password besides; null: there is none.</summary>
    public Text? Second { get; init; }
}

/// <summary>The deeds that are asked about once: each a page, and a form of the same name.</summary>
internal sealed class RoomAsks(RoomPeople people, AccountStore accounts)
{
    public const string SendOut = "send-out";
    public const string End = "end";
    public const string GiveUp = "give-up";
    public const string RemovePassword = "remove-password";
    public const string Uninvite = "uninvite";
    public const string RemovePerson = "remove-person";
    public const string HandOver = "hand-over";

    /// <summary>The question; null: there is no such deed, or it is about nobody who is there.</summary>
    public async Task<RoomAsk?> FindAsync(string deed, Room room, RoomPower power, string id, Language language) => deed switch
    {
        SendOut => people.Of(room.Name).FirstOrDefault(person => person.Id.ToString() == id) is { } person
            ? new(RoomPower.Act, RoomAskTexts.SendOutWhom(person.Name ?? RoomTexts.Guest(person.GuestNumber ?? 0).In(language)), RoomAskTexts.SendOut, RoomAskTexts.SendOutButton, id)
            {
                More = MayRenew(room, power) ? RoomAskTexts.SendOutAgain : null,
                Second = MayRenew(room, power) ? RoomAskTexts.SendOutPassword : null,
            }
            : null,
        End => new(RoomPower.Act, RoomAskTexts.End, RoomTexts.EndHint, RoomAskTexts.EndButton, ""),
        GiveUp => new(RoomPower.Give, RoomAskTexts.GiveUp(room.Shown), RoomTexts.GiveUpHint, RoomAskTexts.GiveUpButton, ""),
        RemovePassword => new(RoomPower.Change, RoomAskTexts.RemovePassword, RoomAskTexts.RemovePasswordLead, RoomTexts.RemovePassword, ""),
        Uninvite => room.Invitations.GetValueOrDefault(id) is { } invitation
            ? new(RoomPower.Change, RoomAskTexts.Uninvite(invitation.Name), RoomAskTexts.UninviteLead, RoomTexts.TakeBackInvitation, id)
            : null,
        RemovePerson => room.RoleOf(id) is not null && await accounts.FindAsync(id) is { } account
            ? new(RoomPower.Change, RoomAskTexts.RemovePerson(account.DisplayName), RoomAskTexts.RemovePersonLead, RoomAskTexts.RemovePersonButton, id)
            : null,
        // Whether there is such an account is said when it is done.
        HandOver when AccountName.TryParse(id, out var name) => new(RoomPower.Give, RoomAskTexts.HandOver(name.Key), RoomTexts.HandOverHint, RoomTexts.HandOver, id),
        _ => null,
    };

    private static bool MayRenew(Room room, RoomPower power) => room.HasPassword && power.HasFlag(RoomPower.Change);
}
