using System.Net;
using System.Text;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Portal;
using Yarp.ReverseProxy.Forwarder;

namespace ConferenceGateway.Proxy;

/// <summary>
/// Sends a built request and brings the answer back. Never retried, never buffered; a failure asks after the shard's
/// health at once and becomes a sentence for whoever waits.
/// </summary>
internal sealed partial class ForwardStep : IDisposable
{
    /// <summary>A quiet socket lives this long; clients and bridges ping far more often.</summary>
    private static readonly ForwarderRequestConfig Sockets = Config(TimeSpan.FromHours(2));

    /// <summary>A long poll is held for a minute, and a slow phone needs its time.</summary>
    private static readonly ForwarderRequestConfig LongPolls = Config(TimeSpan.FromMinutes(3));

    private static readonly ForwarderRequestConfig Files = Config(TimeSpan.FromMinutes(1));

    private readonly HttpMessageInvoker _client;

    private readonly IHttpForwarder _forwarder;
    private readonly FleetPoller _pollers;
    private readonly Origins _origins;
    private readonly ProblemWriter _problems;
    private readonly ForwardLimit _limit;
    private readonly ILogger<ForwardStep> _logger;

    public ForwardStep(IHttpForwarder forwarder, FleetPoller pollers, Origins origins, ProblemWriter problems, ForwardLimit limit, ILogger<ForwardStep> logger)
    {
        _limit = limit;
        _client = new(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            // A crowd that comes at once overflows a queue of connections; the system knocks again after 1, 3 and 7 s.
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // Names of shards may move in DNS; an hour-old pooled connection would not notice.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            // As the server has read them: a User-Agent with an umlaut is odd, but nobody's fault.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            ConnectCallback = (context, cancellation) => limit.ConnectAsync(context.DnsEndPoint, cancellation),
            UseCookies = false,
            UseProxy = false,
        });
        _origins = origins;
        _forwarder = forwarder;
        _pollers = pollers;
        _problems = problems;
        _logger = logger;
    }

    /// <summary>Forwards; when <paramref name="ended"/> fires, both sides are closed.</summary>
    public async Task SendAsync(HttpContext context, UpstreamRequest request, CancellationToken ended = default)
    {
        RequestNote.Of(context)?.Shard ??= request.Shard?.Id.Name;
        if (!_limit.TryEnter(context.Connection.RemoteIpAddress, out var source))
        {
            await _problems.WriteAsync(context, new Problem.TooManyAtOnce());
            return;
        }

        try
        {
            await SendWithinAsync(context, request, ended);
        }
        finally
        {
            _limit.Leave(source);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>How long nothing may happen on such a request.</summary>
    internal static ForwarderRequestConfig ConfigOf(UpstreamRequest request) =>
        request.IsSocket ? Sockets : request.Surface == Surface.Bosh ? LongPolls : Files;

    private async Task SendWithinAsync(HttpContext context, UpstreamRequest request, CancellationToken ended)
    {
        var carrier = new UpstreamTransformer(request, _origins);
        var error = await _forwarder.SendAsync(context, request.Server.Prefix, _client, ConfigOf(request), carrier, ended);
        if (error == ForwarderError.None && !carrier.IsRefused)
            return;

        if (IsShardsFault(error, context, ended))
        {
            if (request.Shard is { } shard)
                _pollers.Hurry(shard.Id);
            // An open socket that breaks is what every ordinary goodbye looks like from here.
            if (context.Response.StatusCode is not (StatusCodes.Status101SwitchingProtocols or StatusCodes.Status200OK) || carrier.IsRefused)
                Log.Failed(_logger, request.Surface, request.Server.Prefix, error);
        }

        await AnswerAsync(context, error);
    }

    private async Task AnswerAsync(HttpContext context, ForwarderError error)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
            return;
        // The client's own body was at fault; the server has put its status there.
        if (error is ForwarderError.RequestBodyClient && context.Response.StatusCode is >= 400 and < 500)
        {
            await _problems.WriteAsync(context, Problem.OfBody(context.Response.StatusCode));
            return;
        }

        await _problems.WriteAsync(context, new Problem.ShardSilent(
            error is ForwarderError.RequestTimedOut ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status502BadGateway));
    }

    private static bool IsShardsFault(ForwarderError error, HttpContext context, CancellationToken ended) =>
        !ended.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested && error is
            ForwarderError.None or // an answer that was refused
            ForwarderError.Request or
            ForwarderError.RequestTimedOut or
            ForwarderError.RequestBodyDestination or
            ForwarderError.ResponseHeaders or
            ForwarderError.ResponseBodyDestination or
            ForwarderError.UpgradeRequestDestination or
            ForwarderError.UpgradeResponseDestination;

    private static ForwarderRequestConfig Config(TimeSpan quiet) => new()
    {
        ActivityTimeout = quiet,
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Warning, "{Surface} was not answered by {Destination}: {Error}")]
        public static partial void Failed(ILogger logger, Surface surface, string destination, ForwarderError error);
    }
}
