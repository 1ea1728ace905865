using System.Text;
using System.Text.RegularExpressions;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>As <see cref="XmppMember"/>, over BOSH: request by request, and then one that waits.</summary>
internal sealed partial class BoshMember : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private readonly Uri _address;
    private string _sid = "";
    private long _rid = 1_000_000;
    private Task _waiting = Task.CompletedTask;

    private BoshMember(Uri address) => _address = address;

    public static async Task<BoshMember> JoinAsync(Uri address, string host, IEnumerable<(string Name, string Value)> headers, string room, string nick, CancellationToken stop)
    {
        var member = new BoshMember(new Uri(address, $"/http-bind?room={room}"));
        member._http.DefaultRequestHeaders.Host = host;
        foreach (var (name, value) in headers)
            member._http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        var hello = await member.AskAsync("to='meet.test' wait='60' hold='1' ver='1.6' xmlns:xmpp='urn:xmpp:xbosh' xmpp:version='1.0'", "", stop);
        member._sid = Sid().Match(hello).Groups[1].Value;
        await member.AskAsync("", "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>", stop);
        await member.AskAsync("to='meet.test' xmlns:xmpp='urn:xmpp:xbosh' xmpp:restart='true'", "", stop);
        await member.AskAsync("", "<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", stop);
        await member.AskAsync("", $"<presence xmlns='jabber:client' to='{room}@conference.meet.test/{nick}'><x xmlns='http://jabber.org/protocol/muc'/></presence>", stop);
        member._waiting = member.AskAsync("", "", stop);
        return member;
    }

    public async ValueTask DisposeAsync()
    {
        await _waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
    }

    private async Task<string> AskAsync(string attributes, string content, CancellationToken stop)
    {
        var sid = _sid.Length == 0 ? "" : $" sid='{_sid}'";
        using var body = new StringContent($"<body xmlns='http://jabber.org/protocol/httpbind' rid='{++_rid}'{sid} {attributes}>{content}</body>", Encoding.UTF8, "text/xml");
        using var answer = await _http.PostAsync(_address, body, stop);
        return await answer.Content.ReadAsStringAsync(stop);
    }

    [GeneratedRegex(" sid=['\"]([^'\"]+)")]
    private static partial Regex Sid();
}
