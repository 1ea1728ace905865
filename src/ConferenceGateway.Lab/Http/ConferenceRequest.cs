using System.Text.Json;
using System.Text.Json.Nodes;
using ConferenceGateway.Lab.Xmpp;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>Jicofo's answer to everybody who wants into a room: it is ready. The room is open from then on, with nobody in it.</summary>
internal sealed class ConferenceRequest(XmppServer xmpp)
{
    public async Task AnswerAsync(HttpContext context)
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
        xmpp.Open(room);
        var domain = Jid.Parse(room).Domain;
        await context.SendAsync(new JsonObject
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
}
