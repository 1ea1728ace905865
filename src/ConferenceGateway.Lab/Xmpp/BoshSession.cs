using System.Globalization;
using System.Xml.Linq;
using static ConferenceGateway.Lab.Xmpp.XmppXml;

namespace ConferenceGateway.Lab.Xmpp;

/// <summary>
/// XMPP over long polls (XEP-0124, XEP-0206): requests are taken in the order of their <c>rid</c>, at most <c>hold</c> of
/// them are kept open until there is something to say or <c>wait</c> is over. Uses the XMPP server's lock as its own.
/// </summary>
internal sealed class BoshSession : IDisposable
{
    private const int Window = 5;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    /// <summary>So long a session lives without an open request.</summary>
    public static readonly TimeSpan Inactivity = TimeSpan.FromSeconds(60);

    private readonly XmppServer _server;
    private readonly Action<BoshSession> _ended;
    private readonly XmppSession _session;
    private readonly ITimer _idle;
    private readonly int _hold;
    private readonly TimeSpan _wait;
    private readonly List<XElement> _waiting = [];
    private readonly SortedDictionary<long, Poll> _early = [];
    private readonly List<Poll> _held = [];
    private readonly Queue<(long Rid, XElement Answer)> _answered = new();
    private long _expected;
    private bool _over;
    private bool _taking;
    private string? _condition;

    public BoshSession(XmppServer server, XElement creation, string? token, Action<BoshSession> ended)
    {
        _server = server;
        _ended = ended;
        _session = new XmppSession(server, Deliver, () => Over(null), token);
        _hold = Math.Clamp(Number(creation, "hold") ?? 1, 0, 2);
        _wait = TimeSpan.FromSeconds(Math.Clamp(Number(creation, "wait") ?? 60, 0, (int)MaxWait.TotalSeconds));
        _idle = server.Time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Sid { get; } = Guid.NewGuid().ToString();

    /// <summary>The answer to the request that creates the session: its terms, and the first stream features.</summary>
    public XElement Begin(XElement creation, long rid)
    {
        lock (_server.Gate)
        {
            _expected = rid + 1;
            _taking = true;
            _session.StartStream(creation.Get("to"));
            _taking = false;
            var answer = Body(
                new XAttribute("sid", Sid),
                new XAttribute("from", _session.Host),
                new XAttribute("wait", Text((int)_wait.TotalSeconds)),
                new XAttribute("hold", Text(_hold)),
                new XAttribute("requests", Text(_hold + 1)),
                new XAttribute("inactivity", Text((int)Inactivity.TotalSeconds)),
                new XAttribute("polling", "5"),
                new XAttribute("ver", "1.6"),
                new XAttribute(XBosh + "version", "1.0"),
                new XAttribute(XBosh + "restartlogic", "true"));
            Settle();
            return answer;
        }
    }

    /// <summary>Takes a request; the answer comes when there is one.</summary>
    public async Task<XElement> RequestAsync(XElement body, long rid, CancellationToken aborted)
    {
        var poll = new Poll(rid, body);
        lock (_server.Gate)
        {
            if (_answered.FirstOrDefault(old => old.Rid == rid).Answer is { } again)
                return again;
            if (_over || rid < _expected - Window || rid > _expected + Window)
            {
                Over("item-not-found");
                return Terminate("item-not-found");
            }
            Accept(poll);
        }
        try
        {
            return await poll.Answer.Task.WaitAsync(aborted);
        }
        catch (OperationCanceledException)
        {
            lock (_server.Gate)
            {
                _held.Remove(poll);
                Settle();
            }
            throw;
        }
        finally
        {
            poll.Dispose();
        }
    }

    /// <summary>Called after anything that may have produced something to say.</summary>
    public void Settle()
    {
        while (_held.Count > 0 && (_over || _waiting.Count > 0 || _held.Count > _hold))
            Answer(_held[0]);
        if (_held.Count == 0 && !_over)
            _idle.Change(Inactivity, Timeout.InfiniteTimeSpan);
        else
            _idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The end from the server's side: everybody who waits is told.</summary>
    public void End()
    {
        lock (_server.Gate)
        {
            Over(null);
        }
    }

    public void Dispose() => _idle.Dispose();

    public static XElement Terminate(string? condition) => new(HttpBind + "body",
        new XAttribute("type", "terminate"), condition is null ? null : new XAttribute("condition", condition));

    public static int? Number(XElement body, string attribute) =>
        int.TryParse(body.Get(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private void Accept(Poll poll)
    {
        // The same request once more: its first connection broke before the answer.
        if (_held.FirstOrDefault(held => held.Rid == poll.Rid) is { } twin)
        {
            _held[_held.IndexOf(twin)] = poll;
            twin.Answer.TrySetResult(Body());
            Hold(poll);
            return;
        }
        if (poll.Rid < _expected)
        {
            // Taken already; its connection broke and it was given up.
            _held.Add(poll);
            Hold(poll);
        }
        else
        {
            _early[poll.Rid] = poll;
        }
        _taking = true;
        while (_early.Remove(_expected, out var next))
        {
            _expected++;
            _held.Add(next);
            Hold(next);
            Take(next.Body);
        }
        _taking = false;
        Settle();
    }

    private void Hold(Poll poll) =>
        poll.Timer = _server.Time.CreateTimer(_ => TimeIsUp(poll), null, _wait, Timeout.InfiniteTimeSpan);

    private void Deliver(XElement element)
    {
        _waiting.Add(element);
        if (!_taking)
            Settle();
    }

    private void Take(XElement body)
    {
        if (body.Attribute(XBosh + "restart")?.Value is "true" or "1")
            _session.StartStream(body.Get("to"));
        foreach (var stanza in body.Elements())
            _session.Receive(stanza);
        if (body.Get("type") == "terminate")
            Over(null);
    }

    private void TimeIsUp(Poll poll)
    {
        lock (_server.Gate)
        {
            if (_held.Contains(poll))
                Answer(poll);
            Settle();
        }
    }

    private void Answer(Poll poll)
    {
        _held.Remove(poll);
        var answer = _over ? Terminate(_condition) : Body();
        if (_over && _waiting.Count > 0)
        {
            answer.Add(_waiting);
            _waiting.Clear();
        }
        _answered.Enqueue((poll.Rid, answer));
        if (_answered.Count > Window)
            _answered.Dequeue();
        poll.Answer.TrySetResult(answer);
    }

    private XElement Body(params object[] attributes)
    {
        var body = new XElement(HttpBind + "body",
            new XAttribute(XNamespace.Xmlns + "stream", Streams.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "xmpp", XBosh.NamespaceName),
            attributes,
            _waiting);
        _waiting.Clear();
        return body;
    }

    private void Over(string? condition)
    {
        if (_over)
            return;
        _over = true;
        _condition = condition;
        _session.End();
        _ended(this);
        if (!_taking)
            Settle();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Poll(long rid, XElement body) : IDisposable
    {
        public long Rid { get; } = rid;

        public XElement Body { get; } = body;

        public ITimer? Timer { get; set; }

        public TaskCompletionSource<XElement> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose() => Timer?.Dispose();
    }
}
