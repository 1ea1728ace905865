using ConferenceGateway.Core;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ConferenceGateway.Fleet.Asking;

/// <summary>How long is waited for one server, and how often it is bothered when it fails.</summary>
internal static class Patience
{
    /// <summary>For so long a source is left alone that failed several times in a row.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private const int FailuresToRest = 3;

    /// <summary>A time limit and a circuit: for one source of one server.</summary>
    public static ResiliencePipeline Pipeline(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 1,
            MinimumThroughput = FailuresToRest,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = Rest,
            ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is not (null or OperationCanceledException)),
        })
        .AddTimeout(FleetClient.Patience)
        .Build();

    /// <summary>A time limit alone: for the question whether a server lives, which is asked in every case.</summary>
    public static ResiliencePipeline Limit(TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(FleetClient.Patience).Build();

    /// <summary>What went wrong, as a sentence without its subject.</summary>
    public static string Explain(Exception fault) => fault switch
    {
        TimeoutRejectedException => "does not answer within 2 s",
        BrokenCircuitException { InnerException: { } inner } => Explain(inner),
        SourceException => fault.Message,
        // A server that speaks no HTTP is quoted in it.
        _ => WrittenValue.Shown(fault.GetBaseException().Message.TrimEnd('.')),
    };
}
