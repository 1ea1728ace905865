using System.Text;
using ConferenceGateway.Core;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ConferenceGateway.Portal;

/// <summary>
/// Writes a page as the answer to any request, from an endpoint or from a step of the proxy. Pages have at most the one
/// script that they name and no inline style, and their policy says so to the browser.
/// </summary>
internal sealed class PageWriter(
    IServiceProvider services, ILoggerFactory loggers, OperatorView operatorView, PortalAssets assets, Origins origins,
    IAntiforgery antiforgery, MessageCookie messages, IEnumerable<NavItem> navigation)
{
    public const string Policy = $"{Sources}; form-action 'self'; frame-ancestors 'none'";

    private const string Sources = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'";

    /// <summary>No page asks for more than its own devices; the browser says no by itself to everything else.</summary>
    private const string NoDevices = "camera=(), microphone=(), display-capture=(), geolocation=()";

    private const string Devices = "camera=(self), microphone=(self), display-capture=(), geolocation=()";

    private readonly string _socketOrigin = new UriBuilder(origins.MeetingUrl) { Scheme = origins.IsSecure ? "wss" : "ws" }.Uri.GetLeftPart(UriPartial.Authority);

    private readonly NavItem[] _navigation = [.. navigation.OrderBy(item => item.Order)];

    /// <summary>Renders and sends. Headers that the caller has set (Retry-After, Refresh) stay.</summary>
    public async Task WriteAsync<TPage>(HttpContext context, int status, Dictionary<string, object?>? parameters = null, PageScript? script = null, PageReach? reach = null)
        where TPage : PageBase
    {
        var response = context.Response;
        if (response.HasStarted)
            return;

        var language = LanguageChoice.Of(context);
        var frame = new PageFrame(
            operatorView,
            language,
            LanguageChoice.SwitchLink(context, LanguageChoice.Other(language)),
            assets.Sheet.Address,
            assets.Icon.Address,
            assets.Logo?.Address)
        {
            Script = script is null ? null : assets.Scripts[script.Name].Address,
            IsFramed = reach is not null && FramedRequest.Is(context.Request),
        };
        if (PortalRequest.Is(context))
            frame = OfPortal(context, frame);
        var bytes = Encoding.UTF8.GetBytes(await RenderAsync<TPage>(frame, parameters ?? []));

        LanguageChoice.Remember(context, origins.IsSecure);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        var headers = response.Headers;
        headers.ContentLanguage = LanguageChoice.Code(language);
        headers.Vary = "Accept, Accept-Language, Cookie";
        headers.CacheControl = "no-store";
        var policy = reach is null ? Policy : $"{Sources}; {reach.Policy}";
        headers.ContentSecurityPolicy = script is null ? policy : $"{policy}; {PolicyOf(context, script)}";
        headers["Permissions-Policy"] = script is { UsesDevices: true } ? Devices : NoDevices;
        headers.XContentTypeOptions = "nosniff";
        if (reach?.IsFrameable != true)
            headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = reach is null ? "same-origin" : PageReach.Referrer;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    // 'self' covers sockets in newer browsers only, so their origin is named. The file is named too: the whole of this
    // host would let the shards' scripts run.
    private string PolicyOf(HttpContext context, PageScript script) =>
        $"script-src {(PortalRequest.Is(context) ? origins.Portal : origins.Meeting)}{assets.Scripts[script.Name].Path}; connect-src 'self' {_socketOrigin}; media-src 'self' blob: data:";

    private PageFrame OfPortal(HttpContext context, PageFrame frame)
    {
        var caller = Caller.Of(context);
        // A window that another site opened learns nothing of this one, and no other site shows what is here.
        context.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return frame with
        {
            Caller = caller,
            Navigation = caller is null ? [] : [.. _navigation.Where(item => item.IsShownTo(caller))],
            Path = context.Request.Path,
            FormToken = antiforgery.GetAndStoreTokens(context).RequestToken,
            Message = messages.Take(context),
        };
    }

    private async Task<string> RenderAsync<TPage>(PageFrame frame, Dictionary<string, object?> parameters)
        where TPage : PageBase
    {
        parameters[nameof(PageBase.Frame)] = frame;
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters));
            return root.ToHtmlString();
        });
    }
}
