using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Jicofo;
using ConferenceGateway.Upkeep.Drains;

namespace ConferenceGateway.Upkeep.Moves;

/// <summary>
/// Moves conferences away from a drained bridge, whole and one after the other, and reads back whether they went: Jicofo
/// says how many it asked to move, the bridge who is still there.
/// </summary>
internal sealed partial class BridgeMoves(JicofoCalls jicofo, MoveBook book, TimeProvider time, ILogger<BridgeMoves> logger)
{
    /// <summary>
    /// Between two conferences: Jicofo counts whom it has just put on a bridge as load for 20 s, so a few at a time are
    /// spread better than all at once.
    /// </summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Moving takes one to two seconds, and reports are up to ten seconds old.</summary>
    public static readonly TimeSpan ReadBack = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly Dictionary<BridgeId, DateTimeOffset> _next = [];
    private readonly Dictionary<(BridgeId Bridge, RoomName? Room), Asked> _asked = [];

    public async Task StepAsync(FleetNode.OfBridge node, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!(node.Wanted!.MoveAt is { } at && at <= now))
        {
            Forget(bridge => bridge == node.Bridge.Id);
            return;
        }

        Note(node, now);
        if (!IsTurn(node, now))
            return;
        if (!DrainPhases.IsInForce(node.Bridge, now))
        {
            // Jicofo would put them back.
            if (now - at >= DrainPhases.Patience && book.MayTry(node.Name, null, now))
                book.Failed(node.Name, null, MoveFault.NotConfirmed, now);
            return;
        }

        // By name, where the bridge's rooms are known; else all that is there.
        RoomName?[] left = node.Bridge.Rooms is { } rooms
            ? [.. rooms.Where(room => room.Value > 0).OrderByDescending(room => room.Value).Select(room => (RoomName?)room.Key)]
            : node.Bridge.Report is { People: 0 } or { People: null } ? [] : [null];
        book.Keep(node.Name, left);
        foreach (var room in left)
        {
            if (book.MayTry(node.Name, room, now))
            {
                await MoveAsync(node, room, now, cancellation);
                return;
            }
        }
    }

    private async Task MoveAsync(FleetNode.OfBridge node, RoomName? room, DateTimeOffset now, CancellationToken cancellation)
    {
        book.Try(node.Name, room, now + ReadBack);
        var answer = room is { } name
            ? await jicofo.MoveConferenceAsync(node.Home.Shard, node.Bridge.Bridge, name, cancellation)
            : await jicofo.MoveAllAsync(node.Home.Shard, node.Bridge.Bridge, cancellation);
        if (answer is MoveAnswer.Failed failed)
        {
            book.Failed(node.Name, room, MoveFault.JicofoRefuses, now);
            Log.Refused(logger, node.Name, failed.Why);
            return;
        }

        // Not there: it ended a moment ago, or Jicofo calls the bridge by another name. The bridge itself says which.
        var asked = answer as MoveAnswer.Asked;
        lock (_lock)
            _asked[(node.Bridge.Id, room)] = new Asked(now, room is null ? asked?.Conferences ?? 0 : 1);
        Log.Asked(logger, node.Name, asked?.People ?? 0, asked?.Conferences ?? 0);
    }

    /// <summary>Reads in the bridge's reports what became of those that were asked to move.</summary>
    private void Note(FleetNode.OfBridge node, DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var ((bridge, room), asked) in _asked.Where(one => one.Key.Bridge == node.Bridge.Id).ToArray())
            {
                if (node.Bridge.Report is not { } report || report.At <= asked.At)
                    continue;
                if (!IsThere(node.Bridge, room))
                    book.Moved(node.Name, room, asked.Conferences);
                else if (now - asked.At < ReadBack)
                    continue;
                else
                    book.Failed(node.Name, room, MoveFault.StillThere, now, TimeSpan.Zero);
                _asked.Remove((bridge, room));
            }
        }
    }

    /// <summary>Forgets what was asked of all bridges but these: what was asked before a drain was undone says nothing about the next one.</summary>
    public void KeepOnly(IReadOnlySet<string> nodes) => Forget(bridge => !nodes.Contains(bridge.ServerId));

    private void Forget(Func<BridgeId, bool> isOver)
    {
        lock (_lock)
        {
            foreach (var asked in _asked.Keys.Where(asked => isOver(asked.Bridge)).ToArray())
                _asked.Remove(asked);
            foreach (var bridge in _next.Keys.Where(isOver).ToArray())
                _next.Remove(bridge);
        }
    }

    private bool IsTurn(FleetNode.OfBridge node, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_next.TryGetValue(node.Bridge.Id, out var next) && now < next)
                return false;
            _next[node.Bridge.Id] = now + Pace;
            return true;
        }
    }

    private static bool IsThere(BridgeState bridge, RoomName? room) => room is { } name && bridge.Rooms is { } rooms
        ? rooms.GetValueOrDefault(name) > 0
        : bridge.Report is not { People: 0 };

    private readonly record struct Asked(DateTimeOffset At, int Conferences);

    private static partial class Log
    {
        [LoggerMessage(4103, LogLevel.Information, "Jicofo was asked to move {People} people of {Conferences} conferences away from bridge {Bridge}, which is drained")]
        public static partial void Asked(ILogger logger, string bridge, int people, int conferences);

        [LoggerMessage(4104, LogLevel.Warning, "Jicofo does not move people away from bridge {Bridge}, and is asked again: {Reason}")]
        public static partial void Refused(ILogger logger, string bridge, string reason);
    }
}
