using System.Net.WebSockets;
using System.Text;
using System.Xml.Linq;
using ConferenceGateway.SelfTest.Asking;
using static ConferenceGateway.SelfTest.Xmpp.XmppText;

namespace ConferenceGateway.SelfTest.Xmpp;

/// <summary>One XMPP stream over a WebSocket, as a browser opens it.</summary>
internal sealed class XmppSocket : IDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly string _domain;

    private XmppSocket(ClientWebSocket socket, string domain)
    {
        _socket = socket;
        _domain = domain;
    }

    /// <summary>The ways to sign in that are offered.</summary>
    public IReadOnlyList<string> Mechanisms { get; private set; } = [];

    /// <summary>Opens the socket and the stream, and waits for its features.</summary>
    /// <exception cref="XmppException">It does not come about.</exception>
    public static async Task<XmppSocket> OpenAsync(
        Asker asker, Uri uri, string? host, string domain, string? origin, CancellationToken cancellation, string? token = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        // Silence has to be silence: no pings of ours.
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (host is not null)
            socket.Options.SetRequestHeader("Host", host);
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        if (token is not null)
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        try
        {
            await GuardAsync(asker, async token =>
            {
                await asker.OpenAsync(socket, uri, token);
                return true;
            }, cancellation);
            var stream = new XmppSocket(socket, domain);
            stream.Mechanisms = XmppText.Mechanisms(await stream.StartAsync(asker, cancellation));
            return stream;
        }
        catch (XmppException) when (socket.HttpStatusCode is not (0 or System.Net.HttpStatusCode.SwitchingProtocols))
        {
            var status = (int)socket.HttpStatusCode;
            socket.Dispose();
            throw new XmppException($"answers the upgrade with {status}") { Status = status };
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Signs in without a name. Null: let in; else the refusal, as <c>not-allowed (token required)</c>.</summary>
    /// <exception cref="XmppException">It does not answer.</exception>
    public async Task<string?> SignInAsync(Asker asker, CancellationToken cancellation)
    {
        await SendAsync(asker, new XElement(Sasl + "auth", new XAttribute("mechanism", "ANONYMOUS")), cancellation);
        var answer = await ReceiveAsync(asker, element => element.Name.Namespace == Sasl, cancellation);
        if (answer.Name.LocalName != "success")
            return Refusal(answer);
        await StartAsync(asker, cancellation);
        await AskAsync(asker, "set", null, new XElement(Bind + "bind"), cancellation);
        return null;
    }

    /// <summary>Joins a room, once signed in, and leaves it again. Null: let in; else the refusal.</summary>
    /// <exception cref="XmppException">It does not answer.</exception>
    public async Task<string?> JoinAsync(Asker asker, string room, CancellationToken cancellation)
    {
        var seat = $"{room}/check";
        await SendAsync(asker, new XElement(Client + "presence", new XAttribute("to", seat), new XElement(Muc + "x")), cancellation);
        var answer = await ReceiveAsync(asker, element => element.Name == Client + "presence" && IsOf(element, room), cancellation);
        if (answer.Attribute("type")?.Value == "error")
            return answer.Element(Client + "error") is { } error ? Refusal(error) : "an error";
        await SendAsync(asker, new XElement(Client + "presence", new XAttribute("to", seat), new XAttribute("type", "unavailable")), cancellation);
        return null;
    }

    /// <summary>Asks the server who it is, once signed in: its disco identities.</summary>
    /// <exception cref="XmppException">It does not answer.</exception>
    public async Task<IReadOnlyList<XElement>> IdentitiesAsync(Asker asker, CancellationToken cancellation)
    {
        var info = await AskAsync(asker, "get", _domain, new XElement(DiscoInfo + "query"), cancellation);
        return [.. info.Descendants(DiscoInfo + "identity")];
    }

    /// <summary>Waits without a word. Null if the socket is still open at the end, else what became of it and when.</summary>
    public async Task<(string What, TimeSpan After)?> StaySilentAsync(Asker asker, TimeSpan silence, CancellationToken cancellation)
    {
        using var limit = new TimeLimit(silence, asker.Time, cancellation);
        var begin = asker.Time.GetTimestamp();
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    return ("it was closed", asker.Time.GetElapsedTime(begin));
            }
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            return null;
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            return ("it was cut without a goodbye", asker.Time.GetElapsedTime(begin));
        }
    }

    /// <summary>Says goodbye, if there is time for it, so that nothing of ours stays behind in the server.</summary>
    public async Task CloseAsync(Asker asker, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(asker, new XElement(Framing + "close"), cancellation);
            await ReceiveAsync(asker, element => element.Name == Framing + "close", cancellation);
        }
        catch (XmppException)
        {
            // It ends either way.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static bool IsOf(XElement presence, string room) =>
        presence.Attribute("from")?.Value is { } from && (from == room || from.StartsWith(room + "/", StringComparison.OrdinalIgnoreCase));

    private static string Refusal(XElement error) => Condition(error) + (Words(error) is { Length: > 0 } words ? $" ({words})" : "");

    private async Task<XElement> StartAsync(Asker asker, CancellationToken cancellation)
    {
        await SendAsync(asker, new XElement(Framing + "open", new XAttribute("to", _domain), new XAttribute("version", "1.0")), cancellation);
        return await ReceiveAsync(asker, element => element.Name == Streams + "features", cancellation);
    }

    private async Task<XElement> AskAsync(Asker asker, string type, string? to, XElement question, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        await SendAsync(asker, new XElement(Client + "iq", new XAttribute("type", type), new XAttribute("id", id), to is null ? null : new XAttribute("to", to), question), cancellation);
        var answer = await ReceiveAsync(asker, element => element.Name == Client + "iq" && element.Attribute("id")?.Value == id, cancellation);
        return answer.Attribute("type")?.Value == "result"
            ? answer
            : throw new XmppException($"answers {question.Name.LocalName} with {(answer.Elements().LastOrDefault() is { } error ? Condition(error) : "an error")}");
    }

    private Task<bool> SendAsync(Asker asker, XElement element, CancellationToken cancellation) => GuardAsync(asker, async token =>
    {
        await _socket.SendAsync(Encoding.UTF8.GetBytes(Write(element)), WebSocketMessageType.Text, true, token);
        return true;
    }, cancellation);

    /// <summary>The next element that is waited for; others, as the greeting of Jitsi's modules, are passed over.</summary>
    private Task<XElement> ReceiveAsync(Asker asker, Func<XElement, bool> isWanted, CancellationToken cancellation) => GuardAsync(asker, async token =>
    {
        while (true)
        {
            var element = TryParse(await ReadAsync(token)) ?? throw new XmppException("sends something that is no XML");
            if (isWanted(element))
                return element;
            if (element.Name == Streams + "error")
                throw new XmppException($"ends the stream: {Condition(element)}{(Words(element) is { Length: > 0 } words ? $" ({words})" : "")}") { Condition = Condition(element) };
            if (element.Name == Framing + "close")
                throw new XmppException("closes the stream at once");
        }
    }, cancellation);

    private async Task<string> ReadAsync(CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        var message = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new XmppException("closes the socket");
            message.Write(buffer, 0, part.Count);
            if (message.Length > MaxCharacters)
                throw new XmppException("sends a message without end");
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
        }
    }

    /// <summary>Every step has the limit of a question.</summary>
    private static async Task<T> GuardAsync<T>(Asker asker, Func<CancellationToken, Task<T>> step, CancellationToken cancellation)
    {
        using var limit = new TimeLimit(asker.Patience, asker.Time, cancellation);
        try
        {
            return await step(limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            throw new XmppException(Fault.Late(asker.Patience, hasBegun: false));
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException)
        {
            throw new XmppException(Fault.Of(e));
        }
    }
}
