using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Tests.Core;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

/// <summary>Many rooms begin at once, and what the shards report is older than all of them.</summary>
public sealed class BurstTests
{
    private const int Rooms = 92;
    private static readonly string[] Shards = [.. Enumerable.Range(1, 8).Select(number => $"s{number}")];
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(31);
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 7)]
    [InlineData(false, 7)]
    public async Task Ninety_two_first_joins_in_half_a_minute_are_spread_though_reports_are_old(bool opensPages, int others)
    {
        await using var book = await Book.OpenAsync();
        var past = new Queue<(DateTimeOffset At, int[] People)>();
        var fleet = Fleets.Of(Shards);
        var counts = new int[Shards.Length];
        for (var join = 0; join < Rooms; join++)
        {
            past.Enqueue((book.Time.GetUtcNow(), [.. Shards.Select(shard => book.Connections.CountOf(new ShardId(shard)))]));
            while (past.Count > 1 && past.ElementAt(1).At <= book.Time.GetUtcNow() - Age)
                past.Dequeue();
            var (at, people) = past.Peek();
            for (var index = 0; index < Shards.Length; index++)
                fleet = fleet.ThatReports(Shards[index], new ShardReport(at) { Load = people[index], People = people[index], Connections = people[index] });

            var room = $"room{join}";
            var page = opensPages ? book.Propose(room, fleet) : null;
            var shard = await book.ClaimAsync(room, fleet);
            shard.Should().Be(page ?? shard);
            book.Connect(room, shard);
            counts[Array.IndexOf(Shards, shard)]++;
            // The others of a room that began a while ago.
            if (join >= others && others > 0)
                book.Connect($"room{join - others}", book.Find($"room{join - others}", fleet)!);
            book.Time.Advance(Burst / Rooms);
        }

        counts.Max().Should().BeLessThanOrEqualTo((int)(1.5 * Rooms / Shards.Length), string.Join(' ', counts));
    }
}
