using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.History;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;
using ConferenceGateway.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>
/// The claim of a new room beside a bare insert of the same row, each into a database of its own on the same disk, and the
/// insert once more as the control. In turn, a few at a time, so that what disturbs the disk disturbs all.
/// </summary>
internal sealed record ClaimRun(int Rounds, int PerRound)
{
    private const double RatioGoal = 1.3;
    private const string InsertSql = "INSERT INTO placements (room, shard, placed_at_ms, generation, why) VALUES (@room, @shard, @placed, 1, @why)";

    public async Task<Report> RunAsync(CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-bench-");
        try
        {
            return await RunAsync(folder.FullName, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<Report> RunAsync(string folder, CancellationToken stop)
    {
        await using var bare = await OpenAsync("bare");
        await using var control = await OpenAsync("control");
        await using var ours = await OpenAsync("ours");
        var connections = new ConnectionTable(TimeProvider.System);
        var history = new MeetingHistory(new MeetingStore(ours, new HistoryOptions(), TimeProvider.System), ours, TimeProvider.System, NullLogger<MeetingHistory>.Instance);
        using var maintenances = new MaintenanceBook(new MaintenanceStore(ours), ours, TimeProvider.System);
        using var book = new PlacementBook(ours, connections, history, maintenances, new PlacementOptions(), TimeProvider.System, NullLogger<PlacementBook>.Instance);
        var fleet = ChoiceRun.Fleet(8);
        Func<RoomName, Task>[] ways =
        [
            room => InsertAsync(bare, room),
            async room =>
            {
                if (await book.ClaimAsync(room, fleet) is not ClaimAnswer.Placed)
                    throw new BenchmarkException("A claim was refused.");
            },
            room => InsertAsync(control, room),
        ];
        var times = ways.Select(_ => new double[Rounds]).ToArray();
        // The first round is not counted: connections are opened, code is compiled.
        for (var round = -1; round < Rounds; round++)
        {
            for (var turn = 0; turn < ways.Length; turn++)
            {
                stop.ThrowIfCancellationRequested();
                var way = (turn + Math.Max(round, 0)) % ways.Length;
                var rooms = Enumerable.Range(0, PerRound).Select(index => ChoiceRun.Room($"round{round + 1}-{index}")).ToList();
                var since = Stopwatch.GetTimestamp();
                foreach (var room in rooms)
                    await ways[way](room);
                if (round >= 0)
                    times[way][round] = Stopwatch.GetElapsedTime(since).TotalMicroseconds / PerRound;
            }
        }

        return Report(times[0], times[1], times[2]);

        Task<Database> OpenAsync(string name) => Database.OpenAsync(Path.Combine(folder, name + ".db"), cancellation: stop);
    }

    private Report Report(double[] bare, double[] claim, double[] control)
    {
        var (ratio, same) = (PairedRatios.Of(claim, bare), PairedRatios.Of(control, bare));
        var text = new StringBuilder().AppendHead($"{Rounds} rounds of {PerRound} rooms each", ["µs a room", "ratio to the insert (rounds)"]);
        Row("a bare insert", bare, "1.00");
        Row("the same again, the control", control, $"{Shown(same)}, {(same.IsValidControl ? "valid" : "invalid")}");
        Row("a claim", claim, $"{Shown(ratio)}, goal ≤ {RatioGoal.ToString("0.0", CultureInfo.InvariantCulture)}: {(ratio.Median <= RatioGoal ? "reached" : "missed")}");
        return new Report("claim", text.ToString(), new { Bare = bare, Claim = claim, Control = control });

        void Row(string name, double[] figures, string verdict) =>
            text.AppendRow(name, [PairedRatios.MedianOf(figures).ToString("#,0", CultureInfo.InvariantCulture), verdict]);

        static string Shown(PairedRatios ratios) => string.Create(CultureInfo.InvariantCulture, $"{ratios.Median:0.00} ({ratios.Lowest:0.00}–{ratios.Highest:0.00})");
    }

    private static async Task InsertAsync(Database database, RoomName room)
    {
        await using var connection = await database.ConnectAsync();
        await using var insert = connection.CreateCommand();
        insert.CommandText = InsertSql;
        Add(insert, "@room", room.Key);
        Add(insert, "@shard", "shard4");
        Add(insert, "@placed", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Add(insert, "@why", Why);
        await insert.ExecuteNonQueryAsync();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    /// <summary>As long as what a claim writes among eight shards.</summary>
    private static readonly string Why = ChoiceText.Write(
        new ShardLoads(new ConnectionTable(TimeProvider.System), TimeProvider.System).Choose(ChoiceRun.Fleet(8), new RoomAsk(ChoiceRun.Room("plenum"), default, 8)));
}
