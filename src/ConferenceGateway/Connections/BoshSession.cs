using System.Net;

namespace ConferenceGateway.Connections;

/// <summary>A BOSH session: many requests, one connection. Fields are guarded by <see cref="BoshSessions"/>.</summary>
internal sealed class BoshSession
{
    internal BoshSession(Connection connection) => Connection = connection;

    /// <summary>What is counted, and what ends the session's polls.</summary>
    public Connection Connection { get; }

    /// <summary>The shard's name for it; null until the answer to the first request was read.</summary>
    internal string? Sid { get; set; }

    /// <summary>
    /// The number up to which Prosody has taken all requests; 0: none had one. It takes the next one, keeps one that comes too
    /// early by one, and no other: a client that says odd numbers cannot make a farewell come under one that does not count.
    /// </summary>
    internal long Rid { get; private set; }

    private bool _hasEarly;

    /// <summary>A request had that number.</summary>
    internal void Count(long rid)
    {
        if (Rid == 0)
            Rid = rid;
        else if (rid == Rid + 2)
            _hasEarly = true;
        else if (rid == Rid + 1)
            (Rid, _hasEarly) = (_hasEarly ? rid + 1 : rid, false);
    }

    /// <summary>Ends when no request is on its way; made when somebody waits for that.</summary>
    internal TaskCompletionSource? AllAnswered { get; set; }

    /// <summary>Requests on their way.</summary>
    internal int Polls { get; set; }

    /// <summary>Whether it is counted no longer.</summary>
    internal bool IsOver { get; set; }

    /// <summary>All requests until now.</summary>
    internal int Requests { get; set; }

    /// <summary>Where the first request came from.</summary>
    internal IPAddress? Client { get; init; }

    /// <summary>How the last request was answered.</summary>
    internal int LastStatus { get; set; }

    /// <summary>When the first request came.</summary>
    internal required DateTimeOffset Began { get; init; }

    /// <summary>When the last request was answered.</summary>
    internal DateTimeOffset LastPoll { get; set; }
}
