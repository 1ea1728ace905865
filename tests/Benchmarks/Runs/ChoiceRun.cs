using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>
/// One choice among many shards, with the load that the gateway keeps of them. Short batches, of which the median counts:
/// what else the machine does falls into a few of them.
/// </summary>
internal sealed record ChoiceRun(int Shards, int Batches)
{
    private const double MicrosecondsGoal = 20;
    private const int PerBatch = 50;
    private const int Drained = 10;

    private readonly FleetSnapshot _fleet = Fleet(Shards);

    public Report Run()
    {
        var loads = new ShardLoads(new ConnectionTable(TimeProvider.System), TimeProvider.System);
        for (var room = 0; room < Shards * 3; room++)
            loads.Reserve(Room($"young{room}"), _fleet.Shards[room % Shards].Id, expected: room % 30, TimeSpan.FromHours(1));
        var ask = new RoomAsk(Room("plenum"), default, Expected: 8);
        var choice = loads.Choose(_fleet, ask);
        var (micros, bytes) = Measure(() => loads.Choose(_fleet, ask));
        var (_, explanation) = Measure(() => Copy(choice));

        var text = new StringBuilder().AppendHead($"one choice among {Shards:#,0} shards", ["figure", "goal"]);
        text.AppendRow("µs", [micros.ToString("0.0", CultureInfo.InvariantCulture), $"≤ {MicrosecondsGoal}: {(micros <= MicrosecondsGoal ? "reached" : "missed")}"]);
        text.AppendRow("bytes allocated", [bytes.ToString("0", CultureInfo.InvariantCulture), $"its explanation, {explanation:0}: {(Math.Round(bytes) <= Math.Round(explanation) ? "reached" : "missed")}"]);
        return new Report("choice", text.ToString(), new { Microseconds = micros, Bytes = bytes, Explanation = explanation });
    }

    private (double Microseconds, double Bytes) Measure(Func<object> once)
    {
        for (var warm = 0; warm < 40 * PerBatch; warm++)
            once();
        var times = new double[Batches];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < Batches; batch++)
        {
            var since = Stopwatch.GetTimestamp();
            for (var count = 0; count < PerBatch; count++)
                once();
            times[batch] = Stopwatch.GetElapsedTime(since).TotalMicroseconds / PerBatch;
        }

        return (PairedRatios.MedianOf(times), (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Batches / PerBatch);
    }

    // An explanation as large as that one, made without a choice.
    private static Choice Copy(Choice choice) => choice with
    {
        Best = ImmutableArray.Create(choice.Best.AsSpan()),
        Refusals = ImmutableArray.Create(choice.Refusals.AsSpan()),
    };

    internal static FleetSnapshot Fleet(int shards) => new(1, [.. Enumerable.Range(0, shards).Select(index =>
        new ShardState(Shard(index), index % Drained == 1 ? NodeHealth.Down : NodeHealth.Up)
        {
            Wanted = index % Drained == 0 ? new Wanted(WantedState.Drain, DateTimeOffset.UnixEpoch, "admin") : null,
            Report = new ShardReport(DateTimeOffset.UnixEpoch) { Load = index * 7 % 190, People = index * 7 % 190 },
        })]);

    private static Shard Shard(int index)
    {
        if (!ServerAddress.TryParse($"http://shard{index}.test", out var address))
            throw new BenchmarkException("This is no address.");
        return new Shard
        {
            Id = new ShardId($"shard{index}"),
            Address = address,
            Prosody = address,
            Jicofo = address,
            Host = "meet.test",
            Bridges = [new Bridge(new BridgeId($"{index}-1"), address), new Bridge(new BridgeId($"{index}-2"), address)],
        };
    }

    internal static RoomName Room(string key) => RoomName.TryParseKey(key, out var room) ? room : throw new BenchmarkException($"{key} is no room.");
}
