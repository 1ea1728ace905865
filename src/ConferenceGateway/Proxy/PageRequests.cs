using System.Text;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Entrance;

namespace ConferenceGateway.Proxy;

/// <summary>The page of a room: its one spelling, a browser that can take part, a shard.</summary>
internal sealed class PageRequests(
    RoomStep rooms, MaintenanceStep maintenances, BrowserStep browsers, DoorStep doors, TicketStep tickets, DoorPages doorPages, DoorForms doorForms, RoomsOptions rules, MeetingForm forms, ShardStep shards, NoPlacePages noPlace, ForwardStep forward, FleetView fleet, GatewayCookies cookies, Origins origins, ProblemWriter problems)
{
    public Task HandleAsync(HttpContext context, in RequestTarget target)
    {
        if (rooms.ReadPage(target, out var room) is var fault and not RoomNameFault.None)
            return problems.WriteAsync(context, Problem.OfAddress(fault));
        RequestNote.Of(context)?.Room = room.Key;
        if (!target.Path[1..].SequenceEqual(room.Link))
            return RedirectAsync(context, room, target);
        if (maintenances.IfClosed() is { } closed)
            return noPlace.WriteAsync(context, room, closed);
        if (HttpMethods.IsPost(context.Request.Method))
            return HandlePostAsync(context, doors.OfPage(context, target, room), PlaceOf(room, target));
        if (!browsers.MayPass(context))
            return browsers.WriteAsync(context, room);
        var entry = doors.OfPage(context, target, room);
        tickets.LeavePartner(context, entry);
        if (!entry.IsOpen)
            return doorPages.WriteAsync(context, PlaceOf(room, target), entry.Ticket, entry.Answer);
        if (maintenances.IfNew(room) is { } noNew)
            return noPlace.WriteAsync(context, room, noNew);
        if (shards.OfPage(context, fleet.Current, room) is not { } shard)
            return noPlace.WriteAsync(context, room, new Problem.NoShardFree());

        tickets.Leave(context, room, entry);
        return forward.SendAsync(context, new UpstreamRequest(Surface.Page, shard, shard.Address, UpstreamPaths.Page(room, target))
        {
            ShardCookie = cookies.ForShard(shard.Id),
            FrameAncestors = rules.FrameAncestors,
        });
    }

    // Both pages have forms without `action`, which come back to the room's own address.
    private async Task HandlePostAsync(HttpContext context, Entry entry, DoorPlace place)
    {
        if (await forms.ReadAsync(context, DoorForms.MostBytes) is not { } fields)
            return;
        if (fields.ContainsKey(DoorPages.Field))
            await doorForms.HandleAsync(context, place, entry.Ticket, entry.Answer, fields);
        else
            await browsers.HandlePostAsync(context, place.Room, place.Came, fields);
    }

    private static DoorPlace PlaceOf(RoomName room, in RequestTarget target)
    {
        var here = new StringBuilder("/").Append(room.Link);
        if (!target.Query.IsEmpty)
            new RequestQuery(target.Query).AppendAllButTokens(here);
        return new DoorPlace(room, here.ToString()) { Came = $"/{room.Link}{target.QueryWithMark}" };
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
