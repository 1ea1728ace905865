using System.Globalization;
using ConferenceGateway.SelfTest.Asking;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>Jicofo of each shard. Nothing here changes anything: the one POST holds no room.</summary>
internal sealed class JicofoProbes(ShardPlace place, Asker asker)
{
    public static IEnumerable<Probe> Of(ShardPlace place, Asker asker)
    {
        var probes = new JicofoProbes(place, asker);
        yield return new Probe(Probe.Groups.Jicofo, place.Subject, "its conference requests", probes.LookAtRequestAsync);
        if (place.Shard.Jicofo != place.Shard.Address && place.Shard.Jicofo != place.Shard.Prosody)
            yield return new Probe(Probe.Groups.Jicofo, place.Subject, "its Jicofo", probes.LookAsync);
    }

    private async Task LookAtRequestAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        // Without a room no conference comes of it.
        var answer = await asker.PostAsync(Of("/conference-request/v1"), place.Shard.Host, "{}", "application/json", cancellation);
        if (answer is not Answer.Heard heard)
            return;
        if (heard.IsMissing || heard.Status == System.Net.HttpStatusCode.MethodNotAllowed)
            findings.Note(Codes.JicofoRequest, $"{place.Shard.Jicofo} takes no conference requests over HTTP ({heard.StatusText}).",
                "That is usual: clients send them over XMPP, unless config.js has conferenceRequestUrl.",
                $"If config.js has it: gateway.json, {place.Key("Jicofo")}: Jicofo's HTTP port, often http://HOST:8888");
        else
            findings.Good(Codes.JicofoRequest, $"{place.Shard.Jicofo} takes conference requests over HTTP.");
    }

    private async Task LookAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        string[] paths = ["/about/health", "/about/version", "/stats", "/metrics", "/debug"];
        var answers = await Task.WhenAll(paths.Select(path => asker.GetAsync(Of(path), place.Shard.Host, cancellation)));
        if (answers[1] is Answer.Silent(var fault))
        {
            findings.Error(Codes.JicofoAnswer, $"Its Jicofo {place.Shard.Jicofo} {fault}.",
                "Conference requests over HTTP fail, and whether the shard has bridges is not seen.",
                $"jicofo.conf: jicofo.rest.host = \"0.0.0.0\" if it is another machine (docker: JICOFO_ENABLE_REST=1); or take {place.Key("Jicofo")} out of gateway.json.");
            return;
        }

        if (answers[1] is not Answer.Heard { IsOk: true })
        {
            findings.Error(Codes.JicofoAnswer, $"{place.Shard.Jicofo} does not answer as a Jicofo: /about/version is {Endpoints.Text(["/about/version"], [answers[1]])}.",
                "Something else listens there.", $"gateway.json, {place.Key("Jicofo")}: Jicofo's HTTP port, often http://HOST:8888");
            return;
        }

        findings.Good(Codes.JicofoEndpoints, $"REST resources of its Jicofo; {Endpoints.Text(paths, answers)}.");
        TellHealth(answers[0], findings);
        if (answers[2] is Answer.Heard { IsOk: true } stats)
            TellBridges(stats.Body, findings);
    }

    private static void TellHealth(Answer answer, SubjectFindings findings)
    {
        switch (answer)
        {
            case Answer.Heard { IsOk: true }:
                findings.Good(Codes.JicofoHealth, "Its Jicofo is healthy.");
                break;
            case Answer.Heard { IsMissing: true }:
                findings.Note(Codes.JicofoHealth, "Its Jicofo does not say whether it is healthy: /about/health is off, as by default.",
                    "With it this check sees when Jicofo has no working bridge or has lost Prosody.",
                    "jicofo.conf (docker: JICOFO_ENABLE_HEALTH_CHECKS=1):\njicofo { health { enabled = true } }");
                break;
            case Answer.Heard heard:
                findings.Error(Codes.JicofoHealth, $"Its Jicofo is not healthy: {heard.StatusText}{heard.Words}.",
                    "Meetings on this shard do not start, or have no picture and sound.",
                    "Its log says more: journalctl -u jicofo -n 50. Most often no bridge is connected: systemctl status jitsi-videobridge2");
                break;
        }
    }

    private static void TellBridges(ReadOnlyMemory<byte> stats, SubjectFindings findings)
    {
        if (JsonFacts.Of(stats) is not { } facts || facts.Number("bridge_selector", "operational_bridge_count") is not { } working)
            return;
        if (working > 0)
            findings.Good(Codes.JicofoBridges, string.Create(CultureInfo.InvariantCulture, $"Its Jicofo sees {working:0} working bridges."));
        else
            findings.Error(Codes.JicofoBridges, "Its Jicofo sees no working bridge.", "From the third person on a meeting has neither picture nor sound.",
                "jvb.conf: hostname, domain, password and muc_jids under videobridge.apis.xmpp-client.configs must be those of Prosody and of bridge.brewery-jid in jicofo.conf.");
    }

    private Uri Of(string path) => new(place.Shard.Jicofo.Uri, path);
}
