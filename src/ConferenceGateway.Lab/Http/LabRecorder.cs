using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Lab.Http;

/// <summary>Writes every request into the log before anything else looks at it, and reads its body.</summary>
internal sealed class LabRecorder(LabRequestLog log)
{
    public const int MaxBodyBytes = 1024 * 1024;
    private const int PrefixBytes = 4096;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var feature = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        List<KeyValuePair<string, string>> headers = [];
        foreach (var (name, values) in context.Request.Headers)
        foreach (var value in values)
            headers.Add(new(name, value ?? ""));
        var remote = context.Connection.RemoteIpAddress is { } address ? new System.Net.IPEndPoint(address, context.Connection.RemotePort) : null;
        var request = log.Add(feature.Method, feature.RawTarget, feature.Protocol, headers, remote);
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            if (!await ReadBodyAsync(context, request))
                return;
        }
        await next(context);
    }

    private async Task<bool> ReadBodyAsync(HttpContext context, LabRequest request)
    {
        var body = new MemoryStream();
        var complete = true;
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            complete = false;
        }
        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        log.SetBody(request, bytes[..Math.Min(bytes.Length, PrefixBytes)].ToArray(), complete);
        body.Position = 0;
        context.Request.Body = body;
        if (!complete && !context.Response.HasStarted)
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return complete;
    }
}
