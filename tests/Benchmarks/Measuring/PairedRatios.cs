namespace ConferenceGateway.Benchmarks.Measuring;

/// <summary>Ratios of two peers' figures of the same round: what disturbed a round disturbed both.</summary>
internal sealed record PairedRatios(double Median, double Lowest, double Highest)
{
    public static PairedRatios Of(IEnumerable<double> measured, IEnumerable<double> reference)
    {
        var ratios = measured.Zip(reference, (one, other) => one / other).Order().ToArray();
        return new PairedRatios(MedianOf(ratios), ratios[0], ratios[^1]);
    }

    public static double MedianOf(IEnumerable<double> values) => QuantileOf(values, 0.5);

    /// <summary>The value below which a share of all lies; between two neighbours by their distance.</summary>
    public static double QuantileOf(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    /// <summary>Whether the same program measured twice is the same within 5 %.</summary>
    public bool IsValidControl => Median is >= 0.95 and <= 1.05;
}
