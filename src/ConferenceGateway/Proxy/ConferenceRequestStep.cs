using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Proxy;

/// <summary>Forwards a conference request whose body names the same room as its address.</summary>
internal sealed class ConferenceRequestStep(ForwardStep forward, ProblemWriter problems)
{
    public async Task SendAsync(HttpContext context, UpstreamRequest request, RoomName room, Shard shard)
    {
        if (await ConferenceRequestBody.ReadAsync(context.Request) is not { } body)
        {
            await problems.WriteAsync(context, new Problem.PayloadTooLarge());
            return;
        }

        if (ConferenceRequestBody.Check(body, room, shard.Host) is { } fault)
        {
            await problems.WriteAsync(context, new Problem.BadRequest(fault));
            return;
        }

        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = body.Length;
        // Read here as JSON in UTF-8. In another charset a quotation mark may be half a letter, and the room another one.
        context.Request.ContentType = "application/json";
        context.Request.Headers.Remove("Content-Encoding");
        await forward.SendAsync(context, request);
    }
}
