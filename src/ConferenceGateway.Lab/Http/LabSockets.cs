using System.Buffers;
using System.Net.WebSockets;
using ConferenceGateway.Lab.Xmpp;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>Opens and counts WebSockets: XMPP, and sockets that send back what they get (bridge channels, etherpad).</summary>
internal sealed class LabSockets(XmppServer xmpp, LabShardOptions options, LabFaults faults, CancellationToken stopping)
{
    private int _open;

    public int Open => Volatile.Read(ref _open);

    public async Task XmppAsync(HttpContext context)
    {
        if (!context.WebSockets.WebSocketRequestedProtocols.Contains("xmpp"))
        {
            // As Prosody does.
            context.Response.StatusCode = StatusCodes.Status501NotImplemented;
            return;
        }
        await RunAsync(context, "xmpp", (socket, cancel) => new XmppSocket(socket, xmpp, options, faults, LabTokenText.Of(context.Request)).RunAsync(cancel));
    }

    public Task EchoAsync(HttpContext context) => RunAsync(context, null, EchoAsync);

    private async Task RunAsync(HttpContext context, string? protocol, Func<WebSocket, CancellationToken, Task> talk)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync(protocol);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        Interlocked.Increment(ref _open);
        try
        {
            await talk(socket, end.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task EchoAsync(WebSocket socket, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
                await faults.SpeaksAsync(cancel);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                await socket.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, cancel);
            }
            await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, socket.CloseStatusDescription, cancel);
        }
        catch (Exception error) when (error is WebSocketException or IOException or OperationCanceledException)
        {
            socket.Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
