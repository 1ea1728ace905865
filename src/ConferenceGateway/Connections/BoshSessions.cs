using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Connections;

/// <summary>
/// The BOSH sessions, each counted as one connection from its first request until it is terminated, its shard ends, or
/// <see cref="Silence"/> after its last answer. Thread-safe.
/// </summary>
internal sealed partial class BoshSessions(ConnectionTable connections, TimeProvider time, ILogger<BoshSessions> logger)
{
    /// <summary>How long a session lives after its last answer. Prosody gives up on one after 60 s.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(90);

    /// <summary>More sessions of whoever the door keeps out are not followed; their next request is over.</summary>
    public const int MostStrangers = 4096;

    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly Lock _lock = new();
    private readonly Dictionary<(ShardId Shard, string Sid), (RoomName Room, DateTimeOffset Last)> _strangers = [];
    private readonly Dictionary<(ShardId Shard, string Sid), BoshSession> _bySid = [];

    /// <summary>The session of that name, or null.</summary>
    public BoshSession? Find(ShardId shard, string? sid)
    {
        if (sid is null)
            return null;
        lock (_lock)
            return _bySid.GetValueOrDefault((shard, sid));
    }

    /// <summary>
    /// Whether a session that is not known may be one of before our start. Later there is none: Prosody gives up sooner than
    /// we do. A session that was ended, or said that it ends, would else go on under the name of any open room.
    /// </summary>
    public bool MayBeOfBefore => time.GetUtcNow() - _start < Resumptions.Grace;

    /// <summary>Whether that session began without a right, before the door of that room.</summary>
    public bool IsStrangers(ShardId shard, string sid, RoomName room)
    {
        lock (_lock)
            return _strangers.TryGetValue((shard, sid), out var stranger) && stranger.Room == room;
    }

    /// <summary>Prosody has answered in a session that has no right: it may go on to be refused.</summary>
    public void KeepStrangers(ShardId shard, string sid, RoomName room)
    {
        lock (_lock)
        {
            if (!_bySid.ContainsKey((shard, sid)) && (_strangers.Count < MostStrangers || _strangers.ContainsKey((shard, sid))))
                _strangers[(shard, sid)] = (room, time.GetUtcNow());
        }
    }

    /// <summary>What a request that ends the session has to say; null: the shard has no name for it yet, or its number is not known.</summary>
    public (string Sid, long Rid)? NextOf(BoshSession session)
    {
        lock (_lock)
            return session is { Sid: { } sid, Rid: > 0 } ? (sid, session.Rid + 1) : null;
    }

    /// <summary>Ends when no request of the session is on its way.</summary>
    public Task AnsweredAsync(BoshSession session)
    {
        lock (_lock)
        {
            if (session.Polls == 0)
                return Task.CompletedTask;
            return (session.AllAnswered ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>A request begins. Without a sid, or with one that is not known, it opens a session of its own.</summary>
    public BoshSession Enter(RoomName room, ShardId shard, string? sid, Visitor visitor, IPAddress? client = null, long? rid = null)
    {
        lock (_lock)
        {
            BoshSession? session = null;
            if (sid is not null && _bySid.TryGetValue((shard, sid), out session) && session.Connection.Ended.IsCancellationRequested)
            {
                // The shard was down and is back before the room moved: its session may live on, ours was ended.
                Remove(session);
                session = null;
            }

            session ??= new BoshSession(connections.Open(room, shard, visitor)) { Began = time.GetUtcNow(), Client = client };
            session.Polls++;
            if (rid is { } number)
                session.Count(number);
            session.Requests++;
            return session;
        }
    }

    /// <summary>
    /// A request was answered. <paramref name="sid"/> is what the shard calls the session (null if the answer did not
    /// say), <paramref name="isAlive"/> is false when the session ended or never came to be.
    /// </summary>
    public void Leave(BoshSession session, string? sid, bool isAlive, int status = 200)
    {
        lock (_lock)
        {
            session.Polls--;
            if (session.Polls == 0)
                session.AllAnswered?.TrySetResult();
            session.LastPoll = time.GetUtcNow();
            session.LastStatus = status;
            if (isAlive && session.Sid is null && sid is not null && !session.Connection.Ended.IsCancellationRequested)
            {
                session.Sid = sid;
                if (!_bySid.TryAdd((session.Connection.Shard, sid), session))
                    isAlive = false;
            }

            if (!isAlive || (session.Sid is null && session.Polls == 0))
                Remove(session);
        }
    }

    /// <summary>Forgets the sessions that fell silent and those that were ended; called every few seconds.</summary>
    public void Sweep()
    {
        var limit = time.GetUtcNow() - Silence;
        lock (_lock)
        {
            foreach (var session in _bySid.Values
                .Where(session => session.Connection.Ended.IsCancellationRequested ||
                    (session.Polls == 0 && session.LastPoll <= limit)).ToList())
                Remove(session);
            foreach (var (name, stranger) in _strangers)
            {
                if (stranger.Last <= limit)
                    _strangers.Remove(name);
            }
        }
    }

    private void Remove(BoshSession session)
    {
        if (session.Sid is { } sid && _bySid.TryGetValue((session.Connection.Shard, sid), out var known) && known == session)
            _bySid.Remove((session.Connection.Shard, sid));
        if (session.IsOver)
            return;
        session.IsOver = true;
        connections.Close(session.Connection);
        if (logger.IsEnabled(LogLevel.Information))
        {
            Log.Ended(
                logger, session.Connection.Room.Key, session.Connection.Shard.Name, session.LastStatus, session.Requests,
                Math.Round((time.GetUtcNow() - session.Began).TotalSeconds, 1), session.Client?.ToString() ?? "");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Information, "Bosh session over, room {Room}, shard {Shard}, last answer {Status}, {Requests} requests in {Seconds} s, from {Client}", SkipEnabledCheck = true)]
        public static partial void Ended(ILogger logger, string room, string shard, int status, int requests, double seconds, string client);
    }
}
