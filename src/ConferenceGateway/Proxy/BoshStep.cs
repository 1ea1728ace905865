using System.IO.Pipelines;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Tickets;
using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Proxy;

/// <summary>Forwards one BOSH request and keeps the count of its session: many requests are one connection.</summary>
internal sealed class BoshStep(
    BoshSessions sessions, ConnectionTable connections, BoshFarewell farewell, DoorStep doors, VisitorStep visitors, JitsiTokens tokens, ShardStep shards, ForwardStep forward,
    ProblemWriter problems)
{
    public async Task SendAsync(HttpContext context, UpstreamRequest request, RoomName room, Shard shard, Entry entry)
    {
        if (await PeekAsync(context.Request.BodyReader, context.RequestAborted) is not { } asked)
        {
            await problems.WriteAsync(context, new Problem.BadRequest("The body is not an element `body` that is written plainly."));
            return;
        }

        var known = sessions.Find(shard.Id, asked.Sid);
        // Ended with a shard that was down, and is back: its session may live on, and is counted anew.
        if (known is { Connection: { IsDismissed: false, Ended.IsCancellationRequested: true } })
            known = null;
        if (known is { Connection.IsDismissed: true })
            await BoshFarewell.WriteOverAsync(context);
        // A session is a connection, as a socket is: whoever is inside stays inside until their right is ended.
        else if (known is null && asked.Sid is { } sid && !sessions.MayBeOfBefore && !sessions.IsStrangers(shard.Id, sid, room))
            await BoshFarewell.WriteOverAsync(context);
        else if (known is null && !entry.IsOpen && LeadsToDoor(context, shard, entry))
            await SendStrangerAsync(context, request, room, shard, asked);
        else if (known is null ? !entry.IsOpen : known.Connection.Room != room || (!entry.IsOpen && known.Connection.Visitor.Ticket != entry.Ticket?.Id))
            await problems.WriteAsync(context, new Problem.DoorClosed());
        else
            await SendAsync(context, request, room, shard, entry, asked, known);
    }

    // An app has no page of ours: what Prosody says to whoever has no token leads it to the door.
    private static bool LeadsToDoor(HttpContext context, Shard shard, Entry entry) =>
        shard.GuardsRooms && entry.Service is null && !VisitorStep.IsBrowser(context.Request);

    /// <summary>Forwards without a token and counts nothing. A session that began so is good for that alone.</summary>
    private Task SendStrangerAsync(HttpContext context, UpstreamRequest request, RoomName room, Shard shard, BoshTag asked) =>
        ReadingAsync(context, async answer =>
        {
            await forward.SendAsync(context, request, connections.Ended);
            if ((answer.Tag.Sid ?? asked.Sid) is { } sid && answer.HasBegun && !answer.Tag.IsTerminate)
                sessions.KeepStrangers(shard.Id, sid, room);
        });

    private async Task SendAsync(HttpContext context, UpstreamRequest request, RoomName room, Shard shard, Entry entry, BoshTag asked, BoshSession? known)
    {
        var visitor = known?.Connection.Visitor ?? visitors.Of(context, room, entry);
        var session = sessions.Enter(room, shard.Id, asked.Sid, visitor, context.Connection.RemoteIpAddress, asked.Rid);
        var connection = session.Connection;
        if (known is null)
        {
            // Prosody reads the token with the request that opens a session.
            request = request with { Token = tokens.Make(shard, room, visitor) };
            connection.TryCarry(() => farewell.LeaveAsync(session, request));
            doors.DismissIfShut(context, connection, entry.Ticket);
        }

        await ReadingAsync(context, async answer =>
        {
            try
            {
                shards.EndIfGone(connection);
                await forward.SendAsync(context, request with { Connection = connection }, connection.Ended);
            }
            finally
            {
                var ends = asked.IsTerminate || answer.Tag.IsTerminate || context.Response.StatusCode == StatusCodes.Status404NotFound;
                // A name that was asked for may be invented, and the body behind it never end: it counts once Prosody took it.
                var isTaken = answer.HasBegun && context.Response.StatusCode == StatusCodes.Status200OK;
                sessions.Leave(session, isTaken ? answer.Tag.Sid ?? asked.Sid : null, isAlive: !ends, context.Response.StatusCode);
            }
        });
    }

    /// <summary>Keeps the beginning of the answer while it passes.</summary>
    private static async Task ReadingAsync(HttpContext context, Func<BoshAnswer, Task> send)
    {
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var answer = new BoshAnswer(body.Stream);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer, body));
        try
        {
            await send(answer);
        }
        finally
        {
            context.Features.Set(body);
        }
    }

    /// <summary>
    /// Looks at the beginning of the body and leaves it where it is. Null: what Prosody would make of it is not for us to
    /// guess. No body at all is a browser that looks what is there.
    /// </summary>
    private static async ValueTask<BoshTag?> PeekAsync(PipeReader body, CancellationToken aborted)
    {
        while (true)
        {
            var read = await body.ReadAsync(aborted);
            var isRead = BoshTag.TryRead(read.Buffer, out var tag);
            if (isRead || read.IsCompleted || read.Buffer.Length >= BoshTag.MaxLength)
            {
                // Nothing consumed, nothing examined: whoever reads next gets all of it at once.
                body.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
                return tag.IsPlain || (read.IsCompleted && read.Buffer.IsEmpty) ? tag : null;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
