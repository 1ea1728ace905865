using System.IO.Pipelines;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Proxy;

/// <summary>Forwards one BOSH request and keeps the count of its session: many requests are one connection.</summary>
internal sealed class BoshStep(BoshSessions sessions, ShardStep shards, ForwardStep forward)
{
    public async Task SendAsync(HttpContext context, UpstreamRequest request, RoomName room, Shard shard, Visitor visitor)
    {
        var asked = await PeekAsync(context.Request.BodyReader, context.RequestAborted);
        var session = sessions.Enter(room, shard.Id, asked.Sid, visitor, context.Connection.RemoteIpAddress);
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var answer = new BoshAnswer(body.Stream);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer, body));
        try
        {
            shards.EndIfDown(session.Connection);
            await forward.SendAsync(context, request, session.Connection.Ended);
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
