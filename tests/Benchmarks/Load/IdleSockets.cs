using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>WebSockets that say one sentence, hear its echo and then keep quiet, as a member does who listens.</summary>
internal sealed class IdleSockets : IDisposable
{
    /// <summary>More do not fit: a proxy needs two descriptors for each, and 20,000 are a usual limit.</summary>
    public const int Most = 9_400;

    private const int MembersPerRoom = 10;
    private const int SourceAddresses = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly byte[] Sentence = Encoding.ASCII.GetBytes("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>");

    private static readonly byte[] Frame = [0x81, (byte)(0x80 | Sentence.Length), 0, 0, 0, 0, .. Sentence]; // final, text, masked with zeros
    private static readonly byte[] Echo = [0x81, (byte)Sentence.Length, .. Sentence];

    private readonly List<Socket> _sockets = [];

    /// <summary>Opens sockets one after the other, ten to a room.</summary>
    /// <exception cref="BenchmarkException">A socket is refused, or its echo is not what was sent.</exception>
    public void Open(IPEndPoint peer, int count, CancellationToken stop)
    {
        Span<byte> answer = stackalloc byte[4096];
        for (var i = 0; i < count; i++)
        {
            stop.ThrowIfCancellationRequested();
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                ReceiveTimeout = (int)Patience.TotalMilliseconds,
                SendTimeout = (int)Patience.TotalMilliseconds,
            };
            _sockets.Add(socket);
            // Several source addresses, because each has only some 28,000 ports towards one listener, and closed ones rest for a minute.
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + i % SourceAddresses)]), 0));
            socket.Connect(peer);
            socket.Send(Handshake(peer, i / MembersPerRoom));
            var head = ReceiveUntil(socket, answer, seen => seen.EndsWith("\r\n\r\n"u8));
            if (!head.StartsWith("HTTP/1.1 101 "u8))
                throw new BenchmarkException($"Socket {i + 1} was refused: {Encoding.Latin1.GetString(head)}");
            SayAndHear(socket, answer);
        }
    }

    /// <summary>One sentence and its echo after the other, on some of the sockets in turn; the times, microseconds.</summary>
    /// <exception cref="BenchmarkException">An echo is not what was sent.</exception>
    public double[] TimeEchoes(int count, int sockets, CancellationToken stop)
    {
        Span<byte> answer = stackalloc byte[4096];
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            stop.ThrowIfCancellationRequested();
            var since = Stopwatch.GetTimestamp();
            SayAndHear(_sockets[i % sockets * (_sockets.Count / sockets)], answer);
            times[i] = Stopwatch.GetElapsedTime(since).TotalMicroseconds;
        }

        return times;
    }

    /// <summary>How many are still open, and silent.</summary>
    public int CountOpen() => _sockets.Count(socket => !socket.Poll(0, SelectMode.SelectRead));

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
        _sockets.Clear();
    }

    private static void SayAndHear(Socket socket, Span<byte> buffer)
    {
        socket.Send(Frame);
        if (!ReceiveUntil(socket, buffer, seen => seen.Length >= Echo.Length).SequenceEqual(Echo))
            throw new BenchmarkException("A socket heard something else than its own words.");
    }

    private delegate bool Complete(ReadOnlySpan<byte> seen);

    private static ReadOnlySpan<byte> ReceiveUntil(Socket socket, Span<byte> buffer, Complete complete)
    {
        var have = 0;
        do
        {
            var count = socket.Receive(buffer[have..]);
            if (count == 0)
                break;
            have += count;
        }
        while (!complete(buffer[..have]));
        return buffer[..have];
    }

    private static byte[] Handshake(IPEndPoint peer, int room) => Encoding.ASCII.GetBytes(
        $"GET /xmpp-websocket?room=benchroom{room} HTTP/1.1\r\nHost: {peer}\r\nOrigin: http://{peer}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: xmpp\r\n"
        + $"Cookie: {Ticket.CookieName}={Ticket.For($"benchroom{room}")}\r\n\r\n");
}
