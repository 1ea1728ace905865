using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>One mix: a row a peer, a column a round; microseconds of CPU per request.</summary>
internal sealed record CpuResult(string Mix, string[] Peers, double[][] MicrosecondsPerRequest)
{
    public CpuResult(string mix, string[] peers, int rounds)
        : this(mix, peers, [.. peers.Select(_ => new double[rounds])])
    {
    }

    public PairedRatios Control => Against(PeerNames.YarpAgain);

    public PairedRatios? Gateway => Peers.Contains(PeerNames.Gateway) ? Against(PeerNames.Gateway) : null;

    private PairedRatios Against(string peer) =>
        PairedRatios.Of(MicrosecondsPerRequest[Array.IndexOf(Peers, peer)], MicrosecondsPerRequest[Array.IndexOf(Peers, PeerNames.Yarp)]);
}

internal sealed record CpuReport(int RequestsPerRound, int Connections, bool Pinned, CpuResult[] Results)
{
    private const double Goal = 1.05;

    public void Print(TextWriter output)
    {
        foreach (var result in Results)
        {
            output.WriteLine();
            output.WriteLine($"mix {result.Mix}: CPU of the proxy per request, {RequestsPerRound} requests a round over {Connections} connections{(Pinned ? ", pinned" : "")}");
            output.WriteLine("| proxy | median µs | lowest | highest |");
            output.WriteLine("|---|---|---|---|");
            for (var peer = 0; peer < result.Peers.Length; peer++)
            {
                var values = result.MicrosecondsPerRequest[peer];
                output.WriteLine($"| {result.Peers[peer]} | {PairedRatios.MedianOf(values):0.0} | {values.Min():0.0} | {values.Max():0.0} |");
            }

            output.WriteLine(result.Control.ControlVerdict);
            if (result.Gateway is { } gateway)
                output.WriteLine(gateway.GatewayVerdict(Goal));
        }
    }
}
