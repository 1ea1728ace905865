namespace ConferenceGateway.Benchmarks;

/// <summary>A run that cannot go on or whose figures would be worthless; the message is the sentence the user reads.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
