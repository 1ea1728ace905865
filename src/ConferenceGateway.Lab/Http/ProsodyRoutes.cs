using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConferenceGateway.Lab.Xmpp;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>What Prosody tells over HTTP: who is where, and a word into a meeting where somebody has set that up.</summary>
internal sealed class ProsodyRoutes(LabShardOptions options, LabFaults faults, XmppServer xmpp, LabSystemMessages messages)
{
    /// <summary>What answers; null: it is none of these.</summary>
    public Func<HttpContext, Task>? Find(string method, string[] segments) => (method, segments) switch
    {
        ("GET", ["room-census"]) when options.HasCensus => CensusAsync,
        ("GET", ["room-size"]) => RoomSizeAsync,
        ("GET", ["room"]) => RoomAsync,
        ("GET", ["sessions"]) => context => context.WriteAsync(xmpp.SessionCount.ToString(CultureInfo.InvariantCulture)),
        ("POST", ["send-system-chat-message"]) when options.SystemChat is { } key => context => SystemChatAsync(context, key),
        _ => null,
    };

    /// <summary>Written piece by piece: there may be a million.</summary>
    private async Task CensusAsync(HttpContext context)
    {
        var now = options.Time.GetUtcNow();
        var invented = Enumerable.Range(0, faults.ExtraRooms).Select(number =>
            (Jid: string.Create(CultureInfo.InvariantCulture, $"extra-{number}@conference.{options.Domain}"), Count: number % 7, CreatedAt: now));
        await using var text = new StreamWriter(context.Response.Body, bufferSize: 64 * 1024);
        await text.WriteAsync("{\"room_census\":[");
        var first = true;
        foreach (var (jid, count, createdAt) in xmpp.Census().Concat(invented))
        {
            if (!first)
                await text.WriteAsync(',');
            first = false;
            // The real one tells the time as a string of milliseconds.
            await text.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                $"{{\"room_name\":{JsonSerializer.Serialize(jid)},\"participants\":{count},\"created_time\":\"{createdAt.ToUnixTimeMilliseconds()}\",\"leaked\":false}}"));
        }

        await text.WriteAsync("]}");
    }

    private Task RoomSizeAsync(HttpContext context)
    {
        if (!context.Request.QueryString.HasValue)
            return context.StatusAsync(StatusCodes.Status400BadRequest);
        return Asked(context) is { Count: > 0 } found
            ? context.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{{\"participants\":{found.Sum(room => room.Occupants.Count)}}}"))
            : context.StatusAsync(StatusCodes.Status404NotFound);
    }

    private Task RoomAsync(HttpContext context)
    {
        if (!context.Request.QueryString.HasValue)
            return context.StatusAsync(StatusCodes.Status400BadRequest);
        return Asked(context) is { Count: > 0 } found
            ? context.WriteAsync(new JsonArray([.. found.SelectMany(room => room.Occupants.Select(nick => new JsonObject
            {
                ["jid"] = room.Address.Occupant(nick),
                ["email"] = "",
                ["display_name"] = nick,
            }))]).ToJsonString())
            : context.StatusAsync(StatusCodes.Status404NotFound);
    }

    /// <summary>As Jitsi's module: the query is compared as it is written, not decoded.</summary>
    private IReadOnlyList<(RoomAddress Address, IReadOnlyList<string> Occupants)> Asked(HttpContext context)
    {
        var query = (context.Request.QueryString.Value ?? "").TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToLookup(pair => pair[0], pair => pair.ElementAtOrDefault(1));
        var (room, tenant) = (query["room"].FirstOrDefault(), query["subdomain"].FirstOrDefault() ?? "");
        return [.. xmpp.Occupants().Where(known => known.Address.Node == room && known.Address.Tenant == tenant)];
    }

    /// <summary>In the order of the real one: what is asked for first, then who asks.</summary>
    private async Task SystemChatAsync(HttpContext context, LabChatKey key)
    {
        if (context.Request.ContentType != "application/json" || await BodyAsync(context) is not { } body ||
            (string?)body["message"] is not { } message || (string?)body["room"] is not { } room || body["connectionJIDs"] is not JsonArray receivers)
            await context.StatusAsync(StatusCodes.Status400BadRequest);
        else if (!xmpp.Has(room))
            await context.StatusAsync(StatusCodes.Status404NotFound);
        else if (context.Request.Headers.Authorization is not [{ } bearer] || !bearer.StartsWith("Bearer ", StringComparison.Ordinal)
            || !key.Takes(bearer["Bearer ".Length..], options.Time.GetUtcNow()))
            await context.StatusAsync(StatusCodes.Status401Unauthorized);
        else
        {
            var sent = new LabSystemMessage(room, [.. receivers.Select(receiver => (string?)receiver ?? "")], message, (string?)body["displayName"]);
            xmpp.Tell(sent);
            messages.Add(sent);
        }
    }

    private static async Task<JsonObject?> BodyAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
