using System.Net;
using ConferenceGateway.Core;
using ConferenceGateway.Settings;
using Microsoft.AspNetCore.Connections;

namespace ConferenceGateway.Hosting.Listening;

/// <summary>
/// Counts open connections by their source and closes those that are too many, before they cost a handshake. Who sits on
/// this machine, or is a trusted proxy, speaks for many and counts for the whole only. Thread-safe.
/// </summary>
internal sealed partial class SourceLimit(ListeningOptions settings, TimeProvider time, ILogger<SourceLimit> logger)
{
    private readonly int _most = OpenFiles.MostConnections();
    private int _all;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _open = [];
    private DateTimeOffset _toldUntil;

    /// <summary>Around everything else of a connection.</summary>
    public ConnectionDelegate Around(ConnectionDelegate next) => async connection =>
    {
        var source = SourceOf(connection.RemoteEndPoint);
        if (Interlocked.Increment(ref _all) > _most)
        {
            Interlocked.Decrement(ref _all);
            if (MayTell())
                Log.Full(logger, _most);
            connection.Abort();
            return;
        }

        var isIn = source is null || TryEnter(source);
        try
        {
            if (isIn)
            {
                await next(connection);
                return;
            }

            if (MayTell())
                Log.TooMany(logger, ClientAddress.Masked(source), settings.Limits.ConnectionsPerSource);
            connection.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _all);
            if (isIn && source is not null)
                Leave(source);
        }
    };

    /// <summary>The address that counts, or null where none does.</summary>
    internal IPAddress? SourceOf(EndPoint? remote)
    {
        return remote is IPEndPoint { Address: var address } ? SourceOf(address) : null;
    }

    /// <summary>The same of an address that is known already.</summary>
    internal IPAddress? SourceOf(IPAddress? address)
    {
        if (address is null)
            return null;
        address = ClientAddress.Plain(address);
        if (address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback))
            return null;
        foreach (var proxy in settings.TrustedProxies)
        {
            if (proxy.Contains(address))
                return null;
        }

        return ClientAddress.SourceOf(address);
    }

    internal bool TryEnter(IPAddress source)
    {
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(source);
            if (open >= settings.Limits.ConnectionsPerSource)
                return false;
            _open[source] = open + 1;
            return true;
        }
    }

    internal void Leave(IPAddress source)
    {
        lock (_lock)
        {
            if (_open[source] == 1)
                _open.Remove(source);
            else
                _open[source]--;
        }
    }

    // Once a minute: whoever opens thousands of connections must not fill the disk as well.
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

    private static partial class Log
    {
        [LoggerMessage(9101, LogLevel.Warning, "Too many connections from {Source}: more than {Limit} are closed at once (Limits:ConnectionsPerSource)")]
        public static partial void TooMany(ILogger logger, string source, int limit);

        [LoggerMessage(9102, LogLevel.Error, "The gateway is full: {Limit} connections are open, the next ones are closed at once. Raise the limit of open files (LimitNOFILE)")]
        public static partial void Full(ILogger logger, int limit);
    }
}
