using System.Globalization;
using ConferenceGateway.Settings;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Primitives;

namespace ConferenceGateway.Hosting.Listening;

/// <summary>Sends who came without TLS to the https address of the same host, and tells browsers to come with it at once.</summary>
internal sealed class HttpsStep(ListeningOptions listening)
{
    private readonly StringValues _strict = listening.HstsDays == 0
        ? StringValues.Empty
        : string.Create(CultureInfo.InvariantCulture, $"max-age={listening.HstsDays * 86400L}");

    private readonly AcmeChallenges _challenges = new(listening.ChallengeFolder);

    /// <summary>Answers a request to an https origin that came without TLS; else sets the header and returns null: it is the caller's.</summary>
    public Task? Answer(HttpContext context, Uri origin)
    {
        if (origin.Scheme != Uri.UriSchemeHttps)
            return null;
        if (CameWithout(context.Request))
        {
            var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            if (_challenges.Find(raw) is { } file)
                return AcmeChallenges.WriteAsync(context, file);
            var response = context.Response;
            response.Headers.Location = string.Concat(origin.GetLeftPart(UriPartial.Authority), raw.StartsWith('/') ? raw : "/");
            // Browsers of 2012 know 301 only; what is no GET must not turn into one.
            response.StatusCode = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
                ? StatusCodes.Status301MovedPermanently
                : StatusCodes.Status308PermanentRedirect;
            return Task.CompletedTask;
        }

        if (_strict.Count > 0)
            context.Response.Headers.StrictTransportSecurity = _strict;
        return null;
    }

    /// <summary>
    /// Whether the visitor came without TLS, as far as that can be known: at our own plain listener beside one with TLS, or
    /// where a trusted proxy says so. A proxy that says nothing would be sent round in circles.
    /// </summary>
    private bool CameWithout(HttpRequest request)
    {
        if (request.IsHttps)
            return false;
        if (listening.TrustedProxies.IsEmpty)
            return listening.EndsTls;
        // The two headers are what the reading of a trusted proxy's words leaves behind.
        return request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalProtoHeaderName) ||
            (listening.EndsTls && !request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName));
    }
}
