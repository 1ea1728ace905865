using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace ConferenceGateway.SystemTests;

/// <summary>
/// A BOSH session as XEP-0124 has it, that outlives a restart of whoever forwards it: a request that was not answered is
/// sent again with its rid until it is. A client that gives up its sid instead would hide what is tested here.
/// </summary>
internal sealed partial class BoshLine : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(90) };
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly StringBuilder _heard = new();
    private readonly Uri _address;
    private readonly string _room;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _polling = Task.CompletedTask;
    private long _rid = Random.Shared.Next(1_000_000, 100_000_000);

    private BoshLine(Front front, string room)
    {
        _address = new Uri(front.Connect, $"/http-bind?room={room}");
        _http.DefaultRequestHeaders.Host = front.Host;
        _room = $"{room}@conference.{ProsodyServer.Domain}";
    }

    /// <summary>What Prosody calls the session.</summary>
    public string Sid { get; private set; } = "";

    /// <summary>Logs in, enters the room and polls from then on.</summary>
    public static async Task<BoshLine> JoinAsync(Front front, string room, string nick, CancellationToken cancellation)
    {
        var line = new BoshLine(front, room);
        var hello = await line.AskAsync($"to='{ProsodyServer.Domain}' wait='60' hold='1' ver='1.6' xml:lang='en' xmlns:xmpp='urn:xmpp:xbosh' xmpp:version='1.0'", "", cancellation);
        line.Sid = SidPattern().Match(hello).Groups[1].Value;
        await line.AskAsync("", "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>", cancellation);
        await line.AskAsync($"to='{ProsodyServer.Domain}' xmlns:xmpp='urn:xmpp:xbosh' xmpp:restart='true'", "", cancellation);
        await line.AskAsync("", "<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", cancellation);
        await line.AskAsync("", $"<presence xmlns='jabber:client' to='{line._room}/{nick}'><x xmlns='http://jabber.org/protocol/muc'/></presence>", cancellation);
        line._polling = line.PollAsync(line._end.Token);
        return line;
    }

    /// <summary>Says something in the room and waits until the room says it to this session.</summary>
    public async Task SayAndHearAsync(string text, CancellationToken cancellation)
    {
        await AskAsync("", $"<message xmlns='jabber:client' type='groupchat' to='{_room}'><body>{SecurityElement.Escape(text)}</body></message>", cancellation);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_heard.ToString().Contains($">{text}<", StringComparison.Ordinal))
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _end.Dispose();
    }

    private async Task PollAsync(CancellationToken cancellation)
    {
        while (true)
            await AskAsync("", "", cancellation);
    }

    private async Task<string> AskAsync(string attributes, string content, CancellationToken cancellation)
    {
        var rid = Interlocked.Increment(ref _rid).ToString(CultureInfo.InvariantCulture);
        var sid = Sid.Length == 0 ? "" : $" sid='{Sid}'";
        var body = $"<body xmlns='http://jabber.org/protocol/httpbind' rid='{rid}'{sid} {attributes}>{content}</body>";
        while (true)
        {
            if (await TryAsync(body, cancellation) is not { } answer)
            {
                await Task.Delay(Retry, cancellation);
                continue;
            }

            if (answer.Contains("terminate", StringComparison.Ordinal))
                throw new InvalidOperationException($"The session {Sid} is over: {answer}");
            lock (_gate)
            {
                _heard.Append(answer);
                _changed.TrySetResult();
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return answer;
        }
    }

    private async Task<string?> TryAsync(string body, CancellationToken cancellation)
    {
        try
        {
            using var content = new StringContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/xml") { CharSet = "utf-8" };
            using var answer = await _http.PostAsync(_address, content, cancellation);
            if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
                throw new InvalidOperationException($"The session {Sid} is not known: {(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellation) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\bsid=['""]([^'""]+)")]
    private static partial Regex SidPattern();
}
