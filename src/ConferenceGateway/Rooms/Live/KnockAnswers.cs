using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Rooms.Live;

/// <summary>Lets in, or refuses, somebody who waits, and writes down who did.</summary>
internal sealed class KnockAnswers(KnockBook knocks, RoomBook rooms, Database database, AuditLog audit)
{
    public async Task<RoomAnswer> AnswerAsync(Actor actor, RoomName name, string id, bool isAdmitted)
    {
        if (rooms.Find(name) is not { } room)
            return new RoomAnswer.Unknown();
        if (knocks.Waiting(name).FirstOrDefault(knock => knock.Id == id) is not { } waiting)
            return new RoomAnswer.NotThere();
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await audit.AppendAsync(transaction, actor, new(isAdmitted ? "room.admit" : "room.refuse", name.Key, room.Shown)
        {
            After = new Dictionary<string, string?> { ["guest"] = waiting.Name },
        });
        await transaction.CommitAsync();
        return knocks.Answer(name, id, isAdmitted ? KnockState.Admitted : KnockState.Refused) ? new RoomAnswer.Done(room) { Was = room } : new RoomAnswer.NotThere();
    }
}
