using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Identity;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using Dapper;

namespace ConferenceGateway.Rooms.Changes;

/// <summary>Somebody who is to be invited; read by <see cref="Read"/>.</summary>
/// <param name="Name">For whom.</param>
/// <param name="Days">How long it holds.</param>
internal sealed record InvitationWish(string Name, int Days)
{
    public const int UsualDays = 14;
    public const int MostDays = 90;

    /// <summary>Reads what somebody wrote on the page or sent to the API; what is wrong comes in <paramref name="faults"/>, by field.</summary>
    public static InvitationWish? Read(string? name, int? days, IDictionary<string, Text> faults)
    {
        if (!DisplayName.TryParse(name, out var shown))
            faults["name"] = new("Der Name braucht 1 bis 80 sichtbare Zeichen.", "The name " + DisplayName.Rule + ".");
        if (days is < 1 or > MostDays)
            faults["days"] = new($"Die Tage müssen eine Zahl von 1 bis {MostDays} sein.", $"The days must be a whole number from 1 to {MostDays}.");
        return faults.Count > 0 ? null : new(shown, days ?? UsualDays);
    }
}

/// <summary>Invites people to a room by links that outlive its passwords, and takes invitations back.</summary>
internal sealed class InvitationChanges(RoomDeeds deeds, TimeProvider time)
{
    /// <summary>More a room has not at a time.</summary>
    public const int MostOfRoom = 200;

    /// <summary>Where the link of an invitation begins, on MeetingUrl.</summary>
    public const string LinkPath = "/-/invitation/";

    /// <summary>Makes an invitation. Its secret is in the answer and nowhere else.</summary>
    public async Task<RoomAnswer> MakeAsync(Actor actor, RoomName name, InvitationWish wish)
    {
        var (id, secret) = (Secret.MakeId(), Secret.Make());
        var now = time.GetUtcNow();
        var answer = await deeds.OnAsync(actor, name, null, "room.invite", async (transaction, was) =>
        {
            if (was.Invitations.Count >= MostOfRoom)
                return new RoomAnswer.Full(MostOfRoom);
            await transaction.Connection!.ExecuteAsync("""
                INSERT INTO invitations (id, room, secret_hash, name, made_ms, expires_ms) VALUES (@id, @Key, @hash, @Name, @madeMs, @expiresMs)
                """, new
            {
                id, name.Key, hash = Secret.HashOf(secret), wish.Name,
                madeMs = now.ToUnixTimeMilliseconds(), expiresMs = now.AddDays(wish.Days).ToUnixTimeMilliseconds(),
            }, transaction);
            return null;
        });
        return answer is RoomAnswer.Done { Room: var room } ? new RoomAnswer.Invited(room, room.Invitations[id], secret) : answer;
    }

    /// <summary>Takes an invitation back: it opens nothing any more, and whoever is inside by it is not any more.</summary>
    public Task<RoomAnswer> RevokeAsync(Actor actor, RoomName name, string id) => deeds.OnAsync(actor, name, null, "room.uninvite", async (transaction, was) =>
    {
        if (!was.Invitations.ContainsKey(id))
            return new RoomAnswer.NotThere();
        await transaction.Connection!.ExecuteAsync("DELETE FROM invitations WHERE room = @Key AND id = @id", new { name.Key, id }, transaction);
        return null;
    });
}
