using System.Text;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Testing;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>From the loss of a shard until the people of each of its rooms are together again on another.</summary>
internal sealed record FailoverRun(int Repetitions, int Rooms, int Others, int AtOnce)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly (FailoverLoss Loss, string Text, TimeSpan Goal)[] Kinds =
    [
        (FailoverLoss.Refused, "refused: its machine lost power", TimeSpan.FromSeconds(10)),
        (FailoverLoss.BlackHoled, "black-holed: accepts, never answers", TimeSpan.FromSeconds(25)),
    ];

    public async Task<Report> RunAsync(TextWriter output, CancellationToken stop)
    {
        var text = new StringBuilder(
            $"{Repetitions} lost shards each, {AtOnce} at once, with {Rooms} rooms of two people, and {Others} rooms on the shard that stays. Everybody who was cut off tries again once a second.\n\n")
            .AppendHead("lost shard", ["median of rooms, s", "p99 of rooms, s", "last room, s", "split", "not moved once", "others moved", "goal"]);
        var figures = new Dictionary<string, FailoverFigures[]>();
        foreach (var (loss, words, goal) in Kinds)
        {
            var all = new FailoverFigures[Repetitions];
            await Parallel.ForAsync(0, Repetitions, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (number, cancel) =>
            {
                all[number] = await LoseAsync(loss, cancel);
                output.WriteLine($"{loss} {number + 1}: last room after {all[number].Back.Max().TotalSeconds:0.0} s");
            });

            var seconds = all.SelectMany(one => one.Back).Select(time => time.TotalSeconds).ToArray();
            var isReached = seconds.Max() <= goal.TotalSeconds && all.All(one => one is { Split: 0, NotOnce: 0, OthersMoved: 0 });
            text.AppendRow(words,
            [
                $"{PairedRatios.MedianOf(seconds):0.0}", $"{PairedRatios.QuantileOf(seconds, 0.99):0.0}", $"{seconds.Max():0.0}",
                $"{all.Sum(one => one.Split)}", $"{all.Sum(one => one.NotOnce)}", $"{all.Sum(one => one.OthersMoved)}",
                $"≤ {goal.TotalSeconds:0} s, 0, 0, 0: {(isReached ? "reached" : "missed")}",
            ]);
            figures[loss.ToString()] = all;
        }

        return new Report("failover", text.ToString(), figures);
    }

    private async Task<FailoverFigures> LoseAsync(FailoverLoss loss, CancellationToken stop)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(Patience);
        try
        {
            await using var house = await FailoverHouse.OpenAsync(Rooms, Others, limited.Token);
            return await house.LoseAsync(loss, limited.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new BenchmarkException($"Not everybody came back within {Patience.TotalMinutes:0} minutes.");
        }
    }
}
