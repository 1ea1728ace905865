using ConferenceGateway.Connections;
using ConferenceGateway.Fleet;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Rooms.Changes;

namespace ConferenceGateway.Rooms.Live;

/// <summary>
/// Listens to everything by which a right can end, and ends exactly the connections that rested on it. What a deed wrote
/// is in the <see cref="RoomBook"/> before anybody is ended, so nobody whose connection ends comes back through an old one.
/// </summary>
internal sealed partial class RoomEndings(
    RoomDeeds deeds, ActiveAccounts accounts, ConnectionTable connections, FleetView fleet, TimeProvider time, ILogger<RoomEndings> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        deeds.Done += OnDeed;
        accounts.Ended += OnAccount;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        deeds.Done -= OnDeed;
        accounts.Ended -= OnAccount;
        return Task.CompletedTask;
    }

    /// <summary>What keeps a visitor out: the strongest thing that they are known by; null: nothing.</summary>
    internal static string? SubjectOf(Visitor visitor) =>
        visitor.Account is { } account ? RoomOut.OfAccount(account)
        : visitor.Invitation is { } invitation ? RoomOut.OfInvitation(invitation)
        : visitor.Ticket is { } ticket ? RoomOut.OfTicket(ticket)
        : visitor.Client is { } client ? RoomOut.OfClient(client)
        : null;

    private void OnAccount(string account)
    {
        if (connections.Dismiss(connection => connection.Visitor.Account == account) is > 0 and var count)
            Log.AccountEnded(logger, count);
    }

    private void OnDeed(Room was, Room now)
    {
        var at = time.GetUtcNow();
        // Those that ran out by themselves are no deed: whoever is inside stays.
        var revoked = was.Invitations.Values.Where(each => each.Expires > at && !now.Invitations.ContainsKey(each.Id)).Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        var isNewlyGuarded = now.IsGuarded && !was.IsGuarded;
        var haveRightsEnded = now.RightsRevision > was.RightsRevision;
        if (connections.Dismiss(now.Name, IsOver) is > 0 and var count)
            Log.Ended(logger, now.Name.Key, count);

        bool IsOver(Connection connection)
        {
            var visitor = connection.Visitor;
            if (visitor.Invitation is { } invitation && revoked.Contains(invitation))
                return true;
            if (SubjectOf(visitor) is { } subject && now.Outs.ContainsKey(subject) && !was.Outs.ContainsKey(subject))
                return true;
            // Inside they moderate, whatever they are from now on.
            if (was.RoleOf(visitor.Account) is not null && now.RoleOf(visitor.Account) is null)
                return true;
            // There whoever has one open socket can join every meeting: the room moves to a shard that checks tokens.
            if (isNewlyGuarded && fleet.Current.Find(connection.Shard)?.Shard.GuardsRooms != true)
                return true;
            if (!haveRightsEnded || visitor.HasOwnRight || now.RoleOf(visitor.Account) is not null)
                return false;
            if (now.Lock == RoomLock.Stopped && was.Lock != RoomLock.Stopped)
                return true;
            // A new password: the stays say who was inside and stays. Whoever has no ticket came while the door asked for
            // nothing; where they are to be asked now, the deed ends them itself.
            return visitor.Ticket is { } ticket && !now.Stays.ContainsKey(ticket);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(8170, LogLevel.Information, "Rights ended in room {Room}, and {Count} connections with them")]
        public static partial void Ended(ILogger logger, string room, int count);

        [LoggerMessage(8171, LogLevel.Information, "An account ended, and {Count} connections with it")]
        public static partial void AccountEnded(ILogger logger, int count);
    }
}
