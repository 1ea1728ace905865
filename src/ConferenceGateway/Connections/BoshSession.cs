namespace ConferenceGateway.Connections;

/// <summary>A BOSH session: many requests, one connection. Fields are guarded by <see cref="BoshSessions"/>.</summary>
internal sealed class BoshSession
{
    internal BoshSession(Connection connection) => Connection = connection;

    /// <summary>What is counted, and what ends the session's polls.</summary>
    public Connection Connection { get; }

    /// <summary>The shard's name for it; null until the answer to the first request was read.</summary>
    internal string? Sid { get; set; }

    /// <summary>Requests on their way.</summary>
    internal int Polls { get; set; }

    /// <summary>When the last request was answered.</summary>
    internal DateTimeOffset LastPoll { get; set; }
}
