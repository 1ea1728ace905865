using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;
using ConferenceGateway.Tests.Core;
using FsCheck.Xunit;

namespace ConferenceGateway.Tests.Placement;

/// <summary>The book of placements under whatever may happen, in any order, beside what must hold.</summary>
public sealed class BookModelTests
{
    /// <summary>One thing that happens, as FsCheck draws it.</summary>
    public sealed record Drawn(byte Kind, byte Room, byte Shard, byte Much);

    [Property(MaxTest = 60, EndSize = 80)]
    public async Task<bool> A_room_lives_on_one_shard_and_moves_for_a_reason_and_once_a_minute(Drawn[] drawn)
    {
        await using var book = await Book.OpenAsync();
        var house = new House(book);
        foreach (var each in drawn)
            await house.HappenAsync(each);
        return true;
    }

    private sealed class House(Book book)
    {
        private static readonly string[] Shards = ["a", "b", "c", "d"];
        private static readonly string[] Rooms = ["eins", "zwei", "drei", "vier", "fuenf"];

        private readonly Dictionary<string, NodeHealth> _health = Shards.ToDictionary(name => name, _ => NodeHealth.Up);
        private readonly HashSet<string> _drained = [];
        private readonly HashSet<string> _left = [];
        private readonly List<Connection> _open = [];

        private FleetSnapshot Fleet => Fleets.Of([.. Shards.Where(name => !_left.Contains(name)).Select(name => (name, _health[name]))]).ThatDrains([.. _drained]);

        public async Task HappenAsync(Drawn drawn)
        {
            var (room, shard) = (Rooms[drawn.Room % Rooms.Length], Shards[drawn.Shard % Shards.Length]);
            var before = Homes();
            switch (drawn.Kind % 10)
            {
                case 0 or 1 or 2:
                    await EnterAsync(room);
                    break;
                case 3:
                    Leave(drawn.Much);
                    break;
                case 4:
                    _health[shard] = (NodeHealth)(drawn.Much % 4);
                    if (_health[shard] == NodeHealth.Down)
                        book.Connections.EndAll(new ShardId(shard));
                    break;
                case 5:
                    if (!_drained.Remove(shard))
                        _drained.Add(shard);
                    break;
                case 6:
                    if (!_left.Remove(shard))
                        _left.Add(shard);
                    break;
                case 7:
                    await RelocateAsync(room, shard);
                    break;
                case 8:
                    book.Time.Advance(TimeSpan.FromSeconds(drawn.Much * 2));
                    break;
                default:
                    await book.SweepAsync(Fleet);
                    break;
            }

            Check(drawn, before, Homes());
        }

        private async Task EnterAsync(string room)
        {
            var fleet = Fleet;
            if (await book.Placements.ClaimAsync(Book.Room(room), fleet) is not ClaimAnswer.Placed(var shard))
                return;
            Hold(fleet.Find(shard.Id) is { Health: not NodeHealth.Down }, "nobody is sent to a shard that is down");
            Hold(book.Find(room, fleet) == shard.Id.Name, "whoever asks next is sent there too");
            _open.Add(book.Connect(room, shard.Id.Name));
        }

        private void Leave(int which)
        {
            if (_open.Count == 0)
                return;
            var connection = _open[which % _open.Count];
            _open.Remove(connection);
            book.Connections.Close(connection);
        }

        private async Task RelocateAsync(string room, string from)
        {
            var fleet = Fleet;
            if (await book.Placements.RelocateAsync(Book.Room(room), new ShardId(from), fleet, default) is MoveAnswer.Moved moved)
                Hold(fleet.Find(moved.To.Id) is { IsUp: true, IsDraining: false }, "a room is moved to a shard that takes rooms");
        }

        private void Check(Drawn drawn, Dictionary<string, (string Shard, long Generation, DateTimeOffset At)> before, Dictionary<string, (string Shard, long Generation, DateTimeOffset At)> after)
        {
            var kind = drawn.Kind % 10;
            foreach (var (room, now) in after)
            {
                var isNew = !before.TryGetValue(room, out var then);
                if (!isNew && then == now)
                    continue;
                var state = Fleet.Find(new ShardId(now.Shard));
                Hold(kind is 0 or 1 or 2 or 7 && room == Rooms[drawn.Room % Rooms.Length], "nothing else moves");
                Hold(state is { IsUp: true }, "a room comes to a shard that takes rooms");
                Hold(!state!.IsDraining || !Fleet.Shards.Any(other => other is { IsUp: true, IsDraining: false }), "a drained one is the last resort");
                if (isNew)
                {
                    Hold(now.Generation == 1, "the first generation is 1");
                    continue;
                }

                Hold(now.Generation == then.Generation + 1 && now.Shard != then.Shard, "a move is one generation");
                Hold(then.Generation == 1 || now.At - then.At >= PlacementBook.BetweenMoves, "a room moves at most once a minute");
                Hold(kind == 7 || Fleet.Find(new ShardId(then.Shard)) is null or { Health: NodeHealth.Down }, "a room moves because its shard is gone");
            }

            Hold(kind == 9 || before.Keys.All(after.ContainsKey), "a room goes when it is swept up");
            Hold(before.Keys.Except(after.Keys).All(room => book.Connections.CountOf(Book.Room(room)) == 0), "nobody is in a room that goes");
            Hold(after.All(home => !_open.Any(connection => connection.Room.Key == home.Key && connection.Shard.Name != home.Value.Shard && !IsLeaving(connection))), "all of a room are on one shard");
        }

        private static bool IsLeaving(Connection connection) => !connection.TryCarry(() => Task.CompletedTask);

        private Dictionary<string, (string Shard, long Generation, DateTimeOffset At)> Homes() => book.Placements.All(Fleet, most: 100).Rooms
            .ToDictionary(facts => facts.Room.Key, facts => (facts.Shard.Name, facts.Generation, facts.PlacedAt));

        private static void Hold(bool condition, string rule)
        {
            if (!condition)
                throw new InvalidOperationException($"Broken: {rule}.");
        }
    }
}
