namespace ConferenceGateway.Benchmarks.Load;

/// <summary>Sends requests of one kind to one peer and checks every answer.</summary>
internal interface ILoad : IDisposable
{
    /// <summary>All connections at once, each sending its next request as soon as its answer is checked.</summary>
    /// <exception cref="BenchmarkException">An answer is missing or is not the backend's.</exception>
    public void Saturate(int requests, CancellationToken stop);

    /// <summary>
    /// A request every so often, whether or not the last one was answered; the times from when each was due until its answer was
    /// checked, microseconds.
    /// </summary>
    /// <exception cref="BenchmarkException">An answer is missing or is not the backend's.</exception>
    public double[] Pace(int requests, int perSecond, CancellationToken stop);
}
