using System.Net.WebSockets;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Lab;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;

namespace ConferenceGateway.Tests.Tickets;

/// <summary>A gateway before one shard that checks tokens, with rooms whose doors are shut to strangers.</summary>
internal static class GuardedRooms
{
    /// <summary>The name behind a text.</summary>
    public static RoomName Name(string room)
    {
        RoomName.TryParseTyped(room, out var name, out _).Should().BeTrue();
        return name;
    }

    /// <summary>A browser's ticket as it sends it back.</summary>
    public static string Cookie(string room, string text) => $"t-{StableHash.Of("ticket", Name(room).Key):x16}={text}";

    /// <summary>Puts a room in force as if a chair had made it.</summary>
    public static Room Guard(this TestGateway gateway, string room, Func<Room, Room>? change = null)
    {
        var was = gateway.Get<RoomBook>().Find(Name(room));
        var made = new Room
        {
            Name = Name(room),
            Entry = RoomEntry.Knock,
            RightsRevision = was?.RightsRevision ?? 3,
            Revision = (was?.Revision ?? 2) + 1,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        gateway.Get<RoomBook>().Put(change is null ? made : change(made));
        return gateway.Get<RoomBook>().Find(Name(room))!;
    }

    /// <summary>
    /// Asks for a signalling socket as an app does, with something in <c>token=</c>, and returns the token that the shard
    /// received with it; null: none came, so nobody gets in.
    /// </summary>
    public static async Task<string?> TokenBehindAsync(
        this TestGateway gateway, LabShard shard, string room, string? token, string? cookie = null, CancellationToken cancellation = default)
    {
        var seen = shard.Received.Total;
        using var handler = gateway.CreateHandler();
        using var invoker = new HttpMessageInvoker(handler);
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        if (cookie is not null)
        {
            socket.Options.SetRequestHeader("Cookie", cookie);
            socket.Options.SetRequestHeader("Origin", TestGateway.MeetingUrl);
        }

        var query = token is null ? "" : "&token=" + token;
        try
        {
            await socket.ConnectAsync(new Uri($"ws://meet.test{(Name(room).LinkTenant is { } tenant ? "/" + tenant : "")}/xmpp-websocket?room={Name(room).LinkRoom}{query}"), invoker, cancellation);
        }
        catch (WebSocketException)
        {
            // Refused by the gateway: then the shard has heard nothing.
        }

        var heard = shard.Received.Where(request => request.Number > seen && request.RawPath.EndsWith("/xmpp-websocket", StringComparison.Ordinal));
        heard.Should().OnlyContain(request => !request.RawTarget.Contains("token=", StringComparison.Ordinal), "what came in is never passed on");
        return heard.Count == 0 ? null : heard[0].Header("Authorization")?["Bearer ".Length..];
    }
}
