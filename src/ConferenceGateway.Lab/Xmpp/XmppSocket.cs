using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using System.Xml.Linq;
using static ConferenceGateway.Lab.Xmpp.XmppXml;

namespace ConferenceGateway.Lab.Xmpp;

/// <summary>XMPP over one WebSocket (RFC 7395): one element a message, framed by <c>open</c> and <c>close</c>.</summary>
internal sealed class XmppSocket
{
    // A reader that lets so many messages lie is gone or stuck; the others must not wait for it.
    private const int MaxWaiting = 10_000;

    private readonly WebSocket _socket;
    private readonly Channel<string> _outbox = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly XmppSession _session;
    private readonly LabShardOptions _options;
    private readonly LabFaults _faults;

    public XmppSocket(WebSocket socket, XmppServer server, LabShardOptions options, LabFaults faults, string? token)
    {
        _socket = socket;
        _options = options;
        _faults = faults;
        _session = new XmppSession(server, Send, SendClose, token);
    }

    /// <summary>Returns when the socket is closed. The client has left its rooms then, unless it hibernates.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var writing = WriteAsync(cancel);
        var goodbye = false;
        try
        {
            goodbye = await ReadAsync(cancel);
        }
        catch (Exception error) when (error is WebSocketException or IOException or OperationCanceledException)
        {
            // The other side is gone; what follows is the same as after a proper end.
        }
        if (goodbye || _options.Hibernation <= TimeSpan.Zero)
            _session.End();
        else
            _ = HibernateAsync();
        _outbox.Writer.TryComplete();
        await writing;
    }

    private async Task HibernateAsync()
    {
        await Task.Delay(_options.Hibernation, _options.Time);
        _session.End();
    }

    /// <summary>True: the client said goodbye the XMPP way.</summary>
    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        while (await ReadMessageAsync(cancel) is { } text)
        {
            await _faults.SpeaksAsync(cancel);
            var element = TryParse(text);
            if (element is null)
            {
                Send(Stanzas.StreamError("not-well-formed"));
                SendClose();
                return true;
            }
            if (element.Name == Framing + "close")
            {
                SendClose();
                return true;
            }
            if (element.Name == Framing + "open")
                Open(element);
            else
                _session.Receive(element);
        }
        return false;
    }

    private void Open(XElement open)
    {
        var host = open.Get("to") ?? _session.Host;
        Send(new XElement(Framing + "open",
            new XAttribute("from", host),
            new XAttribute("id", Guid.NewGuid().ToString()),
            new XAttribute("version", "1.0"),
            new XAttribute(XNamespace.Xml + "lang", "en")));
        _session.StartStream(host);
    }

    private async Task<string?> ReadMessageAsync(CancellationToken cancel)
    {
        // Waits without a buffer: most sockets are silent most of the time.
        await _socket.ReceiveAsync(Memory<byte>.Empty, cancel);
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        var length = 0;
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(length), cancel);
                length += part.Count;
                if (part.MessageType != WebSocketMessageType.Text)
                    return null;
                if (part.EndOfMessage)
                    return Encoding.UTF8.GetString(buffer.AsSpan(0, length));
                if (length > MaxCharacters)
                    return null;
                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private void Send(XElement element)
    {
        if (!_outbox.Writer.TryWrite(Write(element)) && _outbox.Reader.Count >= MaxWaiting)
            _socket.Abort();
    }

    private void SendClose()
    {
        Send(new XElement(Framing + "close"));
        _outbox.Writer.TryComplete();
    }

    private async Task WriteAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var text in _outbox.Reader.ReadAllAsync(cancel))
            {
                await _faults.SpeaksAsync(cancel);
                await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancel);
            }

            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
        }
        catch (Exception error) when (error is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            _socket.Abort();
        }
    }
}
