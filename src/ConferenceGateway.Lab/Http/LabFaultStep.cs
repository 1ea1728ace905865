using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>Does what <see cref="LabFaults"/> says instead of answering.</summary>
internal sealed class LabFaultStep(LabFaults faults, TimeProvider time, CancellationToken stopping)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (faults.Delay is var delay && delay > TimeSpan.Zero && !await WaitAsync(context, delay))
            return;
        if (faults.Silent)
            await StaySilentAsync(context);
        else if (faults.Garbage is { } garbage)
            await AnswerGarbageAsync(context, garbage);
        else if (faults.HalfAnswer)
            await AnswerHalfAsync(context);
        else if (faults.Instead is { } instead)
            await AnswerInsteadAsync(context, instead);
        else if (faults.TakesError())
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
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

    /// <summary>False: the connection ended meanwhile.</summary>
    private async Task<bool> WaitAsync(HttpContext context, TimeSpan delay)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await Task.Delay(delay, time, end.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            context.Abort();
            return false;
        }
    }

    private static async Task AnswerInsteadAsync(HttpContext context, LabAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Type;
        context.Response.ContentLength = answer.Bytes;
        var body = Encoding.UTF8.GetBytes(answer.Body);
        var spaces = new byte[64 * 1024];
        spaces.AsSpan().Fill((byte)' ');
        try
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
            for (var left = answer.Bytes - body.Length; left > 0; left -= spaces.Length)
                await context.Response.Body.WriteAsync(spaces.AsMemory(0, (int)Math.Min(left, spaces.Length)), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Whoever asked has had enough.
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
