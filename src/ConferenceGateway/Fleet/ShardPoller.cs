using System.Net;
using System.Threading.Channels;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using Polly;

namespace ConferenceGateway.Fleet;

/// <summary>
/// Asks one shard's Prosody, over and over, whether it answers, and publishes what follows. A shard that goes down has
/// its open connections ended.
/// </summary>
internal sealed partial class ShardPoller : IDisposable
{
    /// <summary>Time between two questions.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>A shard that needs longer than this for <c>GET /http-bind</c> does not answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Failed forwards ask at once, but not more often than this: a Prosody that restarts within a second is not down.
    /// </summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _hurry = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ShardVerdict _verdict = new();
    private bool _isToldSilent;
    private readonly Shard _shard;
    private readonly FleetView _fleet;
    private readonly ConnectionTable _connections;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HttpClient _client;
    private readonly ResiliencePipeline _patience;

    public ShardPoller(Shard shard, FleetView fleet, ConnectionTable connections, TimeProvider time, ILogger logger)
    {
        _shard = shard;
        _fleet = fleet;
        _connections = connections;
        _time = time;
        _logger = logger;
        _patience = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(Patience).Build();
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = Patience,
            ActivityHeadersPropagator = null,
        })
        {
            // The pipeline above is the limit.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 64 * 1024,
        };
    }

    public ShardId Shard => _shard.Id;

    /// <summary>Something that was forwarded to the shard failed: ask now instead of at the next turn.</summary>
    public void Hurry() => _hurry.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await PollAsync(stop);
                if (_verdict.IsAlmostUp)
                    continue;
                await Task.Delay(Shortest, _time, stop);
                await WaitAsync(Interval - Shortest, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host ends, or never started.
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task PollAsync(CancellationToken stop)
    {
        var fault = await AskAsync(stop);
        var before = _verdict.Health;
        var health = _verdict.Hear(fault is null);
        if (fault is not null && before == NodeHealth.Unknown && !_isToldSilent)
        {
            _isToldSilent = true;
            Log.Silent(_logger, _shard.Id.Name, fault);
        }

        if (health == before)
            return;

        _fleet.Publish(_shard.Id, health);
        if (health == NodeHealth.Up)
        {
            Log.Up(_logger, _shard.Id.Name);
            return;
        }

        var ended = _connections.EndAll(_shard.Id);
        Log.Down(_logger, _shard.Id.Name, fault ?? "", ended);
    }

    /// <summary>Null when Prosody answered, else what went wrong.</summary>
    private async Task<string?> AskAsync(CancellationToken stop)
    {
        try
        {
            return await _patience.ExecuteAsync(async cancellation =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_shard.Prosody.Uri, "/http-bind"));
                request.Headers.Host = _shard.Host;
                using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
                return response.StatusCode == HttpStatusCode.OK
                    ? null
                    : $"GET {request.RequestUri} with Host {_shard.Host} answered {(int)response.StatusCode}";
            }, stop);
        }
        catch (Exception e)
        {
            // A failure in the moment of the end is the end, not a failure of the poller.
            stop.ThrowIfCancellationRequested();
            return e.GetBaseException().Message.TrimEnd('.');
        }
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var turn = Task.Delay(time, _time, either.Token);
        var hurry = _hurry.Reader.WaitToReadAsync(either.Token).AsTask();
        await Task.WhenAny(turn, hurry);
        await either.CancelAsync();
        _hurry.Reader.TryRead(out _);
        stop.ThrowIfCancellationRequested();
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
