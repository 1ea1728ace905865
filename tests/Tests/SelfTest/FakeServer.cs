using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConferenceGateway.Tests.SelfTest;

/// <summary>A server that does what a test says with each connection: the REST listeners of Jitsi's parts, and the many ways to be dead.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> _talk;
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly Task _accepting;

    private FakeServer(Func<string, NetworkStream, CancellationToken, Task> talk)
    {
        _talk = talk;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The first lines of what was asked, as <c>GET /stats HTTP/1.1</c>.</summary>
    public IReadOnlyList<string> Asked => [.. _heads.Select(head => head.Split("\r\n")[0])];

    /// <summary>Answers GET by path; what is not there is 404.</summary>
    public static FakeServer Http(IReadOnlyDictionary<string, string> bodies, IReadOnlyDictionary<string, int>? statuses = null, string headers = "") => new(async (head, stream, cancel) =>
    {
        var path = head.Split(' ')[1].Split('?')[0];
        var isThere = bodies.TryGetValue(path, out var body);
        var status = statuses?.GetValueOrDefault(path, 0) is { } set and > 0 ? set : isThere ? 200 : 404;
        var bytes = Encoding.UTF8.GetBytes(body ?? "");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} Test\r\n{headers}Content-Length: {bytes.Length}\r\nConnection: close\r\n\r\n")), cancel);
        await stream.WriteAsync(bytes, cancel);
    });

    /// <summary>Answers every GET with these bytes.</summary>
    public static FakeServer Bytes(byte[] body) => new(async (_, stream, cancel) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\nContent-Type: application/javascript\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n")), cancel);
        await stream.WriteAsync(body, cancel);
    });

    /// <summary>Takes connections and requests, and says nothing.</summary>
    public static FakeServer Silent() => new((_, _, cancel) => Task.Delay(Timeout.Infinite, cancel));

    /// <summary>Answers a byte at a time, with long pauses.</summary>
    public static FakeServer Dripping() => new(async (_, stream, cancel) =>
    {
        foreach (var letter in "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"u8.ToArray())
        {
            await stream.WriteAsync(new[] { letter }, cancel);
            await Task.Delay(100, cancel);
        }
    });

    /// <summary>Begins properly, and then drips.</summary>
    public static FakeServer DrippingBody() => new(async (_, stream, cancel) =>
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray(), cancel);
        while (true)
        {
            await stream.WriteAsync("x"u8.ToArray(), cancel);
            await Task.Delay(100, cancel);
        }
    });

    /// <summary>A body that never ends.</summary>
    public static FakeServer Endless() => new(async (_, stream, cancel) =>
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray(), cancel);
        var much = new byte[64 * 1024];
        while (true)
            await stream.WriteAsync(much, cancel);
    });

    /// <summary>Headers that never end.</summary>
    public static FakeServer EndlessHeaders() => new(async (_, stream, cancel) =>
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), cancel);
        while (true)
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"X-More: {new string('x', 1000)}\r\n"), cancel);
    });

    /// <summary>Speaks something else.</summary>
    public static FakeServer NoHttp() => new((_, stream, cancel) => stream.WriteAsync("220 mail.example ESMTP\r\n"u8.ToArray(), cancel).AsTask());

    /// <summary>An upgrade, and then silence.</summary>
    public static FakeServer SilentSocket() => new(async (head, stream, cancel) =>
    {
        var key = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase))?.Split(':')[1].Trim() ?? "";
#pragma warning disable CA5350 // The handshake of RFC 6455 is so.
        var accept = Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes(key.Length == 0
            ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            : $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: xmpp\r\n\r\n"), cancel);
        if (key.Length > 0)
            await Task.Delay(Timeout.Infinite, cancel);
    });

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var buffer = new byte[64 * 1024];
                var length = await stream.ReadAsync(buffer, _stopping.Token);
                var head = Encoding.ASCII.GetString(buffer, 0, length);
                _heads.Enqueue(head);
                if (length > 0)
                    await _talk(head, stream, _stopping.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The other side went first, or the test is over.
            }
        }
    }
}
