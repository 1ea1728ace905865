using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Rooms;

/// <summary>What became of a knock.</summary>
public enum KnockState
{
    /// <summary>The chair has not said anything yet.</summary>
    Waiting,

    /// <summary>Come in.</summary>
    Admitted,

    /// <summary>No.</summary>
    Refused,
}

/// <summary>Somebody who waits before a room. The waiting ticket in their browser has the same id.</summary>
public sealed record Knock(string Id, string Name, DateTimeOffset Since, DateTimeOffset Seen, KnockState State)
{
    /// <summary>The network it came from, masked; shown to nobody.</summary>
    internal string Source { get; init; } = "";

    /// <summary>The room's revision when the chair answered: what the chair decides later, that answer does not know.</summary>
    public long Revision { get; init; }
}

/// <summary>
/// Who waits before which room, in memory: a waiting page asks every few seconds, and so knocks again after a restart.
/// Bounded for each room and in all. Thread-safe.
/// </summary>
/// <remarks>
/// Where it is full, whoever comes takes the place of the one who came last from the network that has the most places, as
/// long as that has more than the newcomer's: one person cannot shut a waiting room, and a hall behind one address can fill it.
/// </remarks>
internal sealed class KnockBook(RoomBook rooms, TimeProvider time)
{
    /// <summary>More do not wait before one room.</summary>
    public const int MostOfRoom = 200;

    /// <summary>More do not wait before all rooms together.</summary>
    public const int MostInAll = 5_000;

    /// <summary>Whoever has not asked for this long waits no longer.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>An answer of the chair holds this long, for a page that was asleep.</summary>
    public static readonly TimeSpan Answered = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<RoomName, Dictionary<string, Knock>> _byRoom = [];
    private int _all;

    /// <summary>Somebody knocks, or asks whether the chair has said anything. False: too many wait.</summary>
    /// <param name="room">Where.</param>
    /// <param name="id">That of the waiting ticket.</param>
    /// <param name="name">As the chair will see it.</param>
    /// <param name="from">Where it comes from.</param>
    /// <param name="state">What the chair has said.</param>
    public bool TryKnock(RoomName room, string id, string name, IPAddress? from, out KnockState state)
    {
        lock (_lock)
        {
            Sweep(room);
            var now = time.GetUtcNow();
            var knocks = _byRoom.GetValueOrDefault(room);
            if (knocks?.GetValueOrDefault(id) is { } known)
            {
                knocks[id] = known with { Seen = now };
                state = known.State;
                return true;
            }

            state = KnockState.Waiting;
            var source = ClientAddress.Masked(from);
            if ((knocks?.Count >= MostOfRoom && !TryMakePlace([room], source)) || (_all >= MostInAll && !TryMakePlace(_byRoom.Keys, source)))
                return false;
            if (!_byRoom.TryGetValue(room, out knocks))
                _byRoom[room] = knocks = [];
            knocks[id] = new Knock(id, name, now, now, KnockState.Waiting) { Source = source };
            _all++;
            return true;
        }
    }

    /// <summary>That knock; null: it is not known, or no longer.</summary>
    public Knock? Find(RoomName room, string id)
    {
        lock (_lock)
            return _byRoom.GetValueOrDefault(room)?.GetValueOrDefault(id);
    }

    /// <summary>What the chair has said to that knock; null: it is not known.</summary>
    public KnockState? StateOf(RoomName room, string id) => Find(room, id)?.State;

    /// <summary>Whoever waits there gives another name.</summary>
    public void Rename(RoomName room, string id, string name)
    {
        lock (_lock)
        {
            if (_byRoom.GetValueOrDefault(room) is { } knocks && knocks.TryGetValue(id, out var knock))
                knocks[id] = knock with { Name = name };
        }
    }

    /// <summary>Whether the chair has said no to that knock.</summary>
    public bool IsRefused(RoomName room, string id) => StateOf(room, id) == KnockState.Refused;

    /// <summary>Who waits before a room, the longest first.</summary>
    public IReadOnlyList<Knock> Waiting(RoomName room)
    {
        lock (_lock)
        {
            Sweep(room);
            return [.. (_byRoom.GetValueOrDefault(room)?.Values ?? Enumerable.Empty<Knock>()).Where(knock => knock.State == KnockState.Waiting).OrderBy(knock => knock.Since)];
        }
    }

    /// <summary>The chair's answer. False: nobody waits there under that id.</summary>
    public bool Answer(RoomName room, string id, KnockState state)
    {
        lock (_lock)
        {
            if (_byRoom.GetValueOrDefault(room) is not { } knocks || !knocks.TryGetValue(id, out var knock))
                return false;
            knocks[id] = knock with { State = state, Seen = time.GetUtcNow(), Revision = rooms.Find(room)?.Revision ?? 0 };
            return true;
        }
    }

    /// <summary>They wait no longer.</summary>
    public void Leave(RoomName room, string id)
    {
        lock (_lock)
            Remove(room, id);
    }

    /// <summary>Forgets those who are gone, in all rooms; called now and then.</summary>
    public void Sweep()
    {
        lock (_lock)
        {
            foreach (var room in _byRoom.Keys.ToList())
                Sweep(room);
        }
    }

    private bool TryMakePlace(IEnumerable<RoomName> among, string source)
    {
        var bySource = among.SelectMany(room => _byRoom[room].Values, (room, knock) => (Room: room, Knock: knock))
            .Where(each => each.Knock.State == KnockState.Waiting).GroupBy(each => each.Knock.Source).ToList();
        if (bySource.MaxBy(places => places.Count()) is not { } most || most.Count() <= (bySource.Find(places => places.Key == source)?.Count() ?? 0) + 1)
            return false;
        var (room, last) = most.MaxBy(each => each.Knock.Since);
        Remove(room, last.Id);
        return true;
    }

    private void Sweep(RoomName room)
    {
        if (_byRoom.GetValueOrDefault(room) is not { } knocks)
            return;
        var now = time.GetUtcNow();
        foreach (var knock in knocks.Values.Where(knock => now - knock.Seen > (knock.State == KnockState.Waiting ? Silence : Answered)).ToList())
            Remove(room, knock.Id);
    }

    private void Remove(RoomName room, string id)
    {
        if (_byRoom.GetValueOrDefault(room) is not { } knocks || !knocks.Remove(id))
            return;
        _all--;
        if (knocks.Count == 0)
            _byRoom.Remove(room);
    }
}
