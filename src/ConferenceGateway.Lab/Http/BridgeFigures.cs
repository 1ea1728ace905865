using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConferenceGateway.Lab.Http;

/// <summary>
/// What a bridge tells of itself, in the shapes of the real one: keys of the JSON of <c>/metrics</c> have no prefix, those
/// of its text have, and <c>/colibri/stats</c> has names of its own. Counts of people are of this moment, stress is a report.
/// </summary>
internal sealed class BridgeFigures(LabBridge bridge, TimeProvider time)
{
    // What a receiver and a camera move, in bit/s; the planning values of Jitsi's handbook for 360p.
    private const int CameraRate = 500_000;

    public JsonObject Version() => new()
    {
        ["name"] = "JVB",
        ["version"] = bridge.Lies.Version ?? bridge.Model.Traits.Version,
        ["os"] = "Linux",
    };

    public string Stats() => LabExposition.Json(Statistics());

    public JsonObject Debug(string? conference)
    {
        var model = bridge.Model;
        var stress = model.Report.Stress;
        var conferences = new JsonObject();
        foreach (var (room, size) in model.Meetings)
        {
            var id = Id(room);
            if (conference is not null && conference != id)
                continue;
            conferences[id] = new JsonObject
            {
                ["id"] = id,
                ["rtcstatsEnabled"] = false,
                ["name"] = room,
                ["meeting_id"] = id,
                ["endpoints"] = new JsonObject(Enumerable.Range(0, size.People).Select(number =>
                    new KeyValuePair<string, JsonNode?>(string.Create(CultureInfo.InvariantCulture, $"{number:x8}"), "Lab"))),
            };
        }

        if (conference is not null && conferences.Count == 0)
            conferences[conference] = "null";
        return new JsonObject
        {
            ["shutdown_state"] = "RUNNING",
            ["drain"] = model.IsDraining,
            ["time"] = time.GetUtcNow().ToUnixTimeMilliseconds(),
            ["load_management"] = new JsonObject
            {
                ["state"] = stress >= 1 ? "OVERLOADED" : "NOT_OVERLOADED",
                ["stress"] = bridge.Lies.Stress ?? LabExposition.Of(stress),
                ["reducer_enabled"] = "false",
            },
            ["conferences"] = conferences,
            ["health"] = new JsonObject
            {
                ["success"] = model.IsHealthy,
                ["hardFailure"] = !model.IsHealthy,
                ["responseCode"] = null,
                ["message"] = model.IsHealthy ? null : "No valid IP addresses available for harvesting.",
            },
        };
    }

    /// <summary>What <c>/metrics</c> tells.</summary>
    public IEnumerable<LabFigure> Series()
    {
        var (model, report, now) = (bridge.Model, bridge.Model.Report, bridge.Model.Now);
        var totals = model.Totals;
        yield return new("stress", bridge.Lies.Stress ?? LabExposition.Of(report.Stress));
        yield return new("conferences", bridge.Lies.Endpoints ?? LabExposition.Of(now.Conferences));
        yield return new("local_endpoints", bridge.Lies.Endpoints ?? LabExposition.Of(now.Endpoints));
        yield return new("current_endpoints", bridge.Lies.Endpoints ?? LabExposition.Of(report.Endpoints));
        yield return new("current_visitors", "0");
        yield return new("largest_conference", LabExposition.Of(report.Largest));
        yield return new("endpoints_sending_video", LabExposition.Of(report.Cameras));
        yield return new("incoming_bitrate", LabExposition.Of(report.Cameras * CameraRate));
        yield return new("outgoing_bitrate", LabExposition.Of(Outgoing(report.Cameras, report.Endpoints)));
        yield return new("healthy", LabExposition.Of(model.IsHealthy));
        yield return new("drain_mode", LabExposition.Of(model.IsDraining));
        yield return new("graceful_shutdown", "false");
        yield return new("shutting_down", "false");
        yield return new("startup_time", LabExposition.Of(model.StartedAt.ToUnixTimeMilliseconds()));
        yield return new("thread_count", "64");
        yield return new("conferences_created", LabExposition.Of(totals.Conferences), IsCounter: true);
        yield return new("endpoints", LabExposition.Of(totals.Endpoints), IsCounter: true);
    }

    private IEnumerable<LabFigure> Statistics()
    {
        var (model, report, now) = (bridge.Model, bridge.Model.Report, bridge.Model.Now);
        var totals = model.Totals;
        yield return new("stress_level", bridge.Lies.Stress ?? LabExposition.Of(report.Stress));
        yield return new("average_participant_stress", "0.01");
        yield return new("healthy", LabExposition.Of(model.IsHealthy));
        yield return new("drain", LabExposition.Of(model.IsDraining));
        yield return new("graceful_shutdown", "false");
        yield return new("shutting_down", "false");
        yield return new("conferences", bridge.Lies.Endpoints ?? LabExposition.Of(now.Conferences));
        yield return new("participants", bridge.Lies.Endpoints ?? LabExposition.Of(now.Endpoints));
        yield return new("endpoints", bridge.Lies.Endpoints ?? LabExposition.Of(now.Endpoints));
        yield return new("local_endpoints", bridge.Lies.Endpoints ?? LabExposition.Of(now.Endpoints));
        yield return new("octo_endpoints", "0");
        yield return new("octo_conferences", "0");
        yield return new("largest_conference", LabExposition.Of(report.Largest));
        yield return new("endpoints_sending_video", LabExposition.Of(report.Cameras));
        yield return new("bit_rate_download", LabExposition.Of(report.Cameras * CameraRate / 1000));
        yield return new("bit_rate_upload", LabExposition.Of(Outgoing(report.Cameras, report.Endpoints) / 1000));
        yield return new("total_conferences_created", LabExposition.Of(totals.Conferences));
        yield return new("total_participants", LabExposition.Of(totals.Endpoints));
        yield return new("muc_clients_configured", "1");
        yield return new("muc_clients_connected", "1");
        yield return new("mucs_configured", "1");
        yield return new("mucs_joined", "1");
        yield return new("threads", "64");
        yield return new("current_timestamp", Quoted(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)));
        yield return new("version", Quoted(bridge.Lies.Version ?? model.Traits.Version));
        if (model.Traits.Region is { } region)
            yield return new("region", Quoted(region));
        if ((bridge.Lies.RelayId ?? model.Traits.RelayId) is { } relay)
            yield return new("relay_id", Quoted(relay));
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    /// <summary>Everybody gets the pictures of the others, ten at most.</summary>
    private static long Outgoing(int cameras, int people) => (long)Math.Min(cameras, 10) * people * CameraRate;

    /// <summary>16 hex digits, as the ids of conferences have on a real bridge.</summary>
    private static string Id(string room) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(room)))[..16];
}
