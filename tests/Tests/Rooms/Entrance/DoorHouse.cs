using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary>A gateway before a shard that checks tokens, with one room for each thing that a door can say.</summary>
public sealed class DoorHouse : IAsyncLifetime
{
    public const string Password = "Gelbe-Birne-42";

    private LabShard _shard = null!;

    internal TestGateway Gateway { get; private set; } = null!;

    internal Account Chair { get; private set; } = null!;

    internal Account Member { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        (_shard, Gateway) = await StartAsync();
        Chair = await TestAccounts.AddAsync(Gateway, "vera", Roles.Chair, "Vera");
        Member = await TestAccounts.AddAsync(Gateway, "mia", Roles.None, "Mia");
        await TestRooms.ClaimAsync(Gateway, "offen", Chair.Id);
        await TestRooms.ClaimAsync(Gateway, "vorstand", Chair.Id, "title = 'Vorstand <b>'", Password);
        await TestRooms.ClaimAsync(Gateway, "mitglieder", Chair.Id, "entry = 'Members'");
        await TestRooms.ClaimAsync(Gateway, "klopfen", Chair.Id, "entry = 'Knock'");
        await TestRooms.ClaimAsync(Gateway, "beides", Chair.Id, "entry = 'Knock'", Password);
        await TestRooms.ClaimAsync(Gateway, "spaeter", Chair.Id, "opens_with_moderator = TRUE");
        await TestRooms.ClaimAsync(Gateway, "zu", Chair.Id, "lock = 'Locked'");
        await TestRooms.ClaimAsync(Gateway, "halt", Chair.Id, "lock = 'Stopped'");
        await TestRooms.ClaimAsync(Gateway, "größe raum", Chair.Id, password: Password);
    }

    internal static async Task<(LabShard Shard, TestGateway Gateway)> StartAsync(TestGatewayOptions? options = null)
    {
        var shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha", Token = new LabToken { Issuer = "gateway", Secret = "a secret of the shard that nobody knows" } });
        return (shard, await TestGateway.StartAsync((options ?? new TestGatewayOptions()) with { IsSecure = true }, shard));
    }

    internal RoomBook Rooms => Gateway.Get<RoomBook>();

    internal KnockBook Knocks => Gateway.Get<KnockBook>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }
}
