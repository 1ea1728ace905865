namespace ConferenceGateway.Proxy;

/// <summary>The answer to a keep-alive.</summary>
internal static class KeepAlive
{
    private static readonly ReadOnlyMemory<byte> Body = "OK\n"u8.ToArray();

    public static Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = Body.Length;
        response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(Body, context.RequestAborted).AsTask();
    }
}
