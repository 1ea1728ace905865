using System.Net.Sockets;
using System.Text;
using ConferenceGateway.Testing;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>An upgrade written by hand, and what was answered.</summary>
internal sealed class RawSocket : IAsyncDisposable
{
    private readonly TcpClient _client;

    private RawSocket(TcpClient client, string answer)
    {
        _client = client;
        Answer = answer;
    }

    /// <summary>The answer's head.</summary>
    public string Answer { get; }

    public static async Task<RawSocket> OpenAsync(TestGateway gateway, string target, string headers)
    {
        var client = new TcpClient();
        await client.ConnectAsync(gateway.EndPoint);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"GET {target} HTTP/1.1\r\nHost: meet.test\r\n{headers}\r\n"));
        var answer = new StringBuilder();
        var buffer = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer) > 0)
            answer.Append((char)buffer[0]);
        return new RawSocket(client, answer.ToString());
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }
}
