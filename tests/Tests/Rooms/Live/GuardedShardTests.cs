using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Rooms.Changes;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Live;

/// <summary>On a shard that checks no tokens whoever has one open socket can join every meeting.</summary>
public sealed class GuardedShardTests
{
    [Fact]
    public async Task A_room_that_becomes_guarded_does_not_stay_on_a_shard_without_tokens()
    {
        await using var house = await LiveHouse.StartAsync(hasTokens: false);
        var other = LiveHouse.RoomOf("andere");
        var socket = await house.EnterAsync(house.Ticket());
        await house.EnterAsync(ticket: null, room: other);

        (await house.Live.LockAsync(Actor.Gateway, house.Room)).Should().BeOfType<RoomAnswer.Done>();

        await LiveHouse.UntilEndedAsync(socket);
        await house.UntilOpenAsync(0);
        await house.UntilOpenAsync(1, other);
    }
}
