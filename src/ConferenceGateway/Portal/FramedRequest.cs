namespace ConferenceGateway.Portal;

/// <summary>Whether a page is asked for a frame of another page.</summary>
internal static class FramedRequest
{
    /// <summary>The browser says so. Browsers before 2023 say nothing.</summary>
    public static bool Is(HttpRequest request) => request.Headers["Sec-Fetch-Dest"] is ["iframe" or "frame" or "embed" or "object"];
}
