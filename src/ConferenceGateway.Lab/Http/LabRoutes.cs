using System.Text;
using ConferenceGateway.Lab.Xmpp;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>Which path is answered by what: the surface of a Jitsi shard, with and without a tenant.</summary>
internal sealed class LabRoutes(LabShard shard, LabShardOptions options, XmppServer xmpp, BoshSessions bosh, LabSockets sockets)
{
    private readonly LabPages _pages = new(options.Name);
    private readonly ProsodyRoutes _prosody = new(options, shard.Faults, xmpp, shard.SystemMessages);
    private readonly JicofoRoutes _jicofo = new(options, shard.Jicofo, xmpp);
    private readonly ConferenceRequest _request = new(xmpp);

    public Task HandleAsync(HttpContext context)
    {
        var segments = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var answer = Find(context.Connection.LocalPort, context.Request.Method, segments);
        return answer(context);
    }

    /// <summary>Which part of the shard is asked shows by the port, if they have ports of their own.</summary>
    private Func<HttpContext, Task> Find(int port, string method, string[] segments)
    {
        var web = Web(segments);
        if (!options.SeparatesParts)
            return (options.HidesReports ? null : _prosody.Find(method, segments) ?? _jicofo.Find(method, segments)) ?? web;
        if (port == shard.ProsodyAddress.Port)
            return _prosody.Find(method, segments) ?? (segments is [.., "xmpp-websocket" or "http-bind"] ? web : NotFound);
        if (port == shard.JicofoAddress.Port)
            return _jicofo.Find(method, segments) ?? (segments is [.., "conference-request", "v1"] ? web : NotFound);
        return web;
    }

    private Func<HttpContext, Task> Web(string[] segments) => segments switch
    {
        [] => context => _pages.NoteAsync(context, "Lab"),
        ["static", "close.html" or "close2.html" or "close3.html"] => context => _pages.NoteAsync(context, "Lab"),
        ["libs" or "css" or "images" or "static", ..] => context => LabFiles.SendAsync(context, string.Join('/', segments)),
        ["colibri-ws" or "colibri-relay-ws", var serverId, _, _] => context => BridgeAsync(context, serverId),
        ["colibri-ws" or "colibri-relay-ws", ..] => NotFound,
        ["etherpad", "socket.io", ..] or ["socket.io", ..] => EchoAsync,
        ["etherpad", ..] => context => _pages.NoteAsync(context, "Etherpad"),
        ["about", ..] or ["room-census" or "room-size" or "room" or "sessions" or "stats" or "metrics" or "debug"] => NotFound,
        ["debug" or "move-endpoints", ..] or ["send-system-chat-message"] => NotFound,
        ["conference-request", "v1"] or [_, "conference-request", "v1"] => _request.AnswerAsync,
        [var file] => context => ShardFileAsync(context, file, file),
        [var tenant, var file] => context => ShardFileAsync(context, file, $"{tenant}/{file}"),
        _ => NotFound,
    };

    private Task ShardFileAsync(HttpContext context, string file, string room) => file switch
    {
        "xmpp-websocket" => XmppAsync(context),
        "http-bind" => BoshAsync(context),
        "config.js" or "interface_config.js" or "manifest.json" or "pwa-worker.js" or "favicon.ico" or "robots.txt" => LabFiles.SendAsync(context, file),
        "external_api.js" => LabFiles.SendAsync(context, "libs/external_api.min.js"),
        "_unlock" => context.TextAsync("OK"),
        _ when HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) => _pages.MeetingAsync(context, room),
        _ => context.StatusAsync(StatusCodes.Status405MethodNotAllowed),
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
            context.Response.StatusCode = shard.Faults.HealthStatus;
            await _pages.NoteAsync(context, "XMPP: BOSH");
            return;
        }
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        try
        {
            var answer = await bosh.AnswerAsync(await reader.ReadToEndAsync(context.RequestAborted), LabTokenText.Of(context.Request), context.RequestAborted);
            await shard.Faults.SpeaksAsync(context.RequestAborted);
            context.Response.ContentType = "text/xml; charset=utf-8";
            await context.Response.WriteAsync(XmppXml.Write(answer), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client went away during the poll; BOSH expects that.
        }
    }

    private Task BridgeAsync(HttpContext context, string serverId) => shard.Bridges.Any(bridge => bridge.ServerId == serverId && bridge.Model.IsUp) ? EchoAsync(context) : NotFound(context);

    private Task EchoAsync(HttpContext context) => context.WebSockets.IsWebSocketRequest ? sockets.EchoAsync(context) : context.TextAsync("OK");

    private static Task NotFound(HttpContext context) => context.StatusAsync(StatusCodes.Status404NotFound);
}
