using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ConferenceGateway.Connections;
using ConferenceGateway.Proxy.Carrying;

namespace ConferenceGateway.Proxy;

/// <summary>
/// Ends a BOSH session at Prosody in the client's place, with the number of the request that would come next. Prosody
/// answers what it holds, so the client hears of the end too.
/// </summary>
internal sealed class BoshFarewell(UpstreamClient client, BoshSessions sessions, TimeProvider time)
{
    private const string Namespace = "http://jabber.org/protocol/httpbind";

    private static readonly byte[] Over = Encoding.ASCII.GetBytes($"<body type='terminate' xmlns='{Namespace}'/>");

    /// <summary>Says goodbye where the session's first request went, and returns when all requests are answered, or after <see cref="SignalStream.Patience"/> each.</summary>
    public async Task LeaveAsync(BoshSession session, UpstreamRequest first)
    {
        if (sessions.NextOf(session) is not var (sid, rid))
            return;
        try
        {
            using var patience = new CancellationTokenSource(SignalStream.Patience, time);
            using var request = new HttpRequestMessage(HttpMethod.Post, first.Uri)
            {
                Version = HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new StringContent(string.Create(CultureInfo.InvariantCulture, $"<body rid='{rid}' sid='{WebUtility.HtmlEncode(sid)}' type='terminate' xmlns='{Namespace}'/>"))
                {
                    Headers = { ContentType = new MediaTypeHeaderValue("text/xml", "utf-8") },
                },
            };
            request.Headers.Host = first.Shard?.Host;
            using var answer = await client.Requests.SendAsync(request, patience.Token);
            await sessions.AnsweredAsync(session).WaitAsync(SignalStream.Patience, time);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or TimeoutException)
        {
            // A shard that does not answer; the session ends at Prosody a minute after its last request.
        }
    }

    /// <summary>The answer to a request of a session that was ended.</summary>
    public static Task WriteOverAsync(HttpContext context)
    {
        context.Response.ContentType = "text/xml; charset=utf-8";
        context.Response.ContentLength = Over.Length;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(Over, context.RequestAborted).AsTask();
    }
}
