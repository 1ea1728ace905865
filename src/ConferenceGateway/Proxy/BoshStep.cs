using System.IO.Pipelines;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Tickets;
using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Proxy;

/// <summary>Forwards one BOSH request and keeps the count of its session: many requests are one connection.</summary>
internal sealed class BoshStep(BoshSessions sessions, BoshFarewell farewell, DoorStep doors, VisitorStep visitors, JitsiTokens tokens, ShardStep shards, ForwardStep forward, ProblemWriter problems)
{
    public async Task SendAsync(HttpContext context, UpstreamRequest request, RoomName room, Shard shard, Entry entry)
    {
        var asked = await PeekAsync(context.Request.BodyReader, context.RequestAborted);
        var known = sessions.Find(shard.Id, asked.Sid);
        // Ended with a shard that was down, and is back: its session may live on, and is counted anew.
        if (known is { Connection: { IsDismissed: false, Ended.IsCancellationRequested: true } })
            known = null;
        if (known is { Connection.IsDismissed: true })
            await BoshFarewell.WriteOverAsync(context);
        // A session is a connection, as a socket is: whoever is inside stays inside until their right is ended.
        else if (known is null ? !entry.IsOpen : known.Connection.Room != room || (!entry.IsOpen && known.Connection.Visitor.Ticket != entry.Ticket?.Id))
            await problems.WriteAsync(context, new Problem.DoorClosed());
        else
            await SendAsync(context, request, room, shard, entry, asked, known);
    }

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

        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var answer = new BoshAnswer(body.Stream);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer, body));
        try
        {
            shards.EndIfDown(connection);
            await forward.SendAsync(context, request with { Connection = connection }, connection.Ended);
        }
        finally
        {
            context.Features.Set(body);
            var ends = asked.IsTerminate || answer.Tag.IsTerminate || context.Response.StatusCode == StatusCodes.Status404NotFound;
            // A name that was asked for may be invented, and the body behind it never end: it counts once Prosody took it.
            var isTaken = answer.HasBegun && context.Response.StatusCode == StatusCodes.Status200OK;
            sessions.Leave(session, isTaken ? answer.Tag.Sid ?? asked.Sid : null, isAlive: !ends, context.Response.StatusCode);
        }
    }

    /// <summary>Looks at the beginning of the body and leaves it where it is.</summary>
    private static async ValueTask<BoshTag> PeekAsync(PipeReader body, CancellationToken aborted)
    {
        while (true)
        {
            var read = await body.ReadAsync(aborted);
            var isRead = BoshTag.TryRead(read.Buffer, out var tag);
            if (isRead || read.IsCompleted || read.Buffer.Length >= BoshTag.MaxLength)
            {
                // Nothing consumed, nothing examined: whoever reads next gets all of it at once.
                body.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
                return tag;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
