using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Passwords;

namespace ConferenceGateway.Console;

/// <summary>Three rooms of the demo's chair, one for each kind of door. All other names are open to everybody.</summary>
/// <param name="Password">Of <see cref="WithPassword"/>; made for this run.</param>
internal sealed record DemoRooms(string Password)
{
    public const string WithPassword = "vorstand";
    public const string ForMembers = "mitglieder";
    public const string WithWaitingRoom = "sprechstunde";

    /// <summary>Makes them as their chair would, in the gateway that has just started.</summary>
    public static async Task<DemoRooms> SeedAsync(IServiceProvider gateway, string chair)
    {
        var rooms = new DemoRooms(SuggestedPassword.Make(Language.German));
        if (!AccountName.TryParse(chair, out var name) || await gateway.GetRequiredService<AccountStore>().FindByNameAsync(name) is not { } account)
            return rooms;
        var changes = gateway.GetRequiredService<RoomChanges>();
        await MakeAsync(WithPassword, new("Vorstand", RoomEntry.Everybody, false, 9, null));
        await MakeAsync(ForMembers, new("Mitgliedertreffen", RoomEntry.Members, false, 40, null));
        await MakeAsync(WithWaitingRoom, new("Sprechstunde", RoomEntry.Knock, false, null, null));
        if (RoomName.TryParseKey(WithPassword, out var guarded))
            await gateway.GetRequiredService<RoomPasswordChanges>().SetAsync(Actor.Gateway, guarded, rooms.Password, stay: true);
        return rooms;

        async Task MakeAsync(string key, RoomSettings settings)
        {
            if (!RoomName.TryParseKey(key, out var room))
                return;
            await changes.ClaimAsync(Actor.Gateway, room, account.Id);
            await changes.ChangeAsync(Actor.Gateway, room, settings, seen: null);
        }
    }
}
