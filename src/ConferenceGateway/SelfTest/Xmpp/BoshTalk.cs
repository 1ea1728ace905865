using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using ConferenceGateway.SelfTest.Asking;
using static ConferenceGateway.SelfTest.Xmpp.XmppText;

namespace ConferenceGateway.SelfTest.Xmpp;

/// <summary>One XMPP stream over long polls, as an old browser or an app opens it.</summary>
internal sealed class BoshTalk
{
    private readonly Asker _asker;
    private readonly Uri _uri;
    private readonly string? _host;
    private readonly string _sid;
    private long _rid;

    private BoshTalk(Asker asker, Uri uri, string? host, string sid, long rid)
    {
        _asker = asker;
        _uri = uri;
        _host = host;
        _sid = sid;
        _rid = rid;
    }

    /// <summary>The ways to sign in that are offered.</summary>
    public required IReadOnlyList<string> Mechanisms { get; init; }

    /// <summary>Opens a session, whose polls may wait for so long.</summary>
    /// <exception cref="XmppException">It does not come about.</exception>
    public static async Task<BoshTalk> OpenAsync(Asker asker, Uri uri, string? host, string domain, TimeSpan wait, CancellationToken cancellation)
    {
        long rid = RandomNumberGenerator.GetInt32(1, 1_000_000_000);
        var answer = await SendAsync(asker, uri, host, new XElement(HttpBind + "body",
            new XAttribute(XNamespace.Xmlns + "xmpp", XBosh.NamespaceName),
            new XAttribute("rid", Text(rid)),
            new XAttribute("to", domain),
            new XAttribute("wait", Text((long)wait.TotalSeconds)),
            new XAttribute("hold", "1"),
            new XAttribute("ver", "1.6"),
            new XAttribute(XBosh + "version", "1.0"),
            new XAttribute("content", "text/xml; charset=utf-8"),
            new XAttribute(XNamespace.Xml + "lang", "en")), asker.Patience, cancellation);
        return answer.Attribute("sid")?.Value is { Length: > 0 } sid
            ? new BoshTalk(asker, uri, host, sid, rid) { Mechanisms = XmppText.Mechanisms(answer) }
            : throw new XmppException("opens no session: its answer has no sid");
    }

    /// <summary>A poll that the server keeps until its wait is over.</summary>
    /// <exception cref="XmppException">Somebody cut it.</exception>
    public Task PollAsync(TimeSpan patience, CancellationToken cancellation) => SendAsync(_asker, _uri, _host, Next(), patience, cancellation);

    /// <summary>Ends the session, so that nothing of ours stays behind in the server.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        var goodbye = Next();
        goodbye.Add(new XAttribute("type", "terminate"));
        await _asker.PostAsync(_uri, _host, Write(goodbye), "text/xml", cancellation);
    }

    private XElement Next() => new(HttpBind + "body", new XAttribute("rid", Text(++_rid)), new XAttribute("sid", _sid));

    private static async Task<XElement> SendAsync(Asker asker, Uri uri, string? host, XElement body, TimeSpan patience, CancellationToken cancellation)
    {
        switch (await asker.PostAsync(uri, host, Write(body), "text/xml", cancellation, patience))
        {
            case Answer.Silent(var fault):
                throw new XmppException(fault);
            case Answer.Heard { IsOk: false } heard:
                throw new XmppException($"answers with {heard.StatusText}") { Status = (int)heard.Status };
            case Answer.Heard heard:
                var answer = TryParse(heard.Text);
                if (answer?.Name != HttpBind + "body")
                    throw new XmppException("answers with something that is no BOSH");
                if (answer.Attribute("type")?.Value == "terminate")
                    throw new XmppException($"ends the session: {answer.Attribute("condition")?.Value ?? "without a reason"}") { Condition = answer.Attribute("condition")?.Value ?? "" };
                return answer;
            default:
                throw new InvalidOperationException("An answer is heard or silent.");
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
