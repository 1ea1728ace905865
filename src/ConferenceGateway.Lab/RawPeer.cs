using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ConferenceGateway.Lab;

/// <summary>A peer that speaks no protocol: whoever connects gets the given bytes, then the connection ends.</summary>
public sealed class RawPeer : IAsyncDisposable
{
    private const int MaxRecordedBytes = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<byte[]> _received = new();
    private readonly byte[] _answer;
    private readonly Task _accepting;

    private RawPeer(byte[] answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What came first on each finished connection, at most 64 KiB.</summary>
    public IReadOnlyCollection<byte[]> Received => _received;

    /// <summary>Starts one on a free port. It answers after the first bytes of a connection arrived.</summary>
    public static Task<RawPeer> StartAsync(byte[] answer) => Task.FromResult(new RawPeer(answer));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.RemoveAll(task => task.IsCompleted);
                open.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
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
                var buffer = new byte[MaxRecordedBytes];
                var length = await stream.ReadAsync(buffer, _stopping.Token);
                _received.Enqueue(buffer[..length]);
                if (length == 0)
                    return;
                await stream.WriteAsync(_answer, _stopping.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                // Reads to the end, so that closing does not turn into a reset that eats the answer.
                while (await stream.ReadAsync(buffer, _stopping.Token) > 0)
                {
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
            {
                // The other side went first.
            }
        }
    }
}
