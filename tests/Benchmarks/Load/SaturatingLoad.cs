using System.Net;
using System.Net.Sockets;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>
/// A fixed number of requests over some keep-alive connections, each sending its next one as soon as its answer is checked. One thread
/// with one poll for all of them: it is cheap, and it has no thread pool whose moods would show in the figures.
/// </summary>
internal sealed class SaturatingLoad : IDisposable
{
    private const int PatienceMicroseconds = 10_000_000;

    private readonly Dictionary<Socket, LoadConnection> _connections = [];
    private readonly List<Socket> _ready = [];

    public SaturatingLoad(IPEndPoint peer, int connections)
    {
        for (var i = 0; i < connections; i++)
        {
            var connection = new LoadConnection(peer, blocking: false);
            _connections.Add(connection.Socket, connection);
        }
    }

    /// <exception cref="BenchmarkException">An answer is missing or is not the backend's.</exception>
    public void Run(byte[] request, int requests, CancellationToken stop)
    {
        var toSend = requests;
        var open = 0;
        foreach (var connection in _connections.Values)
        {
            if (toSend == 0)
                break;
            connection.Send(request);
            toSend--;
            open++;
        }

        while (open > 0)
        {
            stop.ThrowIfCancellationRequested();
            _ready.Clear();
            _ready.AddRange(_connections.Keys);
            Socket.Select(_ready, null, null, PatienceMicroseconds);
            if (_ready.Count == 0)
                throw new BenchmarkException($"{open} requests had no answer within {PatienceMicroseconds / 1_000_000} s.");
            foreach (var socket in _ready)
            {
                var connection = _connections[socket];
                if (!connection.TryReceive())
                    continue;
                open--;
                if (toSend == 0)
                    continue;
                connection.Send(request);
                toSend--;
                open++;
            }
        }
    }

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
            connection.Dispose();
    }
}
