using System.Collections.Immutable;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Wanting;
using ConferenceGateway.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>What it costs to observe a fleet, beside a bare loop that reads the same answers. Both in this process, one after the other.</summary>
internal sealed record FleetRun(int Bridges, int Rounds, int Polls)
{
    private const int PerShard = 5;
    private const double Most = 1.5;
    private static readonly TimeSpan Hurried = TimeSpan.FromMilliseconds(50);

    public async Task<Report> RunAsync(TextWriter output, CancellationToken stop)
    {
        using var servers = await PeerStart.StartBridgesAsync(Bridges, stop);
        var port = servers.EndPoint.Port;
        var folder = Directory.CreateTempSubdirectory("gateway-bench-");
        try
        {
            var database = await Database.OpenAsync(Path.Combine(folder.FullName, "gateway.db"), cancellation: stop);
            await using var open = database;
            var (bare, control, fleet) = (new List<double>(), new List<double>(), new List<double>());
            // One slice of each without a rest does not count: until everything has been asked some hundred times, the runtime
            // compiles it again and better, and that is no cost of asking.
            await CpuAsync(token => BareAsync(port, Hurried, token), stop);
            await CpuAsync(token => ObserveAsync(port, database, isHurried: true, token), stop);
            for (var round = 0; round < Rounds; round++)
            {
                var one = await CpuAsync(token => BareAsync(port, FleetPoller.Interval, token), stop);
                var observed = await CpuAsync(token => ObserveAsync(port, database, isHurried: false, token), stop);
                var again = await CpuAsync(token => BareAsync(port, FleetPoller.Interval, token), stop);
                output.WriteLine($"bare {one * 1000:0} ms, fleet {observed * 1000:0} ms, bare again {again * 1000:0} ms of CPU in {Polls} polls");
                bare.Add(one);
                fleet.Add(observed);
                control.Add(again);
            }

            return Tell(PairedRatios.Of(fleet, bare), PairedRatios.Of(control, bare), PairedRatios.MedianOf(bare), PairedRatios.MedianOf(fleet));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Report Tell(PairedRatios ratio, PairedRatios control, double bare, double fleet)
    {
        var text = new System.Text.StringBuilder(
            $"{Bridges} bridges of {Bridges / PerShard} shards, asked every {FleetPoller.Interval.TotalSeconds:0} s, {Rounds} slices of {Polls} rounds each, in turn.\n\n")
            .AppendHead("what", ["median", "goal"])
            .AppendRow("bare HttpClient loop, ms of CPU a round", [$"{bare * 1000 / Polls:0.0}", "–"])
            .AppendRow("the gateway's poller, ms of CPU a round", [$"{fleet * 1000 / Polls:0.0}", "–"])
            .AppendRow("poller / bare loop", [$"{ratio.Median:0.00} ({ratio.Lowest:0.00}–{ratio.Highest:0.00})", $"≤ {Most:0.0}: {(ratio.Median <= Most ? "reached" : "missed")}"])
            .AppendRow("control: bare loop / bare loop", [$"{control.Median:0.00} ({control.Lowest:0.00}–{control.Highest:0.00})", control.IsValidControl ? "valid" : "invalid"]);
        return new Report("fleet", text.ToString(), new { Ratio = ratio, Control = control, Bare = bare, Fleet = fleet });
    }

    /// <summary>CPU of this process while it polls so often; seconds.</summary>
    private async Task<double> CpuAsync(Func<CancellationToken, Task> poll, CancellationToken stop)
    {
        GC.Collect();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var before = ProcessFigures.CpuSeconds(Environment.ProcessId);
        var polling = poll(end.Token);
        // Half an interval behind the last poll, when its answers are all read.
        await Task.Delay(FleetPoller.Interval * (Polls - 0.5), stop);
        var after = ProcessFigures.CpuSeconds(Environment.ProcessId);
        await end.CancelAsync();
        await polling;
        return after - before;
    }

    private async Task ObserveAsync(int port, Database database, bool isHurried, CancellationToken stop)
    {
        var front = Address(port + Bridges);
        ImmutableArray<Shard> shards = [.. Enumerable.Range(0, Bridges / PerShard).Select(number => new Shard
        {
            Id = new ShardId($"shard-{number}"), Address = front, Prosody = front, Jicofo = front, Host = "meet.test",
            Bridges = [.. Enumerable.Range(number * PerShard, PerShard).Select(index => new Bridge(new BridgeId($"jvb-{index}"), null) { PrivateAddress = Address(port + index) })],
        })];
        var view = new FleetView(shards);
        using var client = new FleetClient();
        var store = new WantedStore(database);
        using var wanted = new WantedBook(store, view, database);
        using var poller = new FleetPoller(view, new WatchNeeds(
            client, new BridgeCalls(client, TimeProvider.System), store, wanted, new ConnectionTable(TimeProvider.System), TimeProvider.System, NullLogger.Instance));
        await poller.StartAsync(stop);
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(isHurried ? Hurried : Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            poller.HurryAll();
        }

        await poller.StopAsync(default);
        if (view.Current.Shards.Any(shard => !shard.IsUp || shard.Report?.Load is null || shard.Bridges.Any(bridge => bridge.Health != NodeHealth.Up)))
            throw new BenchmarkException("The poller did not hear of the whole fleet.");
    }

    /// <summary>The same pages in the same rounds, read to their ends and thrown away.</summary>
    private async Task BareAsync(int port, TimeSpan rest, CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null });
        http.DefaultRequestHeaders.Add("Accept", "application/json");
        string[] often = ["/about/health", "/metrics", "/colibri/drain"], seldom = [.. often, "/colibri/stats", "/debug"];
        string[] shard = ["/http-bind", "/room-census", "/debug", "/stats", "/about/health"];
        var (usual, rare) = (Pages(often, shard), Pages(seldom, shard));
        // A door is asked twice at the very beginning.
        var first = Pages(seldom, [.. shard, "/http-bind"]);
        try
        {
            for (var round = 1; ; round++)
            {
                await Task.WhenAll((round == 1 ? first : round % BridgeWatch.Seldom == 1 ? rare : usual).Select(ReadAsync));
                await Task.Delay(rest, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Measured.
        }

        Uri[] Pages(string[] ofBridge, string[] ofShard) =>
        [
            .. Enumerable.Range(port, Bridges).SelectMany(bridge => ofBridge.Select(page => new Uri($"http://127.0.0.1:{bridge}{page}"))),
            .. Enumerable.Range(0, Bridges / PerShard).SelectMany(_ => ofShard.Select(page => new Uri($"http://127.0.0.1:{port + Bridges}{page}"))),
        ];

        async Task ReadAsync(Uri page)
        {
            using var answer = await http.GetAsync(page, stop);
            await answer.Content.ReadAsByteArrayAsync(stop);
        }
    }

    private static ServerAddress Address(int port) =>
        ServerAddress.TryParse($"http://127.0.0.1:{port}", out var address) ? address : throw new InvalidOperationException();
}
