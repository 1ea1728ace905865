using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;
using static ConferenceGateway.Lab.Xmpp.XmppXml;

namespace ConferenceGateway.Lab.Xmpp;

/// <summary>The living BOSH sessions by their <c>sid</c>.</summary>
internal sealed class BoshSessions(XmppServer server) : IDisposable
{
    private readonly ConcurrentDictionary<string, BoshSession> _sessions = new(StringComparer.Ordinal);

    public int Count => _sessions.Count;

    /// <summary>Answers one POST. Its token counts if it creates a session.</summary>
    public async Task<XElement> AnswerAsync(string text, string? token, CancellationToken aborted)
    {
        var body = TryParse(text);
        if (body is null || body.Name != HttpBind + "body" ||
            !long.TryParse(body.Get("rid"), NumberStyles.None, CultureInfo.InvariantCulture, out var rid))
            return BoshSession.Terminate("bad-request");
        if (body.Get("sid") is { } sid)
        {
            return _sessions.TryGetValue(sid, out var known)
                ? await known.RequestAsync(body, rid, aborted)
                : BoshSession.Terminate("item-not-found");
        }
        if (string.IsNullOrEmpty(body.Get("to")))
            return BoshSession.Terminate("improper-addressing");
        var session = new BoshSession(server, body, token, ended => _sessions.TryRemove(ended.Sid, out _));
        _sessions[session.Sid] = session;
        return session.Begin(body, rid);
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
        {
            session.End();
            session.Dispose();
        }
    }
}
