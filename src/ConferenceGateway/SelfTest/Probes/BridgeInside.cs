using System.Globalization;
using System.Net;
using ConferenceGateway.Core;
using ConferenceGateway.SelfTest.Asking;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>The private listener of a bridge: its health, and whether it takes conferences. Only GET.</summary>
internal sealed class BridgeInside(ShardPlace place, int index, Bridge bridge, Asker asker)
{
    public async Task LookAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        if (bridge.PrivateAddress is not { } server)
        {
            findings.Note(Codes.BridgePrivate, "Its REST listener is not in the settings.", "So its health, load and drain are not looked at.",
                $"gateway.json, {place.BridgeKey(index, "PrivateAddress")}, if this machine may reach it:\n\"PrivateAddress\": \"http://{bridge.Address!.Uri.Host}:8080\"");
            return;
        }

        string[] paths = ["/about/health", "/about/version", "/metrics", "/colibri/stats", "/colibri/drain", "/debug"];
        // Without Accept, /metrics answers 500.
        var answers = await Task.WhenAll(paths.Select(path => asker.GetAsync(new Uri(server.Uri, path), null, cancellation, accept: path == "/metrics" ? "application/json" : "*/*", maxBytes: 4 * 1024 * 1024)));
        if (answers[0] is Answer.Silent(var fault))
        {
            findings.Error(Codes.BridgePrivate, $"Its REST listener {server} {fault}.", "Its health is not seen, and it cannot be drained.",
                $"jvb.conf: videobridge.http-servers.private {{ host, port = 8080 }}, reachable from this machine alone; or gateway.json, {place.BridgeKey(index, "PrivateAddress")}.");
            return;
        }

        if (!answers.Any(answer => answer is Answer.Heard { IsOk: true }) && answers[0] is not Answer.Heard { Status: HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable })
        {
            findings.Error(Codes.BridgePrivate, $"{server} does not answer as the REST listener of a bridge: {Endpoints.Text(paths, answers)}.",
                "Its health is not seen, and it cannot be drained.", $"gateway.json, {place.BridgeKey(index, "PrivateAddress")}: often http://HOST:8080");
            return;
        }

        findings.Good(Codes.BridgeEndpoints, $"Its REST resources; {Endpoints.Text(paths, answers)}.");
        TellHealth(answers[0], findings);
        var metrics = Facts(answers[2]);
        var stats = Facts(answers[3]);
        TellDrain(Facts(answers[4])?.Number("drain") ?? Figure(metrics, "drain_mode") ?? stats?.Number("drain"), findings);
        TellShutdown(Figure(metrics, "graceful_shutdown") ?? stats?.Number("graceful_shutdown"),
            Figure(metrics, "shutting_down") ?? stats?.Number("shutting_down"), findings);
        TellStress(Figure(metrics, "stress") ?? stats?.Number("stress_level"), findings);
        TellRooms(answers[3], stats, findings);
    }

    /// <summary>The JSON of <c>/metrics</c> has the names without the prefix that its text has; either is taken.</summary>
    private static double? Figure(JsonFacts? metrics, string name) => metrics?.Number(name) ?? metrics?.Number($"jitsi_jvb_{name}");

    private static void TellHealth(Answer answer, SubjectFindings findings)
    {
        if (answer is not Answer.Heard heard)
            return;
        if (heard.IsOk)
            findings.Good(Codes.BridgeHealth, "It is healthy.");
        else if (heard.IsMissing)
            findings.Note(Codes.BridgeHealth, "It does not say whether it is healthy: /about/health is off.", "It is on by default; somebody switched it off.",
                "jvb.conf:\nvideobridge { rest { health { enabled = true } } }");
        else
            findings.Error(Codes.BridgeHealth, $"It is not healthy: {heard.StatusText}{heard.Words}.",
                "Jicofo gives it no conferences.", "Its log says more: journalctl -u jitsi-videobridge2 -n 50. \"No valid IP addresses\" means jvb.conf: ice4j.harvest.mapping.static-mappings");
    }

    private static void TellDrain(double? drain, SubjectFindings findings)
    {
        if (drain is > 0)
            findings.Note(Codes.BridgeDrain, "It is draining: Jicofo gives it no new conferences while there is another bridge.", "Somebody has asked for it, or initial-drain-mode is on.",
                "To end it, on the bridge: curl -X POST http://127.0.0.1:8080/colibri/drain/disable");
        else if (drain is not null)
            findings.Good(Codes.BridgeDrain, "It is not draining.");
    }

    private static void TellShutdown(double? graceful, double? down, SubjectFindings findings)
    {
        if (graceful is > 0 || down is > 0)
            findings.Warning(Codes.BridgeShutdown, "It is shutting down.", "It takes no new conferences, and there is no way back but a restart.",
                "When its last conference has ended: systemctl restart jitsi-videobridge2");
        else if (graceful is not null || down is not null)
            findings.Good(Codes.BridgeShutdown, "It is not shutting down.");
    }

    private static void TellStress(double? stress, SubjectFindings findings)
    {
        if (stress is not { } level)
            return;
        var what = string.Create(CultureInfo.InvariantCulture, $"Its stress is {level:0.00}; 1 is as much as it can carry.");
        if (level >= 0.8)
            findings.Warning(Codes.BridgeStress, what, "Jicofo takes a bridge from 0.8 on for overloaded; pictures begin to freeze.", "Another bridge for this shard, or fewer people on it.");
        else
            findings.Good(Codes.BridgeStress, what);
    }

    private static void TellRooms(Answer answer, JsonFacts? stats, SubjectFindings findings)
    {
        if (stats?.Number("mucs_configured") is { } configured && stats.Number("mucs_joined") is { } joined)
        {
            if (joined < configured)
                findings.Error(Codes.BridgeRooms, string.Create(CultureInfo.InvariantCulture, $"It is in {joined:0} of {configured:0} brewery rooms."),
                    "A Jicofo whose brewery it is not in cannot see it, and does not use it.",
                    "jvb.conf, videobridge.apis.xmpp-client.configs: hostname, domain, username, password, muc_jids, as Prosody and bridge.brewery-jid in jicofo.conf have them.");
            else
                findings.Good(Codes.BridgeRooms, "It is in every brewery room that it is configured for.");
        }
        else if (answer is Answer.Heard { IsMissing: true })
        {
            findings.Note(Codes.BridgeRooms, "Whether Jicofo can see it is not told: /colibri/stats is off, as by default.", "Its mucs_joined would tell.",
                "jvb.conf (docker: COLIBRI_REST_ENABLED=1), if only this machine reaches the listener:\nvideobridge { apis { rest { enabled = true } } }");
        }
    }

    private static JsonFacts? Facts(Answer answer) => answer is Answer.Heard { IsOk: true } heard ? JsonFacts.Of(heard.Body) : null;
}
