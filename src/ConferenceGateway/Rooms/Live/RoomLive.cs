using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using Dapper;

namespace ConferenceGateway.Rooms.Live;

internal sealed record RoomPerson(Guid Id, string? Name, int? GuestNumber, ConnectionWay Way, DateTimeOffset Since, bool IsModerator);

internal sealed class RoomPeople(ConnectionTable connections)
{
    public IReadOnlyList<RoomPerson> Of(RoomName room)
    {
        var guest = 0;
        return [.. connections.Of(room).Select(c => new RoomPerson(c.Id, c.Visitor.Name, c.Visitor.Name is null ? ++guest : null, c.Visitor.Way, c.OpenedAt, c.Visitor.IsModerator))];
    }
}

internal sealed class RoomLive(RoomDeeds deeds, RoomStays stays, RoomGuard guard, ConnectionTable connections, RoomBook rooms)
{
    public Task<RoomAnswer> LockAsync(Actor actor, RoomName room, long? seen = null) => LockAsync(actor, room, seen, RoomLock.Locked, "room.lock");
    public Task<RoomAnswer> UnlockAsync(Actor actor, RoomName room, long? seen = null) => LockAsync(actor, room, seen, RoomLock.Open, "room.unlock");
    public Task<RoomAnswer> StopAsync(Actor actor, RoomName room, long? seen = null) => LockAsync(actor, room, seen, RoomLock.Stopped, "room.stop");
    public Task<RoomAnswer> KickAsync(Actor actor, RoomName room, Guid connection)
    {
        if (rooms.Find(room) is not { } r || connections.Of(room).FirstOrDefault(c => c.Id == connection) is not { } one)
            return Task.FromResult<RoomAnswer>(new RoomAnswer.NotThere());
        one.End();
        return Task.FromResult<RoomAnswer>(new RoomAnswer.Done(r));
    }
    public Task<RoomAnswer> EndAsync(Actor actor, RoomName room)
    {
        foreach (var c in connections.Of(room))
            c.End();
        return Task.FromResult<RoomAnswer>(rooms.Find(room) is { } r ? new RoomAnswer.Done(r) : new RoomAnswer.Unknown());
    }
    public Task<RoomAnswer> TakeBackAsync(Actor actor, RoomName room, string subject) => deeds.OnAsync(actor, room, null, "room.back", async (t, was) =>
    {
        if (!was.Outs.ContainsKey(subject))
            return new RoomAnswer.NotThere();
        await t.Connection!.ExecuteAsync("DELETE FROM room_outs WHERE room = @Key AND subject = @subject", new { room.Key, subject }, t);
        return null;
    });
    private async Task<RoomAnswer> LockAsync(Actor actor, RoomName room, long? seen, RoomLock to, string action)
    {
        var answer = await deeds.OnAsync(actor, room, seen, action, async (t, was) =>
        {
            if (!guard.Allows(was, was with { Lock = to }))
                return new RoomAnswer.CannotGuard();
            await t.Connection!.ExecuteAsync("UPDATE rooms SET lock = @to WHERE room = @Key", new { room.Key, to = to.ToString() }, t);
            if (to == RoomLock.Locked)
                await stays.AddAsync(t, room);
            return null;
        });
        guard.Hold(answer);
        return answer;
    }
}
