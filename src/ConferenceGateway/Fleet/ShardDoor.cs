using System.Net;
using System.Threading.Channels;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Health;
using Polly;

namespace ConferenceGateway.Fleet;

/// <summary>
/// Asks one shard's Prosody whether it answers, in each round and, when something failed or the next answer decides, between
/// two. A shard that goes down has its open connections ended.
/// </summary>
internal sealed partial class ShardDoor(
    Shard shard, FleetClient client, ConnectionTable connections, TimeProvider time, ILogger logger, Action changed) : IDisposable
{
    /// <summary>
    /// Between two rounds it is asked no sooner than this after the last time: a Prosody that restarts within a second is
    /// not down.
    /// </summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private const int MostBytes = 64 * 1024;

    private readonly Channel<bool> _hurry = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _one = new(1);
    private readonly HealthMemory _memory = new(time);
    private readonly ResiliencePipeline _patience = Patience.Limit(time);
    private readonly Uri _uri = new(shard.Prosody.Uri, "/http-bind");
    private long? _askedAt;
    private bool _isToldSilent;
    private TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What follows from its answers until now.</summary>
    public NodeHealth Health => _memory.Health;

    /// <summary>What went wrong the last time; null = it answered.</summary>
    public string? Fault { get; private set; }

    /// <summary>Ends with the next answer, or failure.</summary>
    public Task Heard => Volatile.Read(ref _heard).Task;

    /// <summary>Whether another shard has the same door: then this one's memory holds for it.</summary>
    public bool IsOf(Shard other) => other.Id == shard.Id && other.Prosody == shard.Prosody && other.Host == shard.Host;

    /// <summary>Something that was forwarded to the shard failed: ask now instead of at the next round.</summary>
    public void Hurry() => _hurry.Writer.TryWrite(true);

    /// <summary>Asks in its turn; not if it was asked a moment ago out of turn.</summary>
    public Task AskAsync(CancellationToken stop) => AskAsync(isTurn: true, stop);

    /// <summary>Asks out of turn, until it ends.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await _hurry.Reader.ReadAsync(stop);
                // The very first answers come at once: until then nobody can be let in.
                if (!_memory.IsRisingFirst && Rest() is { Ticks: > 0 } rest)
                    await Task.Delay(rest, time, stop);
                await AskAsync(isTurn: false, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host ends, or the shard has left the fleet.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private TimeSpan Rest() => _askedAt is { } at ? Shortest - time.GetElapsedTime(at) : TimeSpan.Zero;

    private async Task AskAsync(bool isTurn, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            if (isTurn && Rest() is { Ticks: > 0 })
                return;
            Fault = await FaultAsync(stop);
            _askedAt = time.GetTimestamp();
            Hear();
        }
        finally
        {
            _one.Release();
        }

        if (_memory.IsUndecided)
            Hurry();
        Interlocked.Exchange(ref _heard, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private void Hear()
    {
        var before = _memory.Health;
        var health = _memory.Hear(Fault is null);
        if (Fault is not null && before == NodeHealth.Unknown && !_isToldSilent)
        {
            _isToldSilent = true;
            Log.Silent(logger, shard.Id.Name, Fault);
        }

        if (health == before)
            return;

        changed();
        if (health == NodeHealth.Up)
        {
            Log.Up(logger, shard.Id.Name);
            return;
        }

        var ended = connections.EndAll(shard.Id);
        Log.Down(logger, shard.Id.Name, Fault ?? "it failed three times among its last ten answers", ended);
    }

    /// <summary>Null when Prosody answered, else what went wrong.</summary>
    private async Task<string?> FaultAsync(CancellationToken stop)
    {
        try
        {
            return await _patience.ExecuteAsync(async cancellation =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, _uri);
                request.Headers.Host = shard.Host;
                using var answer = await client.SendAsync(request, MostBytes, cancellation);
                return answer.Status == HttpStatusCode.OK ? null : $"GET {_uri} with Host {shard.Host} answered {(int)answer.Status}";
            }, stop);
        }
        catch (Exception e)
        {
            // A failure in the moment of the end is the end, not a failure of the shard.
            stop.ThrowIfCancellationRequested();
            return $"GET {_uri}: {Patience.Explain(e)}";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4003, LogLevel.Warning, "Shard {Shard} does not answer: {Fault}. It is asked every 5 s")]
        public static partial void Silent(ILogger logger, string shard, string fault);

        [LoggerMessage(4001, LogLevel.Information, "Shard {Shard} is up")]
        public static partial void Up(ILogger logger, string shard);

        [LoggerMessage(4002, LogLevel.Error, "Shard {Shard} is down: {Fault}. Connections closed: {Ended}")]
        public static partial void Down(ILogger logger, string shard, string fault, int ended);
    }
}
