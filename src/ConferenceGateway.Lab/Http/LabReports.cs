using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConferenceGateway.Lab.Xmpp;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>What Prosody and Jicofo tell over HTTP: who is where, and "this conference is ready".</summary>
internal sealed class LabReports(XmppServer xmpp)
{
    public Task CensusAsync(HttpContext context) => SendAsync(context, new JsonObject
    {
        ["room_census"] = new JsonArray([.. xmpp.Census().Select(room => new JsonObject
        {
            ["room_name"] = room.Address.InternalJid,
            ["participants"] = room.Count,
            ["created_time"] = room.CreatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["leaked"] = false,
        })]),
    });

    /// <summary>As Jitsi's module: the query is compared as it is written, not decoded.</summary>
    public Task RoomSizeAsync(HttpContext context)
    {
        var query = (context.Request.QueryString.Value ?? "").TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToLookup(pair => pair[0], pair => pair.ElementAtOrDefault(1));
        var (room, tenant) = (query["room"].FirstOrDefault(), query["subdomain"].FirstOrDefault() ?? "");
        var found = xmpp.Census().Where(known => known.Address.Node == room && known.Address.Tenant == tenant).ToArray();
        if (found.Length > 0)
            return SendAsync(context, new JsonObject { ["participants"] = found.Sum(known => known.Count) });
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    public Task StatsAsync(HttpContext context)
    {
        var census = xmpp.Census();
        return SendAsync(context, new JsonObject
        {
            ["conferences"] = census.Count,
            ["participants"] = census.Sum(room => room.Count),
            ["largest_conference"] = census.Count == 0 ? 0 : census.Max(room => room.Count),
            ["bridge_selector"] = new JsonObject { ["bridge_count"] = 1, ["operational_bridge_count"] = 1, ["in_shutdown_bridge_count"] = 0 },
        });
    }

    public Task MetricsAsync(HttpContext context)
    {
        var census = xmpp.Census();
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture,
            $"""
            # TYPE jitsi_jicofo_conferences gauge
            jitsi_jicofo_conferences {census.Count}
            # TYPE jitsi_jicofo_participants_current gauge
            jitsi_jicofo_participants_current {census.Sum(room => room.Count)}
            # TYPE lab_sessions gauge
            lab_sessions {xmpp.SessionCount}

            """));
    }

    public static async Task ConferenceRequestAsync(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.Headers.AccessControlAllowMethods = "POST, OPTIONS";
            context.Response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type";
            return;
        }
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }
        if (await RoomOfAsync(context) is not { } room)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var domain = Jid.Parse(room).Domain;
        await SendAsync(context, new JsonObject
        {
            ["room"] = room,
            ["ready"] = true,
            ["focusJid"] = $"focus@auth.{(domain.StartsWith("conference.", StringComparison.Ordinal) ? domain["conference.".Length..] : domain)}",
            ["properties"] = new JsonObject { ["authentication"] = "false" },
        });
    }

    private static async Task<string?> RoomOfAsync(HttpContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = 16 }, context.RequestAborted);
            return document.RootElement is { ValueKind: JsonValueKind.Object } body &&
                body.TryGetProperty("room", out var room) && room.ValueKind == JsonValueKind.String ? room.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task SendAsync(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(answer.ToJsonString());
    }
}
