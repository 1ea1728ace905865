using System.Text;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>
/// One kind of request as a browser in a meeting sends it, and the body that must come back. Every peer gets the same bytes: the room as a
/// query, by which nginx and HAProxy choose a shard, and the ticket, which only some of them check.
/// </summary>
internal sealed record RequestMix(string Name, string Method, string Target, (string Name, string Value)[] Headers, string Body, byte[] Answer)
{
    public const string Room = "benchroom";
    private const string Bind = "<body rid='1573741821' sid='c0ffee00c0ffee00' xmlns='http://jabber.org/protocol/httpbind'/>";

    private static readonly (string, string)[] Browser =
    [
        ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"),
        ("Accept-Encoding", "gzip, deflate, br"),
        ("Accept-Language", "de-DE,de;q=0.9,en;q=0.8"),
        ("Cookie", $"{Ticket.CookieName}={Ticket.For(Room)}; {GuardedRoom.Cookies}"),
    ];

    public static readonly RequestMix File = Script("file 1 KB", $"/libs/app.min.js?v=1&room={Room}", Backend.Body);

    public static readonly RequestMix LargeFile = Script("file 100 KB", $"/libs/lib-jitsi-meet.min.js?v=1&room={Room}", Backend.LargeBody);

    public static readonly RequestMix Bosh = new(
        "BOSH 1 KB",
        "POST",
        $"/http-bind?room={Room}",
        [
            .. Browser, ("Accept", "*/*"), ("Origin", "@ORIGIN@"), ("Referer", $"@ORIGIN@/{Room}"), ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors"),
            ("Sec-Fetch-Dest", "empty"), ("Content-Type", "text/xml; charset=utf-8"),
        ],
        Bind,
        Backend.Body);

    public static readonly RequestMix Page = new(
        "page",
        "GET",
        $"/{Room}",
        [
            .. Browser, ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), ("Upgrade-Insecure-Requests", "1"), ("Sec-Fetch-Site", "none"),
            ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"),
        ],
        "",
        Backend.Body);

    /// <summary>On the wire of HTTP/1.1.</summary>
    public byte[] ToBytes(Uri origin)
    {
        var headers = HeadersFor(origin).Prepend(("Host", origin.Authority));
        if (Body.Length > 0)
            headers = headers.Append(("Content-Length", $"{Body.Length}"));
        var lines = headers.Select(header => $"{header.Item1}: {header.Item2}").Prepend($"{Method} {Target} HTTP/1.1");
        return Encoding.ASCII.GetBytes($"{string.Join("\r\n", lines)}\r\n\r\n{Body}");
    }

    public HttpRequestMessage ToMessage(Uri origin, Version version)
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(origin, Target)) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (Body.Length > 0)
            message.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(Body));
        foreach (var (name, value) in HeadersFor(origin))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static RequestMix Script(string name, string target, byte[] answer) => new(
        name,
        "GET",
        target,
        [.. Browser, ("Accept", "*/*"), ("Referer", $"@ORIGIN@/{Room}"), ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "script")],
        "",
        answer);

    private IEnumerable<(string Name, string Value)> HeadersFor(Uri origin) =>
        Headers.Select(header => (header.Name, header.Value.Replace("@ORIGIN@", $"{origin.Scheme}://{origin.Authority}", StringComparison.Ordinal)));
}
