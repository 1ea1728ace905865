using System.Globalization;
using ConferenceGateway.SelfTest.Asking;
using ConferenceGateway.SelfTest.Xmpp;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>
/// From end to end, as a member's browser: through what stands in front, the gateway and a shard's Prosody. Both ways in
/// are then kept silent, to see who cuts them. They share one room, so that a check places one; it is released some
/// minutes later, as every empty room.
/// </summary>
internal sealed class MeetingProbes(Uri meeting, ShardFetch files, Asker asker, TimeSpan silence)
{
    /// <summary>Clients ping this often: who cuts sooner throws people out.</summary>
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(10);

    private const string WaitLonger =
        "nginx, in location /: proxy_read_timeout 1h; proxy_send_timeout 1h;\nHAProxy, in defaults: timeout tunnel 1h, timeout client 3m, timeout server 3m";

    private readonly string _room = CheckRoom.NewName();

    public static IEnumerable<Probe> Of(Uri meeting, ShardFetch files, Asker asker, TimeSpan silence)
    {
        var probes = new MeetingProbes(meeting, files, asker, silence);
        // A slow way in, the silence, and a goodbye.
        var limit = asker.Patience + silence + TimeSpan.FromSeconds(5);
        yield return new Probe(Probe.Groups.Gateway, Subjects.Of(meeting), "a WebSocket from end to end", probes.LookAtSocketAsync) { Limit = limit };
        yield return new Probe(Probe.Groups.Gateway, Subjects.Of(meeting), "BOSH from end to end", probes.LookAtBoshAsync) { Limit = limit };
    }

    private async Task LookAtSocketAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        XmppSocket socket;
        try
        {
            (socket, _) = await files.WithDomainAsync(domain => XmppSocket.OpenAsync(asker, Of("/xmpp-websocket"), null, domain, Subjects.Of(meeting), cancellation), cancellation);
        }
        catch (XmppException e)
        {
            await TellAsync(Codes.GatewayWebSocket, "No WebSocket opens from end to end", e, findings, cancellation);
            return;
        }

        using (socket)
        {
            findings.Good(Codes.GatewayWebSocket, "A WebSocket opens from end to end.");
            if (await socket.StaySilentAsync(asker, silence, cancellation) is { } end)
                TellCut(Codes.GatewaySilence, $"A silent WebSocket does not last: {end.What}", end.After, findings);
            else
                findings.Good(Codes.GatewaySilence, string.Create(CultureInfo.InvariantCulture, $"A WebSocket lasts {silence.TotalSeconds:0} s of silence."));
            await socket.CloseAsync(asker, cancellation);
        }
    }

    private async Task LookAtBoshAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        BoshTalk talk;
        try
        {
            (talk, _) = await files.WithDomainAsync(domain => BoshTalk.OpenAsync(asker, Of("/http-bind"), null, domain, silence, cancellation), cancellation);
        }
        catch (XmppException e)
        {
            await TellAsync(Codes.GatewayBosh, "No BOSH session opens from end to end", e, findings, cancellation);
            return;
        }

        findings.Good(Codes.GatewayBosh, "A BOSH session opens from end to end.");
        var begin = asker.Time.GetTimestamp();
        try
        {
            await talk.PollAsync(silence + asker.Patience, cancellation);
            findings.Good(Codes.GatewayPoll, string.Create(CultureInfo.InvariantCulture, $"A long poll may wait {silence.TotalSeconds:0} s."));
            await talk.CloseAsync(cancellation);
        }
        catch (XmppException e)
        {
            TellCut(Codes.GatewayPoll, $"A long poll does not last: {Subjects.Of(meeting)} {e.Message}", asker.Time.GetElapsedTime(begin), findings);
        }
    }

    private async Task TellAsync(string code, string what, XmppException e, SubjectFindings findings, CancellationToken cancellation)
    {
        // Where no gateway runs, that is said already, and this follows from it.
        if (await asker.GetAsync(new Uri(meeting, "/-/health/live"), null, cancellation) is not Answer.Heard { IsOk: true })
            return;
        if (e.Status == 403)
        {
            findings.Note(code, "The door is shut to a name that nobody has claimed, so the way from end to end was not looked at.",
                "Rooms:Unclaimed keeps strangers out of such names, and the check is one.");
            return;
        }

        var (why, fix) = e switch
        {
            { Status: 200 or 400 or 426 or 501 } when code == Codes.GatewayWebSocket => ("Nobody can enter where config.js names a websocket: a shard, or what stands in front of the gateway, does not pass the upgrade on.",
                "Mend the shards first, if they have findings. Then what stands in front; nginx, in location /:\nproxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection \"upgrade\";"),
            { Status: 421 } => ("The gateway hears another Host.", "nginx: proxy_set_header Host $http_host;"),
            { Status: 503 } => ("No shard is up.", "Look at the findings about the shards."),
            { Status: 502 or 504 } => ("The shard, or what stands in front, does not reach the next one.", "Look at the findings about the shards; then at the error log of what stands in front."),
            { Status: 413 } => ("What stands in front refuses even a small body.", "nginx: client_max_body_size 0;"),
            _ when XmppDomain.IsUnknown(e) => ("A shard does not know the domain of the others.", "gateway.json, Host of each shard: the XMPP domain, the same on all."),
            _ => ("Nobody can enter in this way.", "Look at the findings about the shards. If they are good, at what stands in front: it must pass on Host, Upgrade and every method."),
        };
        findings.Error(code, $"{what}: {Subjects.Of(meeting)} {e.Message}.", why, fix);
    }

    private static void TellCut(string code, string what, TimeSpan after, SubjectFindings findings)
    {
        var isFatal = after <= Ping;
        findings.Add(isFatal ? Severity.Error : Severity.Warning, code, string.Create(CultureInfo.InvariantCulture, $"{what}, after {after.TotalSeconds:0.0} s."),
            isFatal ? "Clients say something every 10 s: everybody is thrown out and comes back, again and again."
                : "Clients say something every 10 s, so it holds as long as nothing stutters; a phone that sleeps is thrown out.",
            WaitLonger);
    }

    private Uri Of(string path) => new(meeting, $"{path}?room={_room}");
}
