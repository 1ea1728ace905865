using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>One keep-alive connection. Sending a request and checking its answer allocates nothing.</summary>
internal sealed class LoadConnection : IDisposable
{
    private const int HeadRoom = 8 * 1024;
    private static readonly int PatienceMs = (int)TimeSpan.FromSeconds(10).TotalMilliseconds;

    private readonly byte[] _expected;
    private readonly byte[] _buffer;
    private int _received;

    public LoadConnection(IPEndPoint peer, byte[] expected, bool blocking)
    {
        _expected = expected;
        _buffer = new byte[HeadRoom + expected.Length];
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = PatienceMs, SendTimeout = PatienceMs };
        Socket.Connect(peer);
        Socket.Blocking = blocking;
    }

    public Socket Socket { get; }

    /// <summary>When the request that is on its way was due; the sender keeps it here.</summary>
    public long Due { get; set; }

    public void Send(ReadOnlySpan<byte> request)
    {
        if (Socket.Send(request) != request.Length)
            throw new BenchmarkException("The proxy took only a part of a small request.");
    }

    /// <summary>Reads what is there; true once the answer is complete and is the backend's own, byte by byte.</summary>
    public bool TryReceive()
    {
        var count = Socket.Receive(_buffer.AsSpan(_received), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            return false;
        if (error != SocketError.Success || count == 0)
            throw new BenchmarkException($"The proxy closed a connection in use ({error}): {Seen}");
        _received += count;
        var answer = _buffer.AsSpan(0, _received);
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0 || !IsComplete(answer, head + 4))
            return false;
        _received = 0;
        return true;
    }

    public void Dispose() => Socket.Dispose();

    private string Seen => Encoding.Latin1.GetString(_buffer, 0, Math.Min(_received, 400));

    private bool IsComplete(ReadOnlySpan<byte> answer, int bodyAt)
    {
        if (!answer.StartsWith("HTTP/1.1 200 "u8))
            throw new BenchmarkException($"Not a 200: {Seen}");
        if (LengthIn(answer[..bodyAt]) != _expected.Length)
            throw new BenchmarkException($"Not the length that the backend sent ({_expected.Length}): {Seen}");
        if (answer.Length < bodyAt + _expected.Length)
            return false;
        if (!answer[bodyAt..].SequenceEqual(_expected))
            throw new BenchmarkException($"Not the body that the backend sent: {Seen}");
        return true;
    }

    // HAProxy writes the names of headers in small letters.
    private static int LengthIn(ReadOnlySpan<byte> head)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (line.Length > 16 && Ascii.EqualsIgnoreCase(line[..16], "Content-Length: "u8) && Utf8Parser.TryParse(line[16..], out int length, out _))
                return length;
        }

        return -1;
    }
}
