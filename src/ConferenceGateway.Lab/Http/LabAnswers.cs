using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>How reports are answered.</summary>
internal static class LabAnswers
{
    public static Task SendAsync(this HttpContext context, JsonNode answer) => context.TextAsync(answer.ToJsonString(), type: "application/json");

    public static Task TextAsync(
        this HttpContext context, string text, int status = StatusCodes.Status200OK, string type = "text/plain; charset=utf-8")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    /// <summary>Without a type: Prosody's modules say none.</summary>
    public static Task WriteAsync(this HttpContext context, string text) => context.Response.WriteAsync(text, context.RequestAborted);

    public static Task StatusAsync(this HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
