using System.Text;
using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>What 2,000 slow headers and 500 slow bodies at once do to everybody else, to the memory, and how soon they are cut.</summary>
internal sealed record SlowRun(PeerChoice Choice, int Headers, int Bodies)
{
    private const int PerSecond = 200;
    private const int Connections = 8;
    private const int UnloadedRequests = 5 * PerSecond;
    private const double LatencyGoal = 2;
    private const double MemoryGoalMb = 200;
    private const double CutGoalSeconds = 30;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public async Task<Report> RunAsync(TextWriter output, CancellationToken stop)
    {
        using var shards = await Shards.StartAsync(stop);
        using var peer = await new PeerStart(Choice, shards.Addresses, Tls: false).StartAsync(PeerNames.Gateway, stop);
        using var load = new WireLoad(peer, RequestMix.File, Connections);
        load.Saturate(5_000, stop);
        var unloaded = load.Pace(UnloadedRequests, PerSecond, stop);
        var memoryBefore = peer.PrivateBytes;

        using var slow = new SlowClients(peer.EndPoint, Headers, Bodies);
        var dripping = Task.Run(() => slow.DripAsync(Limit, stop), stop);
        var loaded = new List<double>();
        var mostMemory = memoryBefore;
        while (!dripping.IsCompleted)
        {
            loaded.AddRange(load.Pace(PerSecond / 2, PerSecond, stop));
            mostMemory = Math.Max(mostMemory, peer.PrivateBytes);
        }

        await dripping;
        var headers = slow.Of(bodies: false);
        var bodies = slow.Of(bodies: true);
        var before = PairedRatios.MedianOf(unloaded);
        var during = PairedRatios.MedianOf(loaded);
        var memory = (mostMemory - memoryBefore) / 1048576.0;
        var cut = Math.Max(headers.SlowestSeconds, bodies.SlowestSeconds);
        output.WriteLine($"{loaded.Count} normal requests answered meanwhile");
        var text = new StringBuilder($"{Headers:#,0} slow headers and {Bodies:#,0} slow bodies, a byte a second each; {PerSecond} normal requests a second beside them.\n\n")
            .AppendHead("what", ["figure", "goal"])
            .AppendRow("normal request, median before → meanwhile, µs", [$"{before:0} → {during:0} (× {during / before:0.00})", Verdict("≤ 2 ×", during <= LatencyGoal * before)])
            .AppendRow("normal request, p99 before → meanwhile, µs", [$"{PairedRatios.QuantileOf(unloaded, 0.99):0} → {PairedRatios.QuantileOf(loaded, 0.99):0}", "–"])
            .AppendRow("memory at most, MB more", [$"{memory:0}", Verdict("≤ 200", memory <= MemoryGoalMb)])
            .AppendRow("slow headers cut", [$"{headers.Cut:#,0} of {headers.All:#,0}, the last after {headers.SlowestSeconds:0.0} s", Verdict("all ≤ 30 s", headers.Cut == headers.All && headers.SlowestSeconds <= CutGoalSeconds)])
            .AppendRow("slow bodies cut", [$"{bodies.Cut:#,0} of {bodies.All:#,0}, the last after {bodies.SlowestSeconds:0.0} s", Verdict("all ≤ 30 s", bodies.Cut == bodies.All && bodies.SlowestSeconds <= CutGoalSeconds)]);
        return new Report("slow", text.ToString(), new { Unloaded = before, Loaded = during, MemoryMb = memory, SlowestCutSeconds = cut, HeadersCut = headers.Cut, BodiesCut = bodies.Cut });
    }

    private static string Verdict(string goal, bool isReached) => $"{goal}: {(isReached ? "reached" : "missed")}";
}
