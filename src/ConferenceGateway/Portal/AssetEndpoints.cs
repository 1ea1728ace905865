using Microsoft.Net.Http.Headers;

namespace ConferenceGateway.Portal;

/// <summary>The sheet, the icon, the logo and the scripts, the same on both origins.</summary>
internal static class AssetEndpoints
{
    /// <summary>Answered on every host.</summary>
    public const string Path = "/-/assets/";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/-/assets/…</c>; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapAssets(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/-/assets");
        group.MapMethods("/look.css", Methods, (HttpContext context, PortalAssets assets) => Send(context, assets.Sheet));
        group.MapMethods("/icon.svg", Methods, (HttpContext context, PortalAssets assets) => Send(context, assets.Icon));
        group.MapMethods("/logo", Methods, (HttpContext context, PortalAssets assets) => assets.Logo is { } logo ? Send(context, logo) : Results.NotFound());
        group.MapMethods("/{name}.js", Methods, (HttpContext context, PortalAssets assets, string name) => assets.Scripts.TryGetValue(name, out var script) ? Send(context, script) : Results.NotFound());
        return group;
    }

    private static IResult Send(HttpContext context, PortalAsset asset)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // An SVG that is opened by itself is a document: it gets no script either.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        headers.CacheControl = context.Request.Query["v"] == asset.Version
            ? "public, max-age=31536000, immutable"
            : "public, max-age=300";
        headers.Vary = "Accept-Encoding";
        var (coding, bytes) = Choose(context.Request, asset);
        if (coding is null)
            return Results.Bytes(bytes, asset.MediaType, entityTag: new EntityTagHeaderValue($"\"{asset.Version}\""));
        headers.ContentEncoding = coding;
        return Results.Bytes(bytes, asset.MediaType, entityTag: new EntityTagHeaderValue($"\"{asset.Version}-{coding}\""));
    }

    private static (string? Coding, byte[] Bytes) Choose(HttpRequest request, PortalAsset asset)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, bytes) in asset.Packed)
        {
            if (accepted.Any(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0))
                return (coding, bytes);
        }

        return (null, asset.Bytes);
    }
}
