using System.Collections.Concurrent;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using Polly;

namespace ConferenceGateway.Fleet.Bridges;

/// <summary>What became of something that a server of the fleet was told to do.</summary>
internal abstract record CallAnswer
{
    private CallAnswer()
    {
    }

    /// <summary>It was taken. Whether it took effect, the next reports say.</summary>
    public sealed record Taken : CallAnswer;

    /// <summary>It was not, and why, in English for the log.</summary>
    public sealed record Failed(string Why) : CallAnswer;
}

/// <summary>Tells bridges to drain. What they then report is read by the polls.</summary>
internal sealed class BridgeCalls(FleetClient client, TimeProvider time)
{
    private const int MostBytes = 4 * 1024;

    private readonly ConcurrentDictionary<ServerAddress, ResiliencePipeline> _pipelines = new();

    /// <summary>Tells a bridge to drain, or to take rooms again. Telling it twice does no harm.</summary>
    public async Task<CallAnswer> DrainAsync(Bridge bridge, bool drain, CancellationToken cancellation = default)
    {
        if (bridge.PrivateAddress is not { } address)
            return new CallAnswer.Failed("its private address is not in the settings");
        var uri = new Uri(address.Uri, drain ? "/colibri/drain/enable" : "/colibri/drain/disable");
        try
        {
            var pipeline = _pipelines.GetOrAdd(address, _ => Patience.Pipeline(time));
            return await pipeline.ExecuteAsync(async stop =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, uri);
                using var answer = await client.SendAsync(request, MostBytes, stop);
                return (int)answer.Status is >= 200 and < 300
                    ? new CallAnswer.Taken()
                    : (CallAnswer)new CallAnswer.Failed($"POST {uri} answered {(int)answer.Status}");
            }, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return new CallAnswer.Failed($"POST {uri}: {Patience.Explain(e)}");
        }
    }
}
