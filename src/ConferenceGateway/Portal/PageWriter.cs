using System.Text;
using ConferenceGateway.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ConferenceGateway.Portal;

/// <summary>
/// Writes a page as the answer to any request, from an endpoint or from a step of the proxy. Pages have no script and no
/// inline style, and their policy says so to the browser.
/// </summary>
internal sealed class PageWriter(IServiceProvider services, ILoggerFactory loggers, OperatorView operatorView, PortalAssets assets, Origins origins)
{
    public const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

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
