using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Proxy;

/// <summary>The page of a room: its one spelling, a browser that can take part, a shard.</summary>
internal sealed class PageRequests(
    RoomStep rooms, BrowserStep browsers, ShardStep shards, ForwardStep forward, FleetView fleet, GatewayCookies cookies, Origins origins, ProblemWriter problems)
{
    public Task HandleAsync(HttpContext context, in RequestTarget target)
    {
        if (rooms.ReadPage(target, out var room) is var fault and not RoomNameFault.None)
            return problems.WriteAsync(context, Problem.OfAddress(fault));
        RequestNote.Of(context)?.Room = room.Key;
        if (!target.Path[1..].SequenceEqual(room.Link))
            return RedirectAsync(context, room, target);
        if (HttpMethods.IsPost(context.Request.Method))
            return browsers.HandlePostAsync(context, room, $"/{room.Link}{target.QueryWithMark}");
        if (!browsers.MayPass(context))
            return browsers.WriteAsync(context, room);
        if (shards.OfPage(context, fleet.Current, room) is not { } shard)
            return problems.WriteAsync(context, new Problem.NoShardFree());

        return forward.SendAsync(context, new UpstreamRequest(Surface.Page, shard, shard.Address, UpstreamPaths.Page(room, target))
        {
            ShardCookie = cookies.ForShard(shard.Id),
        });
    }

    // The browser keeps the `#…` by itself.
    private Task RedirectAsync(HttpContext context, RoomName room, in RequestTarget target)
    {
        context.Response.Headers.Location = $"{origins.Meeting}/{room.Link}{target.QueryWithMark}";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = StatusCodes.Status302Found;
        return Task.CompletedTask;
    }
}
