namespace ConferenceGateway.Portal;

/// <summary>Whether a request comes from a page of our own, by what the browser says of it.</summary>
internal static class SameOrigin
{
    /// <summary>Nothing speaks against it. Old browsers say nothing, and are believed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="own">The origin whose pages may ask: <c>https://meet.example</c>.</param>
    public static bool Allows(HttpRequest request, string own) =>
        (request.Headers["Sec-Fetch-Site"] is not { Count: > 0 } site || site == "same-origin")
        && (request.Headers.Origin is not { Count: > 0 } origin || string.Equals(origin, own, StringComparison.OrdinalIgnoreCase));

    /// <summary>The browser says so: for what only scripts ask for, in browsers that all send it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="own">The origin whose pages may ask.</param>
    public static bool Proves(HttpRequest request, string own) =>
        request.Headers.Origin is [{ } origin] && string.Equals(origin, own, StringComparison.OrdinalIgnoreCase);
}
