using System.Net;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Portal;
using Yarp.ReverseProxy.Forwarder;

namespace ConferenceGateway.Proxy;

/// <summary>
/// Sends a built request and brings the answer back. Never retried, never buffered; a failure asks after the shard's
/// health at once and becomes a sentence for whoever waits.
/// </summary>
internal sealed partial class ForwardStep(
    IHttpForwarder forwarder, UpstreamClient client, FleetPoller pollers, Origins origins, ProblemWriter problems, ForwardLimit limit, ILogger<ForwardStep> logger)
{
    /// <summary>A quiet socket lives this long; clients and bridges ping far more often.</summary>
    private static readonly ForwarderRequestConfig Sockets = Config(TimeSpan.FromHours(2));

    /// <summary>A long poll is held for a minute, and a slow phone needs its time.</summary>
    private static readonly ForwarderRequestConfig LongPolls = Config(TimeSpan.FromMinutes(3));

    private static readonly ForwarderRequestConfig Files = Config(TimeSpan.FromMinutes(1));

    /// <summary>Forwards; when <paramref name="ended"/> fires, both sides are closed.</summary>
    public async Task SendAsync(HttpContext context, UpstreamRequest request, CancellationToken ended = default)
    {
        RequestNote.Of(context)?.Shard ??= request.Shard?.Id.Name;
        if (!limit.TryEnter(context.Connection.RemoteIpAddress, out var source))
        {
            await problems.WriteAsync(context, new Problem.TooManyAtOnce());
            return;
        }

        try
        {
            await SendWithinAsync(context, request, ended);
        }
        finally
        {
            limit.Leave(source);
        }
    }

    /// <summary>How long nothing may happen on such a request.</summary>
    internal static ForwarderRequestConfig ConfigOf(UpstreamRequest request) =>
        request.IsSocket ? Sockets : request.Surface == Surface.Bosh ? LongPolls : Files;

    private async Task SendWithinAsync(HttpContext context, UpstreamRequest request, CancellationToken ended)
    {
        var carrier = new UpstreamTransformer(request, origins);
        var error = await forwarder.SendAsync(context, request.Server.Prefix, request.Carry is null ? client.Requests : client.Sockets, ConfigOf(request), carrier, ended);
        if (error == ForwarderError.None && !carrier.IsRefused)
        {
            // An answer, and one that says that the server fails: it went to whoever waits for it all the same.
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError && request is { Shard: { } failing, Surface: Surface.Bosh or Surface.XmppWebSocket })
                pollers.Hurry(failing.Id);
            return;
        }

        if (IsShardsFault(error, context, ended))
        {
            if (request.Shard is { } shard)
                pollers.Hurry(shard.Id);
            // An open socket that breaks is what every ordinary goodbye looks like from here.
            if (context.Response.StatusCode is not (StatusCodes.Status101SwitchingProtocols or StatusCodes.Status200OK) || carrier.IsRefused)
                Log.Failed(logger, request.Surface, request.Server.Prefix, error);
        }

        await AnswerAsync(context, request, error);
    }

    private async Task AnswerAsync(HttpContext context, UpstreamRequest request, ForwarderError error)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
            return;
        if (request.Connection is { IsDismissed: true })
        {
            await problems.WriteAsync(context, new Problem.DoorClosed());
            return;
        }

        // The client's own body was at fault; the server has put its status there.
        if (error is ForwarderError.RequestBodyClient && context.Response.StatusCode is >= 400 and < 500)
        {
            await problems.WriteAsync(context, Problem.OfBody(context.Response.StatusCode));
            return;
        }

        await problems.WriteAsync(context, new Problem.ShardSilent(
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
