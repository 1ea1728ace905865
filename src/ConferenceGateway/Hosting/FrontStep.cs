using System.Data.Common;
using ConferenceGateway.Core;
using ConferenceGateway.Hosting.Listening;
using ConferenceGateway.Hosting.Logging;
using ConferenceGateway.Portal;
using ConferenceGateway.Proxy;
using ConferenceGateway.Rooms.Reservations;
using ConferenceGateway.Settings;
using ConferenceGateway.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Hosting;

/// <summary>
/// The first step of every request: which of our two hosts is asked, and whether it is ours to answer or the way to a
/// shard. It comes before routing, so that a forwarded request pays for nothing that it does not need.
/// </summary>
internal sealed partial class FrontStep(
    ProxyPipeline pipeline, ProblemWriter problems, Origins origins, ListeningOptions listening, RequestLog log, ILogger<FrontStep> logger)
{
    private readonly HostMatch _meeting = new(origins.MeetingUrl);
    private readonly HostMatch _portal = new(origins.PortalUrl);
    private readonly HttpsStep _https = new(listening);

    /// <summary>Answers, or goes on to our own pages.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var began = log.Begin();
        try
        {
            await Dispatch(context, next);
        }
        catch (Exception e) when (IsClientGone(context, e))
        {
            // Nobody waits for an answer any more.
        }
        catch (BadHttpRequestException e)
        {
            Log.BadRequest(logger, e.StatusCode, e.Message);
            await problems.WriteAsync(context, Problem.OfBody(e.StatusCode));
        }
        catch (DbException e) when (PortalRequest.Is(context))
        {
            // Sign-in and changes fail closed; meetings go on without the database.
            Log.DatabaseAway(logger, Database.Explain(e));
            await problems.WriteAsync(context, new Problem.DatabaseAway());
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            Log.Failed(logger, e);
            await problems.WriteAsync(context, new Problem.Internal());
        }
        finally
        {
            log.End(context, began);
        }
    }

    // Whoever begins bodies and leaves would fill the log with stack traces else. The token fires a moment later than the body.
    private static bool IsClientGone(HttpContext context, Exception fault) =>
        fault is ConnectionAbortedException or ConnectionResetException or IOException { InnerException: ConnectionAbortedException or ConnectionResetException } ||
        (fault is OperationCanceledException or (IOException and not BadHttpRequestException) && context.RequestAborted.IsCancellationRequested);

    private Task Dispatch(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        if (headers.TransferEncoding.Count > 0)
        {
            // Two lengths that differ (RFC 9112, 6.1): the server goes by the chunks, and renames the other.
            // Over HTTP/2 there are no chunks (RFC 9113, 8.2.2).
            if (headers.ContainsKey("X-Content-Length") || HttpProtocol.IsHttp2(context.Request.Protocol))
                return problems.WriteAsync(context, new Problem.BadRequest("The request says in two ways how long its body is."));
            // No browser sends chunks over HTTP/1.1; where they end is what two servers disagree about, so nothing comes behind.
            context.Response.Headers.Connection = "close";
        }

        var target = RequestTarget.Read(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        // As it was written: HttpRequest.Host decodes punycode, and throws where it is malformed.
        var host = headers.Host is [{ } one] ? one : null;
        if (_meeting.Is(host))
        {
            log.Know(context, target);
            return _https.Answer(context, origins.MeetingUrl) ?? (target.Surface is Surface.Start or Surface.Own ? next(context) : pipeline.HandleAsync(context, target));
        }

        log.Know(context, target, _portal.Is(host) ? "Portal" : "OtherHost");
        if (_portal.Is(host))
        {
            context.Features.Set(PortalRequest.Instance);
            return _https.Answer(context, origins.PortalUrl) ?? next(context);
        }

        // A shard may know the gateway by an address of the inside. Whoever watches the gateway's health asks an address, not a name; and the page about a wrong name has a sheet.
        if (!target.Path.StartsWith(HealthEndpoints.Path, StringComparison.Ordinal) &&
            !target.Path.StartsWith(ReservationEndpoints.Path, StringComparison.Ordinal) &&
            !target.Path.StartsWith(AssetEndpoints.Path, StringComparison.Ordinal))
            return problems.WriteAsync(context, new Problem.WrongHost(origins.MeetingUrl));
        // Routing reads the host too, and throws where it is malformed punycode. Without one it finds these alone.
        headers.Host = "";
        return next(context);
    }

    /// <summary>Compares a <c>Host</c> with ours: with or without the port where it is the scheme's own.</summary>
    private sealed class HostMatch(Uri origin)
    {
        private readonly string _authority = origin.Authority;
        private readonly string? _withPort = origin.IsDefaultPort ? $"{origin.Host}:{origin.Port}" : null;

        public bool Is(string? host) =>
            string.Equals(host, _authority, StringComparison.OrdinalIgnoreCase) ||
            (_withPort is not null && string.Equals(host, _withPort, StringComparison.OrdinalIgnoreCase));
    }

    private static partial class Log
    {
        [LoggerMessage(9001, LogLevel.Information, "A request was refused with {Status}: {Reason}")]
        public static partial void BadRequest(ILogger logger, int status, string reason);

        [LoggerMessage(9003, LogLevel.Error, "A request to the portal needs the database, which is away: {Reason}")]
        public static partial void DatabaseAway(ILogger logger, string reason);

        [LoggerMessage(9002, LogLevel.Error, "A request failed")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
