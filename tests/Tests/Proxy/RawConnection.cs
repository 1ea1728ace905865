using System.Net.Sockets;
using System.Text;
using ConferenceGateway.Testing;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>A TCP connection to the gateway on which a test says what no HTTP client would.</summary>
internal static class RawConnection
{
    /// <summary>One request, byte by byte as given; its status (0: closed without an answer) and the whole answer.</summary>
    public static async Task<(int Status, string Answer)> GetAsync(TestGateway gateway, string target, string method = "GET", string headers = "")
    {
        var length = method == "POST" ? "Content-Length: 0\r\n" : "";
        var answer = await ExchangeAsync(gateway, $"{method} {target} HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n{length}{headers}\r\n");
        return (Status(answer), answer);
    }

    /// <summary>Sends the text (Latin-1) and returns everything that comes back until the gateway closes.</summary>
    public static Task<string> ExchangeAsync(TestGateway gateway, string text) => ExchangeAsync(gateway, Encoding.Latin1.GetBytes(text));

    /// <summary>Sends the bytes and returns everything that comes back until the gateway closes.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="bytes">What is sent.</param>
    /// <param name="thenCloses">Whether the client ends its side behind the last byte.</param>
    public static async Task<string> ExchangeAsync(TestGateway gateway, byte[] bytes, bool thenCloses = false)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.EndPoint, limit.Token);
        var stream = client.GetStream();
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(bytes, limit.Token);
            if (thenCloses)
                client.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // The gateway closed while there was something left to send or to read; what came before counts.
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The gateway leaves the connection open after: {Encoding.Latin1.GetString(answer.ToArray())}");
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    /// <summary>The status of an answer's first line; 0 without one.</summary>
    public static int Status(string answer) =>
        answer.StartsWith("HTTP/1.", StringComparison.Ordinal) && int.TryParse(answer.AsSpan(9, 3), out var status) ? status : 0;

    /// <summary>How many answers there are, by their first lines.</summary>
    public static int Count(string answers) => answers.Split("HTTP/1.1 ").Length - 1;
}
