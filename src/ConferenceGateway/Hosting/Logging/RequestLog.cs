using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Proxy;
using ConferenceGateway.Settings;
using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Hosting.Logging;

/// <summary>
/// One line a request, at its end: for a socket that is the end of the connection. Of static files one of many has a line,
/// BOSH has one a session (<see cref="Connections.BoshSessions"/>); a failure has one always. What is not written
/// allocates nothing.
/// </summary>
internal sealed partial class RequestLog(LogOptions options, TimeProvider time, ILogger<RequestLog> logger)
{
    private const long Off = long.MinValue;

    private uint _files;

    /// <summary>Takes the time; to be handed to <see cref="End"/>.</summary>
    public long Begin() => logger.IsEnabled(LogLevel.Information) ? time.GetTimestamp() : Off;

    /// <summary>What is asked for is known: a request that will have a line gets a note for the steps to fill.</summary>
    public void Know(HttpContext context, in RequestTarget target, string? surface = null)
    {
        if (!logger.IsEnabled(LogLevel.Information) || target.Surface == Surface.Bosh || (IsFile(target) && !IsSampled()))
            return;
        context.Features.Set(new RequestNote(surface ?? target.Surface.ToString()));
    }

    /// <summary>The request is over.</summary>
    public void End(HttpContext context, long began)
    {
        if (began == Off)
            return;
        var note = RequestNote.Of(context);
        var isGivenUp = context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted;
        // What nginx writes when nobody waited for the answer.
        var status = isGivenUp ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode;
        if (note is null)
        {
            if (isGivenUp || status < StatusCodes.Status400BadRequest)
                return;
            var surface = RequestTarget.Read(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget).Surface;
            if (status < StatusCodes.Status500InternalServerError && surface != Surface.Bosh)
                return;
            note = new RequestNote(surface.ToString());
        }

        Log.Request(
            logger, MethodOf(context.Request), note.Surface, status, note.Room ?? LogMask.Nothing, note.Shard ?? LogMask.Nothing,
            note.Verdict?.ToString() ?? LogMask.Nothing,
            Math.Round(time.GetElapsedTime(began).TotalMilliseconds, 1), ClientAddress.Masked(context.Connection.RemoteIpAddress));
    }

    // A client may invent a method of many kilobytes.
    private static string MethodOf(HttpRequest request) => request.Method.Length <= 16 ? request.Method : "other";

    private bool IsSampled() => options.StaticSample > 0 && (Interlocked.Increment(ref _files) - 1) % (uint)options.StaticSample == 0;

    private static bool IsFile(in RequestTarget target) => target.Surface == Surface.Static ||
        (target.Surface == Surface.Own &&
            (target.Path.StartsWith(AssetEndpoints.Path, StringComparison.Ordinal) || target.Path.StartsWith(HealthEndpoints.Path, StringComparison.Ordinal)));

    private static partial class Log
    {
        [LoggerMessage(9030, LogLevel.Information, "{Method} {Surface} {Status}, room {Room}, shard {Shard}, verdict {Verdict}, {Milliseconds} ms, from {Client}", SkipEnabledCheck = true)]
        public static partial void Request(
            ILogger logger, string method, string surface, int status, string room, string shard, string verdict, double milliseconds, string client);
    }
}
