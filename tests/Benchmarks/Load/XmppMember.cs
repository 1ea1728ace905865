using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>Somebody in a room of a real Prosody, as Jitsi's client enters one: a stream, an anonymous login, a presence.</summary>
internal sealed class XmppMember : IAsyncDisposable
{
    private const string Open = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='meet.test' version='1.0'/>";

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    private XmppMember()
    {
    }

    public static async Task<XmppMember> JoinAsync(Uri address, string host, IEnumerable<(string Name, string Value)> headers, string room, string nick, CancellationToken stop)
    {
        var member = new XmppMember();
        member._socket.Options.AddSubProtocol("xmpp");
        member._socket.Options.SetRequestHeader("Host", host);
        foreach (var (name, value) in headers)
            member._socket.Options.SetRequestHeader(name, value);
        await member._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/xmpp-websocket", Query = $"room={room}" }.Uri, stop);
        _ = member.ListenAsync(stop);
        await member.SayAsync(Open, stop);
        await member.UntilAsync("mechanisms", stop);
        await member.SayAsync("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>", stop);
        await member.UntilAsync("<success", stop);
        await member.SayAsync(Open, stop);
        await member.UntilAsync("xmpp-bind", stop);
        await member.SayAsync("<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", stop);
        await member.UntilAsync("<jid>", stop);
        await member.SayAsync("<enable xmlns='urn:xmpp:sm:3' resume='true'/>", stop);
        await member.UntilAsync("<enabled", stop);
        await member.SayAsync($"<presence xmlns='jabber:client' to='{room}@conference.meet.test/{nick}'><x xmlns='http://jabber.org/protocol/muc'/></presence>", stop);
        await member.UntilAsync("code='110'", stop);
        return member;
    }

    /// <summary>Ends when that was heard, and only then forgets it.</summary>
    public async Task UntilAsync(Func<string, bool> match, CancellationToken stop)
    {
        while (!match(await _heard.Reader.ReadAsync(stop)))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await _heard.Reader.Completion;
    }

    private Task UntilAsync(string text, CancellationToken stop) => UntilAsync(heard => heard.Contains(text, StringComparison.Ordinal), stop);

    private Task SayAsync(string text, CancellationToken stop) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, stop);

    private async Task ListenAsync(CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(length), stop);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                if (!part.EndOfMessage)
                    continue;
                _heard.Writer.TryWrite(Encoding.UTF8.GetString(buffer, 0, length));
                length = 0;
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever is sent out loses the socket.
        }

        while (_heard.Reader.TryRead(out _))
        {
        }

        _heard.Writer.TryComplete();
    }
}
