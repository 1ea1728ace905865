namespace ConferenceGateway.Benchmarks.Measuring;

/// <summary>Ratios of two peers' figures of the same round: what disturbed a round disturbed both.</summary>
internal sealed record PairedRatios(double Median, double Lowest, double Highest)
{
    public static PairedRatios Of(IEnumerable<double> measured, IEnumerable<double> reference)
    {
        var ratios = measured.Zip(reference, (one, other) => one / other).Order().ToArray();
        return new PairedRatios(MedianOf(ratios), ratios[0], ratios[^1]);
    }

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Whether the same program measured twice is the same within 5 %.</summary>
    public bool IsValidControl => Median is >= 0.95 and <= 1.05;

    public string ControlVerdict => $"A/A control {Median:0.000} ({(IsValidControl ? "valid" : "invalid")}), rounds {Lowest:0.00} to {Highest:0.00}";

    public string GatewayVerdict(double goal) =>
        $"gateway / bare YARP {Median:0.000} (goal ≤ {goal:0.00}: {(Median <= goal ? "reached" : "missed")}), rounds {Lowest:0.00} to {Highest:0.00}";
}
