using System.Text;
using ConferenceGateway.Core;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ConferenceGateway.Portal;

/// <summary>
/// Writes a page as the answer to any request, from an endpoint or from a step of the proxy. Pages have no script and no
/// inline style, and their policy says so to the browser.
/// </summary>
internal sealed class PageWriter(
    IServiceProvider services, ILoggerFactory loggers, OperatorView operatorView, PortalAssets assets, Origins origins,
    IAntiforgery antiforgery, MessageCookie messages, IEnumerable<NavItem> navigation)
{
    public const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private readonly NavItem[] _navigation = [.. navigation.OrderBy(item => item.Order)];

    /// <summary>Renders and sends. Headers that the caller has set (Retry-After, Refresh) stay.</summary>
    public async Task WriteAsync<TPage>(HttpContext context, int status, Dictionary<string, object?>? parameters = null)
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
            assets.Logo?.Address);
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
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private PageFrame OfPortal(HttpContext context, PageFrame frame)
    {
        var caller = Caller.Of(context);
        // A window that another site opened learns nothing of this one, and no other site shows what is here.
        context.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return frame with
        {
            Caller = caller,
            Navigation = caller is null ? [] : [.. _navigation.Where(item => caller.Has(item.Right))],
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
