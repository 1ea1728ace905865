using ConferenceGateway.Core;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ConferenceGateway.Portal;

/// <summary>
/// Stands before every form of the portal: it must come from a page of the portal itself, with the token that this page
/// was given. A form of another site, of MeetingUrl, or of a browser whose person has changed since gets 403 and does nothing.
/// </summary>
internal sealed class FormFilter(Origins origins, IAntiforgery antiforgery, ProblemWriter problems) : IEndpointFilter
{
    /// <summary>Longer forms are refused before they are read. Bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private const int MostFields = 100;

    private readonly string _own = origins.Portal;

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await FaultOf(http) is not { } problem)
            return await next(context);
        await problems.WriteAsync(http, problem);
        return Results.Empty;
    }

    private async Task<Problem?> FaultOf(HttpContext context)
    {
        if (!SameOrigin.Allows(context.Request, _own))
            return new Problem.ForeignForm();
        if (context.Request.ContentLength > MostBytes)
            return new Problem.PayloadTooLarge();
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || type.MediaType != "application/x-www-form-urlencoded" ||
            (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return new Problem.BadRequest(new Text("Hier wird ein Formular erwartet.", "A form is expected here: application/x-www-form-urlencoded."));
        try
        {
            context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions
            {
                BufferBodyLengthLimit = MostBytes,
                ValueCountLimit = MostFields,
                ValueLengthLimit = MostBytes,
                KeyLengthLimit = 200,
            }));
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                limit.MaxRequestBodySize = MostBytes;
            await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            return Problem.OfBody(e.StatusCode);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return new Problem.PayloadTooLarge();
        }

        return await antiforgery.IsRequestValidAsync(context) ? null : new Problem.StaleForm();
    }
}
