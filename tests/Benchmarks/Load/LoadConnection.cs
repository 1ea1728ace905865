using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>One keep-alive connection. Sending a request and checking its answer allocates nothing.</summary>
internal sealed class LoadConnection : IDisposable
{
    private static readonly int PatienceMs = (int)TimeSpan.FromSeconds(10).TotalMilliseconds;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _received;

    public LoadConnection(IPEndPoint peer, bool blocking)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = PatienceMs, SendTimeout = PatienceMs };
        Socket.Connect(peer);
        Socket.Blocking = blocking;
    }

    public Socket Socket { get; }

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
        var field = answer[..bodyAt].IndexOf("\r\nContent-Length: "u8);
        if (field < 0 || !Utf8Parser.TryParse(answer[(field + 18)..bodyAt], out int length, out _) || length != Backend.Body.Length)
            throw new BenchmarkException($"Not the length that the backend sent ({Backend.Body.Length}): {Seen}");
        if (answer.Length < bodyAt + length)
            return false;
        if (!answer[bodyAt..].SequenceEqual(Backend.Body))
            throw new BenchmarkException($"Not the body that the backend sent: {Seen}");
        return true;
    }
}
