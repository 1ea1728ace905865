using System.Text;
using ConferenceGateway.Lab.Xmpp;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>Which path is answered by what: the surface of a Jitsi shard, with and without a tenant.</summary>
internal sealed class LabRoutes(
    LabShardOptions options, LabFaults faults, XmppServer xmpp, BoshSessions bosh, LabSockets sockets, IReadOnlyList<string> serverIds)
{
    private readonly LabPages _pages = new(options.Name);
    private readonly LabReports _reports = new(xmpp);

    public Task HandleAsync(HttpContext context)
    {
        var segments = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments switch
        {
            [] => _pages.NoteAsync(context, "Lab"),
            ["static", "close.html" or "close2.html" or "close3.html"] => _pages.NoteAsync(context, "Lab"),
            ["libs" or "css" or "images" or "static", ..] => LabFiles.SendAsync(context, string.Join('/', segments)),
            ["colibri-ws" or "colibri-relay-ws", var serverId, _, _] => BridgeAsync(context, serverId),
            ["colibri-ws" or "colibri-relay-ws", ..] => NotFound(context),
            ["etherpad", "socket.io", ..] or ["socket.io", ..] => EchoAsync(context),
            ["etherpad", ..] => _pages.NoteAsync(context, "Etherpad"),
            ["about", ..] or ["room-census" or "room-size" or "stats" or "metrics"] when options.HidesReports => NotFound(context),
            ["about", "health"] => TextAsync(context, "OK"),
            ["room-census"] => _reports.CensusAsync(context),
            ["room-size"] => _reports.RoomSizeAsync(context),
            ["stats"] => _reports.StatsAsync(context),
            ["metrics"] => _reports.MetricsAsync(context),
            ["conference-request", "v1"] or [_, "conference-request", "v1"] => LabReports.ConferenceRequestAsync(context),
            [var file] => ShardFileAsync(context, file, file),
            [var tenant, var file] => ShardFileAsync(context, file, $"{tenant}/{file}"),
            _ => NotFound(context),
        };
    }

    private Task ShardFileAsync(HttpContext context, string file, string room) => file switch
    {
        "xmpp-websocket" => XmppAsync(context),
        "http-bind" => BoshAsync(context),
        "config.js" or "interface_config.js" or "manifest.json" or "pwa-worker.js" or "favicon.ico" or "robots.txt" => LabFiles.SendAsync(context, file),
        "external_api.js" => LabFiles.SendAsync(context, "libs/external_api.min.js"),
        "_unlock" => TextAsync(context, "OK"),
        _ when HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) => _pages.MeetingAsync(context, room),
        _ => StatusAsync(context, StatusCodes.Status405MethodNotAllowed),
    };

    private Task XmppAsync(HttpContext context) => context.WebSockets.IsWebSocketRequest
        ? sockets.XmppAsync(context)
        : _pages.NoteAsync(context, "XMPP: WebSocket");

    private async Task BoshAsync(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.Headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
            context.Response.Headers.AccessControlAllowHeaders = "Content-Type";
            return;
        }
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = faults.HealthStatus;
            await _pages.NoteAsync(context, "XMPP: BOSH");
            return;
        }
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        try
        {
            var answer = await bosh.AnswerAsync(await reader.ReadToEndAsync(context.RequestAborted), LabTokenText.Of(context.Request), context.RequestAborted);
            context.Response.ContentType = "text/xml; charset=utf-8";
            await context.Response.WriteAsync(XmppXml.Write(answer), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client went away during the poll; BOSH expects that.
        }
    }

    private Task BridgeAsync(HttpContext context, string serverId) => serverIds.Contains(serverId) ? EchoAsync(context) : NotFound(context);

    private Task EchoAsync(HttpContext context) => context.WebSockets.IsWebSocketRequest ? sockets.EchoAsync(context) : TextAsync(context, "OK");

    private static Task TextAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text);
    }

    private static Task NotFound(HttpContext context) => StatusAsync(context, StatusCodes.Status404NotFound);

    private static Task StatusAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
