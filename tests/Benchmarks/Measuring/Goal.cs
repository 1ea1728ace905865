using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Measuring;

/// <summary>At most so much of another peer's figure.</summary>
internal sealed record Goal(string Reference, double Most, string Peer = PeerNames.Gateway)
{
    public string Verdict(PairedRatios? ratio) => ratio is null
        ? "not measured"
        : $"{ratio.Median:0.00} ({ratio.Lowest:0.00}–{ratio.Highest:0.00}), {(ratio.Median <= Most ? "reached" : "missed")}";
}
