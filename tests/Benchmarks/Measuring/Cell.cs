using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Measuring;

/// <summary>One figure of every peer: by peer, a value a round.</summary>
internal sealed record Cell(string Name, Dictionary<string, double[]> Rounds)
{
    public Cell(string name, IEnumerable<string> peers, int rounds)
        : this(name, peers.ToDictionary(peer => peer, _ => new double[rounds]))
    {
    }

    public PairedRatios? Control => Ratio(PeerNames.YarpAgain, PeerNames.Yarp);

    /// <summary>Null if that peer was not measured.</summary>
    public double? Median(string peer) => Rounds.TryGetValue(peer, out var values) ? PairedRatios.MedianOf(values) : null;

    /// <summary>Null if one of the two was not measured.</summary>
    public PairedRatios? Ratio(string peer, string reference) =>
        Rounds.TryGetValue(peer, out var measured) && Rounds.TryGetValue(reference, out var by) ? PairedRatios.Of(measured, by) : null;
}
