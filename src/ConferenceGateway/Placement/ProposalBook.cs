using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>
/// Where rooms would live whose page was opened but where nobody signals yet: remembered for some minutes, so that page
/// and socket meet on one shard, and bounded, because a page load proves nothing. Not thread-safe.
/// </summary>
internal sealed class ProposalBook(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Proposals at once, of everybody.</summary>
    public const int MaxTotal = 10_000;

    /// <summary>Proposals at once of one source; whole schools sit behind one address.</summary>
    public const int MaxPerSource = 500;

    private readonly Dictionary<RoomName, Proposal> _byRoom = [];
    private readonly Dictionary<IPAddress, int> _bySource = [];
    private readonly Queue<Proposal> _oldestFirst = [];

    /// <summary>What was chosen for that room, and why; null = nothing that still counts.</summary>
    public Choice? Find(RoomName room)
    {
        Expire();
        return _byRoom.TryGetValue(room, out var proposal) ? proposal.Choice : null;
    }

    /// <summary>Whether one more of this source is remembered.</summary>
    public bool Takes(IPAddress source)
    {
        Expire();
        return _oldestFirst.Count < MaxTotal && _bySource.GetValueOrDefault(source) < MaxPerSource;
    }

    public void Add(RoomName room, Choice choice, IPAddress source)
    {
        var proposal = new Proposal(room, choice, source, time.GetUtcNow() + Lifetime);
        _byRoom[room] = proposal;
        _bySource[source] = _bySource.GetValueOrDefault(source) + 1;
        _oldestFirst.Enqueue(proposal);
    }

    /// <summary>Forgets a proposal: it was claimed. Its place in the bounds frees with its time.</summary>
    public void Remove(RoomName room) => _byRoom.Remove(room);

    private void Expire()
    {
        var now = time.GetUtcNow();
        while (_oldestFirst.TryPeek(out var oldest) && oldest.Until <= now)
        {
            _oldestFirst.Dequeue();
            if (_bySource[oldest.Source] is var left and > 1)
                _bySource[oldest.Source] = left - 1;
            else
                _bySource.Remove(oldest.Source);
            if (_byRoom.TryGetValue(oldest.Room, out var current) && ReferenceEquals(current, oldest))
                _byRoom.Remove(oldest.Room);
        }
    }

    private sealed record Proposal(RoomName Room, Choice Choice, IPAddress Source, DateTimeOffset Until);
}
