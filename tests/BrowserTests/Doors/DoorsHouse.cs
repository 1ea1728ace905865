using ConferenceGateway.Audit;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.BrowserTests.Doors;

/// <summary>A gateway before a shard that checks tokens, with one room for each thing that a door can say.</summary>
public sealed class DoorsHouse : IAsyncLifetime
{
    public const string Password = "Gelbe-Birne-42";

    private LabShard _shard = null!;
    private LocalGateway _gateway = null!;
    private LocalGateway _strict = null!;

    internal TestGateway Gateway => _gateway.Gateway;

    internal Account Chair { get; private set; } = null!;

    internal Account Member { get; private set; } = null!;

    /// <summary>A link that lets one person in.</summary>
    public string Invitation { get; private set; } = "";

    public string MeetingUrl => _gateway.MeetingUrl;

    public string PortalUrl => _gateway.PortalUrl;

    /// <summary>Another gateway, where nobody opens a room that is nobody's.</summary>
    public string StrictUrl => _strict.MeetingUrl;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha", Token = new LabToken { Issuer = "gateway", Secret = "a secret of the shard that nobody knows" } });
        _gateway = await LocalGateway.StartAsync(_shard);
        _strict = await LocalGateway.StartAsync(new Dictionary<string, string?> { ["Rooms:Unclaimed"] = "Nobody" }, _shard);
        var chair = Chair = await TestAccounts.AddAsync(Gateway, "vera", Roles.Chair, "Vera");
        Member = await TestAccounts.AddAsync(Gateway, "mia", Roles.None, "Mia Muster");
        await TestRooms.ClaimAsync(Gateway, "vorstand", chair.Id, "title = 'Vorstand'", Password);
        await TestRooms.ClaimAsync(Gateway, "beides", chair.Id, "title = 'Kreisvorstand', entry = 'Knock'", Password);
        await TestRooms.ClaimAsync(Gateway, "mitglieder", chair.Id, "title = 'Mitgliedertreffen', entry = 'Members'");
        await TestRooms.ClaimAsync(Gateway, "klopfen", chair.Id, "title = 'Sprechstunde', entry = 'Knock'");
        await TestRooms.ClaimAsync(Gateway, "spaeter", chair.Id, "title = 'Mitgliedertreffen', opens_with_moderator = TRUE");
        await TestRooms.ClaimAsync(Gateway, "zu", chair.Id, "lock = 'Locked'");
        Invitation = "/-/invitation/" + await TestRooms.InviteAsync(Gateway, "mitglieder", "Maike", DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>Sends whoever is in under that name out.</summary>
    internal async Task SendOutAsync(string room, string name)
    {
        var person = Gateway.Get<RoomPeople>().Of(TestRooms.Name(room)).Single(one => one.Name == name);
        await Gateway.Get<RoomLive>().KickAsync(Actor.Gateway, TestRooms.Name(room), person.Id);
    }

    /// <summary>The chair's word to whoever knocks under that name.</summary>
    internal void Answer(string room, string name, KnockState state)
    {
        var knocks = Gateway.Get<KnockBook>();
        knocks.Answer(TestRooms.Name(room), knocks.Waiting(TestRooms.Name(room)).Single(knock => knock.Name == name).Id, state);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _strict.DisposeAsync();
        await _gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }
}
