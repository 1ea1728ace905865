using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Testing;

namespace ConferenceGateway.BrowserTests.Portal;

/// <summary>Rooms in every state, with people in them.</summary>
internal static class PortalRooms
{
    private static readonly string[] Names = ["Jonas Petersen", "", "Ayşe Yıldız", "", "Birgit Sommer", "ليلى حداد", "Arbeitsgemeinschaftsvorsitzendenstellvertretung", ""];

    public static async Task MakeAsync(TestGateway gateway, Account chair, Account other, Account admin)
    {
        var changes = gateway.Get<RoomChanges>();
        await ClaimAsync("vorstand", chair, new("Vorstand", RoomEntry.Everybody, false, 15, 9));
        await ClaimAsync("acme/mitgliedertreffen", chair, new("Mitgliedertreffen", RoomEntry.Knock, true, null, null));
        await ClaimAsync("redaktion", chair, new(null, RoomEntry.Everybody, false, null, null));
        await ClaimAsync("ag-netzpolitik", chair, new("AG Netzpolitik und digitale Teilhabe", RoomEntry.Members, false, null, null));
        await ClaimAsync("fremd", other, new(null, RoomEntry.Members, false, null, null));
        await ClaimAsync("verwaltung", admin, new(null, RoomEntry.Members, false, null, null));

        var vorstand = Name("vorstand");
        await gateway.Get<RoomPasswordChanges>().SetAsync(Actor.Gateway, vorstand, "gelbe-birne-42", stay: true);
        await gateway.Get<RoomPeopleChanges>().AddAsync(Actor.Gateway, vorstand, other.Name, RoomRole.CoChair, null);
        await gateway.Get<RoomPeopleChanges>().AddAsync(Actor.Gateway, vorstand, "layla", RoomRole.Moderator, null);
        await gateway.Get<InvitationChanges>().MakeAsync(Actor.Gateway, vorstand, new("Frau Sommer vom Landesverband", 14));
        Enter(vorstand, chair.DisplayName, ConnectionWay.Browser, isModerator: true);
        var gone = Enter(vorstand, null, ConnectionWay.Browser);
        await gateway.Get<RoomLive>().KickAsync(Actor.Gateway, vorstand, gone.Person.Id);
        gateway.Get<ConnectionTable>().Close(gone);
        foreach (var (index, name) in Names.Index())
            Enter(vorstand, name.Length == 0 ? null : name, (ConnectionWay)(index % 3));

        var members = Name("acme/mitgliedertreffen");
        Enter(members, chair.DisplayName, ConnectionWay.App, isModerator: true);
        Knock(gateway);
        await gateway.Get<RoomLive>().StopAsync(Actor.Gateway, Name("ag-netzpolitik"));

        async Task ClaimAsync(string key, Account account, RoomSettings settings)
        {
            await changes.ClaimAsync(Actor.Gateway, Name(key), account.Id);
            await changes.ChangeAsync(Actor.Gateway, Name(key), settings, null);
        }

        Connection Enter(RoomName room, string? name, ConnectionWay way, bool isModerator = false) =>
            gateway.Get<ConnectionTable>().Open(room, new ShardId("alpha"), new Visitor(way) { Ticket = Guid.NewGuid().ToString("N")[..12], Name = name, IsModerator = isModerator });
    }

    /// <summary>Two wait; as everybody who waits, they have to say so again and again.</summary>
    public static void Knock(TestGateway gateway)
    {
        var knocks = gateway.Get<KnockBook>();
        knocks.TryKnock(Name("acme/mitgliedertreffen"), "first", "Kim Neumann", null, out _);
        knocks.TryKnock(Name("acme/mitgliedertreffen"), "second", "Arbeitsgemeinschaftsvorsitzendenstellvertretung", null, out _);
    }

    private static RoomName Name(string key) => RoomName.TryParseKey(key, out var name) ? name : throw new ArgumentException("No key of a room.", nameof(key));
}
