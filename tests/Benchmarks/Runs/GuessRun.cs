using System.Diagnostics;
using System.Net;
using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;
using ConferenceGateway.Identity;
using ConferenceGateway.Identity.Passwords;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>What 10,000 guesses of 50 clients do to everybody else, and how many of them cost a hash.</summary>
internal sealed record GuessRun(PeerChoice Choice, int Clients, int Guesses)
{
    private const int PerSecond = 200;
    private const int Connections = 8;
    private const int UnloadedRequests = 5 * PerSecond;
    private const double LatencyGoal = 2;
    private const int Hashes = 9;

    public async Task<Report> RunAsync(TextWriter output, CancellationToken stop)
    {
        using var shards = await Shards.StartAsync(stop);
        using var peer = await new PeerStart(Choice, shards.Addresses, Tls: false).StartAsync(PeerNames.Gateway, stop);
        using var load = new WireLoad(peer, RequestMix.File, Connections);
        load.Saturate(5_000, stop);
        var before = load.Pace(UnloadedRequests, PerSecond, stop);
        var again = load.Pace(UnloadedRequests, PerSecond, stop);

        var guessers = new Guessers(new IPEndPoint(IPAddress.Loopback, peer.EndPoint.Port + 1), Clients, Guesses);
        var clock = Stopwatch.GetTimestamp();
        var guessing = Task.Run(() => guessers.RunAsync("maike", stop), stop);
        var meanwhile = new List<double>();
        while (!guessing.IsCompleted)
            meanwhile.AddRange(load.Pace(PerSecond / 2, PerSecond, stop));
        await guessing;
        var took = Stopwatch.GetElapsedTime(clock);

        var options = new SignInOptions();
        // What leaks out of the bucket of all while it is being filled may be tried again.
        var allowed = options.WrongTriesInAll + (int)Math.Ceiling(took.TotalHours * options.WrongTriesInAll) + 1;
        var (unloaded, control, loaded) = (PairedRatios.MedianOf(before), PairedRatios.MedianOf(again), PairedRatios.MedianOf(meanwhile));
        var hash = HashMilliseconds(options);
        output.WriteLine($"{meanwhile.Count} normal requests answered meanwhile");
        var text = new System.Text.StringBuilder(
            $"{Guesses:#,0} wrong passwords of {Clients} clients from as many networks, half of them for one name, in {took.TotalSeconds:0} s; {PerSecond} normal requests a second beside them.\n\n")
            .AppendHead("what", ["figure", "goal"])
            .AppendRow("guesses that cost a hash", [$"{guessers.Tried:#,0} of {Guesses:#,0}", Verdict($"≤ {allowed:#,0} allowed", guessers.Tried <= allowed)])
            .AppendRow("normal request, median before → meanwhile, µs", [$"{unloaded:0} → {loaded:0} (× {loaded / unloaded:0.00})", Verdict("≤ 2 ×", loaded <= LatencyGoal * unloaded)])
            .AppendRow("normal request, p99 before → meanwhile, µs", [$"{PairedRatios.QuantileOf(before, 0.99):0} → {PairedRatios.QuantileOf(meanwhile, 0.99):0}", "–"])
            .AppendRow("control: unloaded against unloaded, median", [$"× {control / unloaded:0.00}", "–"])
            .AppendRow($"one hash ({options.HashMebibytes} MiB, {options.HashPasses} passes), median of {Hashes}, ms of a core", [$"{hash:0}", Verdict("≤ 100", hash <= 100)]);
        return new Report("guesses", text.ToString(), new { guessers.Tried, guessers.Refused, Allowed = allowed, Unloaded = unloaded, Control = control, Loaded = loaded, HashMilliseconds = hash });
    }

    private static double HashMilliseconds(SignInOptions options)
    {
        var times = new double[Hashes + 1];
        for (var i = 0; i < times.Length; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            PasswordHash.Make("vier woerter ohne zusammenhang", new(options.HashMebibytes, options.HashPasses));
            times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }

        // The first one compiles.
        return PairedRatios.MedianOf(times[1..]);
    }

    private static string Verdict(string goal, bool isReached) => $"{goal}: {(isReached ? "reached" : "missed")}";
}
