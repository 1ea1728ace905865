namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>The gateway inside this process, for the counting of allocations.</summary>
internal static class GatewayInProcess
{
    /// <summary>Starts the gateway as <c>run --config FILE</c> does and returns once it is ready; disposing the result stops it.</summary>
    public static Task<IAsyncDisposable> StartAsync(string configFile) =>
        throw new BenchmarkException($"The gateway cannot be started inside this process: not built yet (configuration {configFile}).");
}
