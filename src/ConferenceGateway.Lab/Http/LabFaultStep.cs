using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>Does what <see cref="LabFaults"/> says instead of answering.</summary>
internal sealed class LabFaultStep(LabFaults faults, CancellationToken stopping)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (faults.Silent)
            await StaySilentAsync(context);
        else if (faults.Garbage is { } garbage)
            await AnswerGarbageAsync(context, garbage);
        else if (faults.HalfAnswer)
            await AnswerHalfAsync(context);
        else
        {
            if (faults.SetCookie)
                AddUnwantedHeaders(context.Response.Headers);
            if (faults.Redirect is { } location)
            {
                context.Response.StatusCode = StatusCodes.Status302Found;
                context.Response.Headers.Location = location;
                return;
            }
            await next(context);
        }
    }

    private async Task StaySilentAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, end.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    /// <summary>Goes round the HTTP writer, straight to the connection: also on a connection that is kept alive.</summary>
    private static async Task AnswerGarbageAsync(HttpContext context, byte[] garbage)
    {
        var transport = context.Features.Get<IConnectionTransportFeature>()?.Transport
            ?? throw new InvalidOperationException("The server gives no access to its connections.");
        await transport.Output.WriteAsync(garbage);
        // The ordinary empty answer follows the garbage and ends the connection in good order: nothing is lost by a reset.
        context.Response.Headers.Connection = "close";
    }

    private static async Task AnswerHalfAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = 10_000;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("<!DOCTYPE html><title>Lab: half an ans"));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static void AddUnwantedHeaders(IHeaderDictionary headers)
    {
        headers.SetCookie = new[] { "lab-cookie=1; Path=/", "__Host-ticket=stolen; Secure; Path=/" };
        headers["Clear-Site-Data"] = "\"*\"";
        headers["Service-Worker-Allowed"] = "/";
        headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        headers.AccessControlAllowCredentials = "true";
        headers["X-Jitsi-Shard"] = "somebody-else";
        headers["X-Jitsi-Region"] = "nowhere";
    }
}
