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
    private const string Prefix = "jitsi_jvb_";

    // What a receiver and a camera move, in bit/s; the planning values of Jitsi's handbook for 360p.
    private const int CameraRate = 500_000;

    public JsonObject Version() => new()
    {
        ["name"] = "JVB",
        ["version"] = bridge.Lies.Version ?? bridge.Model.Traits.Version,
        ["os"] = "Linux",
    };

    public string Metrics() => Flat(Series().Select(series => (series.Name, series.Value)));

    public string Stats() => Flat(Statistics());

    public string Exposition(bool isOpen)
    {
        var text = new StringBuilder();
        foreach (var (name, kind, told) in Series())
        {
            var counted = kind == "counter" ? $"{name}_total" : name;
            var value = told switch { "true" => "1", "false" => "0", _ => told };
            // OpenMetrics names a counter's family without the suffix, the older format with it.
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {Prefix}{(isOpen ? name : counted)} {kind}\n{Prefix}{counted} {value}\n");
        }

        return isOpen ? text.Append("# EOF\n").ToString() : text.ToString();
    }

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
                ["stress"] = bridge.Lies.Stress ?? Text(stress),
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

    private IEnumerable<(string Name, string Kind, string Value)> Series()
    {
        var (model, report, now) = (bridge.Model, bridge.Model.Report, bridge.Model.Now);
        var totals = model.Totals;
        yield return ("stress", "gauge", bridge.Lies.Stress ?? Text(report.Stress));
        yield return ("conferences", "gauge", bridge.Lies.Endpoints ?? Text(now.Conferences));
        yield return ("local_endpoints", "gauge", bridge.Lies.Endpoints ?? Text(now.Endpoints));
        yield return ("current_endpoints", "gauge", bridge.Lies.Endpoints ?? Text(report.Endpoints));
        yield return ("current_visitors", "gauge", "0");
        yield return ("largest_conference", "gauge", Text(report.Largest));
        yield return ("endpoints_sending_video", "gauge", Text(report.Cameras));
        yield return ("incoming_bitrate", "gauge", Text(report.Cameras * CameraRate));
        yield return ("outgoing_bitrate", "gauge", Text(Outgoing(report.Cameras, report.Endpoints)));
        yield return ("healthy", "gauge", Text(model.IsHealthy));
        yield return ("drain_mode", "gauge", Text(model.IsDraining));
        yield return ("graceful_shutdown", "gauge", "false");
        yield return ("shutting_down", "gauge", "false");
        yield return ("startup_time", "gauge", Text(model.StartedAt.ToUnixTimeMilliseconds()));
        yield return ("thread_count", "gauge", "64");
        yield return ("conferences_created", "counter", Text(totals.Conferences));
        yield return ("endpoints", "counter", Text(totals.Endpoints));
    }

    private IEnumerable<(string Name, string Value)> Statistics()
    {
        var (model, report, now) = (bridge.Model, bridge.Model.Report, bridge.Model.Now);
        var totals = model.Totals;
        yield return ("stress_level", bridge.Lies.Stress ?? Text(report.Stress));
        yield return ("average_participant_stress", "0.01");
        yield return ("healthy", Text(model.IsHealthy));
        yield return ("drain", Text(model.IsDraining));
        yield return ("graceful_shutdown", "false");
        yield return ("shutting_down", "false");
        yield return ("conferences", bridge.Lies.Endpoints ?? Text(now.Conferences));
        yield return ("participants", bridge.Lies.Endpoints ?? Text(now.Endpoints));
        yield return ("endpoints", bridge.Lies.Endpoints ?? Text(now.Endpoints));
        yield return ("local_endpoints", bridge.Lies.Endpoints ?? Text(now.Endpoints));
        yield return ("octo_endpoints", "0");
        yield return ("octo_conferences", "0");
        yield return ("largest_conference", Text(report.Largest));
        yield return ("endpoints_sending_video", Text(report.Cameras));
        yield return ("bit_rate_download", Text(report.Cameras * CameraRate / 1000));
        yield return ("bit_rate_upload", Text(Outgoing(report.Cameras, report.Endpoints) / 1000));
        yield return ("total_conferences_created", Text(totals.Conferences));
        yield return ("total_participants", Text(totals.Endpoints));
        yield return ("muc_clients_configured", "1");
        yield return ("muc_clients_connected", "1");
        yield return ("mucs_configured", "1");
        yield return ("mucs_joined", "1");
        yield return ("threads", "64");
        yield return ("current_timestamp", Quoted(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)));
        yield return ("version", Quoted(bridge.Lies.Version ?? model.Traits.Version));
        if (model.Traits.Region is { } region)
            yield return ("region", Quoted(region));
        if ((bridge.Lies.RelayId ?? model.Traits.RelayId) is { } relay)
            yield return ("relay_id", Quoted(relay));
    }

    /// <summary>Written by hand: a lie need not be JSON.</summary>
    private static string Flat(IEnumerable<(string Name, string Value)> values) =>
        $"{{{string.Join(',', values.Select(value => $"\"{value.Name}\":{value.Value}"))}}}";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    /// <summary>Everybody gets the pictures of the others, ten at most.</summary>
    private static long Outgoing(int cameras, int people) => (long)Math.Min(cameras, 10) * people * CameraRate;

    /// <summary>16 hex digits, as the ids of conferences have on a real bridge.</summary>
    private static string Id(string room) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(room)))[..16];

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(bool fact) => fact ? "true" : "false";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
