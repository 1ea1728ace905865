using ConferenceGateway.Core;
using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Identity.Access;

/// <summary>Where somebody goes on after signing in: a path of the portal, and nothing else.</summary>
internal static class ReturnPath
{
    public const string Parameter = "return";

    private static readonly string[] Loops = ["/sign-", "/confirm", "/welcome"];

    /// <summary>The page that was asked for; of a form, the page that it stands on.</summary>
    public static string Here(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            return LocalPath.Or(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, "/");
        return Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var page) ? LocalPath.Or(page.PathAndQuery, "/") : "/";
    }

    /// <summary>What a query or a form carries, if it is a path of ours and does not lead back to the sign-in; else the start page.</summary>
    public static string Of(string? text)
    {
        var path = LocalPath.Or(text, "/");
        // Routing does not look at capitals either.
        return Loops.Any(start => path.StartsWith(start, StringComparison.OrdinalIgnoreCase)) ? "/" : path;
    }
}
