using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>
/// The shard of the benchmarks: 1 KB at every path, 100 KB at one, an echo at <c>/xmpp-websocket</c>. One delegate and no routing,
/// because what it spends is taken from the two cores that the measured proxy needs.
/// </summary>
internal static class Backend
{
    private const int LargestFrame = 4096;

    private const string LargePath = "/libs/lib-jitsi-meet.min.js";

    /// <summary>What every path but the large one answers; 1,024 bytes. The load compares each answer with it.</summary>
    public static readonly byte[] Body = Pattern(1024);

    public static readonly byte[] LargeBody = Pattern(100 * 1024);

    public static Task RunAsync(int port, string? certificate, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhostOnly(port, certificate);
        });
        var app = builder.Build();
        // No pings: an idle socket of these benchmarks stays idle.
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.Run(AnswerAsync);
        return app.RunUntilAsync(stop);
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path == "/xmpp-websocket" && context.WebSockets.IsWebSocketRequest)
            return EchoAsync(context);
        var body = path == LargePath ? LargeBody : Body;
        var response = context.Response;
        response.ContentLength = body.Length;
        response.ContentType = path switch
        {
            "/http-bind" => "text/xml; charset=utf-8",
            "/libs/app.min.js" or LargePath => "application/javascript",
            _ => "text/html; charset=utf-8",
        };
        return response.Body.WriteAsync(body).AsTask();
    }

    private static async Task EchoAsync(HttpContext context)
    {
        var protocol = context.WebSockets.WebSocketRequestedProtocols.Contains("xmpp") ? "xmpp" : null;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(protocol);
        var buffer = new byte[LargestFrame];
        try
        {
            while (true)
            {
                var frame = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
                if (frame.MessageType == WebSocketMessageType.Close)
                    return;
                await socket.SendAsync(buffer.AsMemory(0, frame.Count), frame.MessageType, frame.EndOfMessage, context.RequestAborted);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The benchmark drops its sockets without a closing handshake.
        }
    }

    private static byte[] Pattern(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)('a' + i * 7 % 26);
        // As Prosody begins its answers to BOSH; for files and pages it is filler like the rest.
        "<body xmlns='http://jabber.org/protocol/httpbind'>"u8.CopyTo(bytes);
        return bytes;
    }
}
