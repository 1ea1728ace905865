using System.Net;
using System.Net.Sockets;
using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>
/// Bounds what is on its way to shards. Over HTTP/2 a hundred requests come through one connection and each takes a
/// socket behind: without a bound a few connections use up the descriptors of the process, which the runtime does not
/// survive. Thread-safe.
/// </summary>
/// <param name="mostSockets">Sockets to shards at once, waiting ones included.</param>
/// <param name="perSource">Requests on their way of one source.</param>
/// <param name="sourceOf">The source that an address counts for; null: none.</param>
/// <param name="time">The clock of the log's silence.</param>
/// <param name="logger">Told once a minute.</param>
internal sealed partial class ForwardLimit(
    int mostSockets, int perSource, Func<IPAddress?, IPAddress?> sourceOf, TimeProvider time, ILogger<ForwardLimit> logger)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _onTheirWay = [];
    private DateTimeOffset _toldUntil;
    private int _sockets;

    /// <summary>Sockets to shards that are open now.</summary>
    public int Sockets => Volatile.Read(ref _sockets);

    /// <summary>One more request of this client. False: too many of its source are on their way. Else <see cref="Leave"/> follows.</summary>
    public bool TryEnter(IPAddress? client, out IPAddress? source)
    {
        source = sourceOf(client);
        if (source is null)
            return true;
        lock (_lock)
        {
            var open = _onTheirWay.GetValueOrDefault(source);
            if (open < perSource)
            {
                _onTheirWay[source] = open + 1;
                return true;
            }
        }

        if (MayTell())
            Log.TooMany(logger, ClientAddress.Masked(source), perSource);
        return false;
    }

    /// <summary>A request of this source is over.</summary>
    public void Leave(IPAddress? source)
    {
        if (source is null)
            return;
        lock (_lock)
        {
            if (_onTheirWay[source] == 1)
                _onTheirWay.Remove(source);
            else
                _onTheirWay[source]--;
        }
    }

    /// <summary>Opens a socket to a shard.</summary>
    /// <exception cref="IOException">There are too many.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint to, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _sockets) > mostSockets)
        {
            Interlocked.Decrement(ref _sockets);
            if (MayTell())
                Log.Full(logger, mostSockets);
            throw new IOException("Too many sockets to shards are open.");
        }

        Socket? socket = null;
        try
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(to, cancellation);
            return new Counted(socket, this);
        }
        catch
        {
            socket?.Dispose();
            Interlocked.Decrement(ref _sockets);
            throw;
        }
    }

    // Once a minute: whoever asks a thousand times must not fill the disk as well.
    private bool MayTell()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now < _toldUntil)
                return false;
            _toldUntil = now + Quiet;
            return true;
        }
    }

    /// <summary>Counts until it is closed; reading and writing cost nothing more.</summary>
    private sealed class Counted(Socket socket, ForwardLimit limit) : NetworkStream(socket, ownsSocket: true)
    {
        private int _isClosed;

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (Interlocked.Exchange(ref _isClosed, 1) == 0)
                Interlocked.Decrement(ref limit._sockets);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5011, LogLevel.Warning, "Too many requests at once from {Source}: more than {Limit} are refused (Limits:ConnectionsPerSource)")]
        public static partial void TooMany(ILogger logger, string source, int limit);

        [LoggerMessage(5012, LogLevel.Error, "The gateway is full: {Limit} sockets to shards are open, further requests are refused. Raise the limit of open files (LimitNOFILE)")]
        public static partial void Full(ILogger logger, int limit);
    }
}
