using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Xml.Linq;
using ConferenceGateway.Lab.Xmpp;
using static ConferenceGateway.Lab.Xmpp.XmppXml;

namespace ConferenceGateway.Lab;

/// <summary>
/// A small XMPP client over a real WebSocket, which asks for a room as Jitsi's client does
/// (<c>/xmpp-websocket?room=…</c>): signs in anonymously, joins, leaves, exchanges messages.
/// </summary>
public sealed class LabClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly LabInbox _inbox = new();
    private readonly ConcurrentDictionary<string, byte> _others = new();
    private readonly string _host;
    private Task _reading = Task.CompletedTask;
    private int _ids;

    private LabClient(ClientWebSocket socket, string host, LabRoom room)
    {
        _socket = socket;
        _host = host;
        Room = room;
    }

    /// <summary>The room that the socket was opened for.</summary>
    public LabRoom Room { get; }

    /// <summary>Its full XMPP address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Its name in the room; empty before it joined.</summary>
    public string Nick { get; private set; } = "";

    /// <summary>The shard's name as its XMPP server announced it, or null.</summary>
    public string? Shard { get; private set; }

    /// <summary>The nicks of the others in the room.</summary>
    public IReadOnlyCollection<string> Others => [.. _others.Keys];

    /// <summary>Ends when the socket is closed, by whomever.</summary>
    public Task Closed => _reading;

    /// <summary>Whether the other side said goodbye the XMPP way.</summary>
    public bool WasClosedByServer { get; private set; }

    /// <summary>Opens a socket below <paramref name="baseUrl"/> for the room and signs in.</summary>
    /// <param name="baseUrl">The shard's, or the gateway's MeetingUrl.</param>
    /// <param name="room">As a person would write it; with a tenant <c>tenant/room</c>.</param>
    /// <param name="headers">Request headers to add.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <exception cref="WebSocketException">No socket: refused, or nobody there.</exception>
    /// <exception cref="IOException">The XMPP server refused, or the connection ended.</exception>
    public static Task<LabClient> ConnectAsync(
        Uri baseUrl, string room, IReadOnlyDictionary<string, string>? headers = null, CancellationToken cancel = default) =>
        ConnectAsync(baseUrl, new LabRoom(room), headers, cancel);

    /// <inheritdoc cref="ConnectAsync(Uri, string, IReadOnlyDictionary{string, string}?, CancellationToken)"/>
    public static async Task<LabClient> ConnectAsync(
        Uri baseUrl, LabRoom room, IReadOnlyDictionary<string, string>? headers = null, CancellationToken cancel = default)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        socket.Options.SetRequestHeader("Origin", baseUrl.GetLeftPart(UriPartial.Authority));
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            socket.Options.SetRequestHeader(name, value);
        var client = new LabClient(socket, baseUrl.Host, room);
        try
        {
            await socket.ConnectAsync(room.Socket(baseUrl), cancel);
            client._reading = client.ReadAsync();
            await client.SignInAsync(cancel);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Joins the room and returns when the server has confirmed it; those already there are in <see cref="Others"/> then.</summary>
    /// <exception cref="IOException">Refused, or the connection ended.</exception>
    public Task JoinAsync(string nick, CancellationToken cancel = default) => JoinAsync(nick, hasCamera: false, cancel);

    /// <inheritdoc cref="JoinAsync(string, CancellationToken)"/>
    /// <param name="nick">The name in the room.</param>
    /// <param name="hasCamera">Whether a picture is sent. Joining again says it anew.</param>
    /// <param name="cancel">Ends the attempt.</param>
    public async Task JoinAsync(string nick, bool hasCamera, CancellationToken cancel = default)
    {
        Nick = nick;
        var presence = new XElement(Client + "presence",
            new XAttribute("to", Room.Occupant(_host, nick)),
            new XElement(Muc + "x"),
            new XElement(XNamespace.Get("http://jabber.org/protocol/nick") + "nick", nick),
            // As Jitsi's clients write it.
            new XElement(XNamespace.Get("http://jitsi.org/jitmeet/video") + "videomuted", hasCamera ? "false" : "true"));
        var answer = await AskAsync(presence, IsAboutMe, cancel);
        if (answer.Get("type") is { } type)
            throw new IOException($"The room '{Room.Name}' answered '{type}': {Write(answer)}");
    }

    /// <summary>Leaves the room; the socket stays open.</summary>
    public async Task LeaveAsync(CancellationToken cancel = default)
    {
        await AskAsync(
            new XElement(Client + "presence", new XAttribute("to", Room.Occupant(_host, Nick)), new XAttribute("type", "unavailable")),
            stanza => IsAboutMe(stanza) && stanza.Get("type") is not null,
            cancel);
        _others.Clear();
    }

    /// <summary>A message to everybody in the room.</summary>
    public Task SayAsync(string text, CancellationToken cancel = default) =>
        SendAsync(new XElement(Client + "message", new XAttribute("to", Room.Jid(_host)), new XAttribute("type", "groupchat"), new XElement(Client + "body", text)), cancel);

    /// <summary>A message to one person in the room.</summary>
    public Task WhisperAsync(string nick, XElement content, CancellationToken cancel = default) =>
        SendAsync(new XElement(Client + "message", new XAttribute("to", Room.Occupant(_host, nick)), new XAttribute("type", "chat"), content), cancel);

    /// <summary>Asks an IQ of the server (or of <paramref name="to"/>) and returns its answer, an error too.</summary>
    public Task<XElement> QueryAsync(string type, XElement question, string? to = null, CancellationToken cancel = default)
    {
        var id = "q" + Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture);
        var iq = new XElement(Client + "iq", new XAttribute("type", type), new XAttribute("id", id), new XAttribute("to", to ?? _host), question);
        return AskAsync(iq, stanza => stanza.Name == Client + "iq" && stanza.Get("id") == id, cancel);
    }

    /// <summary>The first stanza that matches, of the latest received and those to come.</summary>
    /// <exception cref="IOException">The connection ended before.</exception>
    public Task<XElement> WaitForAsync(Func<XElement, bool> match, CancellationToken cancel = default) => _inbox.WaitForAsync(match, cancel);

    /// <summary>Ends when so many others are in the room.</summary>
    public async Task WaitForOthersAsync(int count, CancellationToken cancel = default)
    {
        while (true)
        {
            var changed = _inbox.Changed;
            if (_others.Count == count)
                return;
            await changed.WaitAsync(cancel);
            if (Closed.IsCompleted)
                throw new IOException("The connection ended.");
        }
    }

    /// <summary>Sends anything.</summary>
    public async Task SendAsync(XElement element, CancellationToken cancel = default)
    {
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(Write(element)), WebSocketMessageType.Text, true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says goodbye the XMPP way and waits for the end of the socket.</summary>
    public async Task CloseAsync(CancellationToken cancel = default)
    {
        await SendAsync(new XElement(Framing + "close"), cancel);
        await Closed.WaitAsync(cancel);
    }

    /// <summary>Cuts the connection without a word, if it is still open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _stopping.Dispose();
        _sending.Dispose();
    }

    private async Task SignInAsync(CancellationToken cancel)
    {
        var open = new XElement(Framing + "open", new XAttribute("to", _host), new XAttribute("version", "1.0"));
        await AskAsync(open, IsFeatures, cancel);
        var signedIn = await AskAsync(new XElement(Sasl + "auth", new XAttribute("mechanism", "ANONYMOUS")), stanza => stanza.Name.Namespace == Sasl, cancel);
        if (signedIn.Name != Sasl + "success")
            throw new IOException($"The XMPP server refused: {Write(signedIn)}");
        await AskAsync(open, IsFeatures, cancel);
        var bound = await QueryAsync("set", new XElement(Bind + "bind"), null, cancel);
        Address = bound.Element(Bind + "bind")?.Element(Bind + "jid")?.Value ?? throw new IOException($"No address was given: {Write(bound)}");
    }

    private static bool IsFeatures(XElement element) => element.Name == Streams + "features";

    private bool IsAboutMe(XElement stanza) =>
        stanza.Name == Client + "presence" && stanza.Get("from") == Room.Occupant(_host, Nick);

    /// <summary>The first match that comes after the question was sent; the question may be asked again and again.</summary>
    private async Task<XElement> AskAsync(XElement question, Func<XElement, bool> match, CancellationToken cancel)
    {
        var answer = _inbox.NextAsync(match, cancel);
        await SendAsync(question, cancel);
        return await answer;
    }

    private async Task ReadAsync()
    {
        // Otherwise the caller of ConnectAsync would read here until the first pause.
        await Task.Yield();
        var buffer = new byte[4096];
        var length = 0;
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(length), _stopping.Token);
                if (part.MessageType != WebSocketMessageType.Text)
                    break;
                length += part.Count;
                if (!part.EndOfMessage)
                {
                    if (length > MaxCharacters)
                        break;
                    Array.Resize(ref buffer, Math.Max(buffer.Length, length * 2));
                    continue;
                }
                var element = TryParse(Encoding.UTF8.GetString(buffer.AsSpan(0, length)));
                length = 0;
                if (element is not null)
                    Take(element);
            }
            if (_socket.State == WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _stopping.Token);
        }
        catch (Exception error) when (error is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The end, in whatever way.
        }
        _socket.Abort();
        _inbox.End();
    }

    private void Take(XElement element)
    {
        if (element.Name == Framing + "close")
            WasClosedByServer = true;
        var shard = element.Element(DiscoInfo + "query")?.Elements(DiscoInfo + "identity").FirstOrDefault(identity => identity.Get("type") == "shard");
        if (shard is not null)
            Shard = shard.Get("name");
        if (element.Name == Client + "presence" && element.Get("type") is null or "unavailable")
            Count(element);
        _inbox.Add(element);
    }

    private void Count(XElement presence)
    {
        var nick = Jid.Parse(presence.Get("from")).Resource;
        if (nick.Length == 0 || nick == Nick)
            return;
        if (presence.Get("type") is null)
            _others[nick] = 0;
        else
            _others.TryRemove(nick, out _);
    }
}
