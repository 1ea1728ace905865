using System.Net.WebSockets;
using System.Text;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>The few things that the tests do with an open websocket.</summary>
internal static class Sockets
{
    private const string Open = """<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="meet.test" version="1.0"/>""";

    /// <summary>What comes back for this text.</summary>
    public static async Task<string> AskAsync(this WebSocket socket, string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return await socket.HearAsync();
    }

    /// <summary>Opens an XMPP stream and returns the server's own opening.</summary>
    public static Task<string> OpenStreamAsync(this WebSocket socket) => socket.AskAsync(Open);

    /// <summary>The next message; empty when the other side closes.</summary>
    public static async Task<string> HearAsync(this WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            length += part.Count;
            if (part.EndOfMessage || part.MessageType == WebSocketMessageType.Close)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
