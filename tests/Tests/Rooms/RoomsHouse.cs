using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Rooms;

/// <summary>A gateway whose only shard would check tokens if there were one, with people who have rooms.</summary>
public sealed class RoomsHouse : IAsyncLifetime
{
    internal static readonly ShardId Shard = new("nowhere");

    private int _count;

    internal TestGateway Gateway { get; private set; } = null!;

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));

    internal ConnectionTable Connections => Gateway.Get<ConnectionTable>();

    internal static (string, string?)[] TokenShard { get; } =
    [
        ("Fleet:Shards:0:Authentication", "Token"), ("Fleet:Shards:0:Token:Issuer", "test"), ("Fleet:Shards:0:Token:Subject", "meet.test"),
        ("Fleet:Shards:0:Token:Secret", "0123456789abcdef0123456789abcdef0123456789abcdef"),
    ];

    public async ValueTask InitializeAsync() => Gateway = await PortalClient.StartGatewayAsync(Time, settings: TokenShard);

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    internal Task<Account> AccountAsync(string name, Roles roles = Roles.Chair) => TestAccounts.AddAsync(Gateway, $"{name}{Interlocked.Increment(ref _count)}", roles, name);

    internal static Actor ActorOf(Account account) => new(ActedBy.Page, account.Id, account.DisplayName);

    internal static RoomName Name(string key) => RoomName.TryParseKey(key, out var name) ? name : throw new ArgumentException("No key of a room.", nameof(key));

    /// <summary>A room of that account's, with a name of its own.</summary>
    internal async Task<Room> ClaimAsync(Account chair, string? key = null) =>
        ((RoomAnswer.Done)await Gateway.Get<RoomChanges>().ClaimAsync(ActorOf(chair), Name(key ?? $"raum{Interlocked.Increment(ref _count)}"), chair.Id)).Room;

    /// <summary>Gives a room a password.</summary>
    internal Task<RoomAnswer> SetAsync(Account chair, Room room, string password, bool stay = true, long? seen = null) =>
        Gateway.Get<RoomPasswordChanges>().SetAsync(ActorOf(chair), room.Name, password, stay, seen, TestContext.Current.CancellationToken);

    /// <summary>Somebody is in.</summary>
    internal Connection Enter(Room room, string? ticket = null, string? name = null, string? account = null, string? invitation = null) =>
        Connections.Open(room.Name, Shard, Visitor.InBrowser with { Ticket = ticket, Name = name, Account = account, Invitation = invitation });

    /// <summary>The room as it is in memory, and as a new start would read it: the same.</summary>
    internal async Task<Room> NowAsync(Room room)
    {
        await using var connection = await Gateway.Get<Database>().ConnectAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var stored = await Gateway.Get<RoomStore>().FindAsync(transaction, room.Name);
        var known = Gateway.Get<RoomBook>().Find(room.Name);
        AwesomeAssertions.AssertionExtensions.Should(known).BeEquivalentTo(stored);
        return known!;
    }

    /// <summary>What the audit has of that room.</summary>
    internal async Task<IReadOnlyList<(string Action, string? Actor, string Facts)>> AuditOfAsync(Room room)
    {
        await using var connection = await Gateway.Get<Database>().ConnectAsync(TestContext.Current.CancellationToken);
        return [.. await connection.QueryAsync<(string, string?, string)>(
            "SELECT action, actor, coalesce(before_json, '') || ' -> ' || coalesce(after_json, '') FROM audit WHERE subject = @Key ORDER BY id", new { room.Name.Key })];
    }
}
