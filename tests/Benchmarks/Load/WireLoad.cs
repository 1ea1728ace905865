using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>
/// HTTP/1.1 without TLS over some keep-alive connections. One thread with one poll for all of them: it is cheap, and it has no thread pool
/// whose moods would show in the figures.
/// </summary>
internal sealed class WireLoad : ILoad
{
    private const int PatienceMicroseconds = 10_000_000;

    private readonly byte[] _request;
    private readonly Dictionary<Socket, LoadConnection> _connections = [];
    private readonly List<Socket> _ready = [];

    public WireLoad(Peer peer, RequestMix mix, int connections)
    {
        _request = mix.ToBytes(peer.Origin);
        for (var i = 0; i < connections; i++)
        {
            var connection = new LoadConnection(peer.EndPoint, mix.Answer, blocking: false);
            _connections.Add(connection.Socket, connection);
        }
    }

    /// <inheritdoc/>
    public void Saturate(int requests, CancellationToken stop)
    {
        var toSend = requests;
        var open = 0;
        foreach (var connection in _connections.Values)
        {
            if (toSend == 0)
                break;
            connection.Send(_request);
            toSend--;
            open++;
        }

        while (open > 0)
        {
            foreach (var connection in Answered(stop))
            {
                open--;
                if (toSend == 0)
                    continue;
                connection.Send(_request);
                toSend--;
                open++;
            }
        }
    }

    /// <inheritdoc/>
    public double[] Pace(int requests, int perSecond, CancellationToken stop)
    {
        var latencies = new double[requests];
        using var free = new BlockingCollection<LoadConnection>(new ConcurrentQueue<LoadConnection>(_connections.Values));
        var sender = new Thread(() => SendOnTime(free, requests, perSecond, stop)) { IsBackground = true };
        sender.Start();
        for (var answered = 0; answered < requests;)
        {
            foreach (var connection in Answered(stop))
            {
                latencies[answered++] = Stopwatch.GetElapsedTime(connection.Due).TotalMicroseconds;
                free.Add(connection, stop);
            }
        }

        sender.Join();
        return latencies;
    }

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
            connection.Dispose();
    }

    private void SendOnTime(BlockingCollection<LoadConnection> free, int requests, int perSecond, CancellationToken stop)
    {
        try
        {
            var pacer = new Pacer(perSecond);
            for (var sent = 0; sent < requests; sent++)
            {
                var due = pacer.Next();
                var connection = free.Take(stop);
                connection.Due = due;
                connection.Send(_request);
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The receiver notices, and says it.
        }
    }

    /// <summary>Waits for answers; those connections that have one whole.</summary>
    private IEnumerable<LoadConnection> Answered(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        _ready.Clear();
        _ready.AddRange(_connections.Keys);
        Socket.Select(_ready, null, null, PatienceMicroseconds);
        if (_ready.Count == 0)
            throw new BenchmarkException($"A request had no answer within {PatienceMicroseconds / 1_000_000} s.");
        return _ready.Select(socket => _connections[socket]).Where(connection => connection.TryReceive());
    }
}
