using System.Globalization;
using System.Text.Json.Nodes;
using ConferenceGateway.Lab.Model;
using ConferenceGateway.Lab.Xmpp;

namespace ConferenceGateway.Lab.Http;

/// <summary>What Jicofo tells of meetings and bridges, in the shapes of the real one.</summary>
internal sealed class JicofoFigures(JicofoModel jicofo, XmppServer xmpp)
{
    private const string OwnVersion = "1.1-lab";
    private const int Sizes = 22;

    public static JsonObject Version() => new() { ["name"] = "Jicofo", ["version"] = OwnVersion, ["os"] = "Linux" };

    public JsonObject Stats()
    {
        var (conferences, bridges, totals) = (jicofo.Conferences, jicofo.Bridges, jicofo.Totals);
        // A room in which nobody has media yet counts as one of one, by the real one's own decision.
        var sizes = conferences.Select(conference => Math.Max(1, conference.Endpoints)).ToArray();
        return new JsonObject
        {
            ["total_participants"] = totals.People,
            ["total_conferences_created"] = totals.Conferences,
            ["conferences"] = conferences.Count,
            ["conferences_with_visitors"] = 0,
            ["bridge_failures"] = new JsonObject { ["participants_moved"] = totals.Moved, ["bridges_removed"] = totals.LostBridges },
            ["participant_notifications"] = new JsonObject { ["ice_failed"] = 0, ["request_restart"] = 0 },
            ["largest_conference"] = sizes.DefaultIfEmpty().Max(),
            ["participants"] = sizes.Sum(),
            ["visitors"] = 0,
            ["conference_sizes"] = new JsonArray([.. Enumerable.Range(0, Sizes).Select(size => (JsonNode)sizes.Count(own => Math.Min(own, Sizes - 1) == size))]),
            ["endpoint_pairs"] = sizes.Sum(size => size * size),
            ["bridge_selector"] = new JsonObject
            {
                ["bridge_count"] = bridges.Count,
                ["operational_bridge_count"] = bridges.Count(bridge => bridge.IsOperational),
                ["in_shutdown_bridge_count"] = 0,
                ["lost_bridges"] = totals.LostBridges,
                ["bridge_version_count"] = bridges.Select(bridge => bridge.Bridge.Model.Traits.Version).Distinct().Count(),
            },
            ["jigasi"] = new JsonObject(),
            ["threads"] = 48,
            ["jingle"] = new JsonObject(),
            ["version"] = OwnVersion,
        };
    }

    public JsonArray Names() => [.. jicofo.Conferences.Select(conference => (JsonNode)conference.Room)];

    public JsonObject Conferences() =>
        new(jicofo.Conferences.Select(conference => new KeyValuePair<string, JsonNode?>(conference.Room, Full(conference))));

    public JsonObject Conference(string room) => jicofo.Conferences.FirstOrDefault(conference => conference.Room == room) is { } found ? Full(found) : new JsonObject();

    public JsonObject Debug(bool full) => new()
    {
        ["focus_manager"] = full
            ? Conferences()
            : new JsonObject(jicofo.Conferences.Select(conference => new KeyValuePair<string, JsonNode?>(conference.Room, conference.Endpoints))),
        ["bridge_selector"] = new JsonObject
        {
            ["strategy"] = "SingleBridgeSelectionStrategy",
            ["bridge"] = new JsonObject(jicofo.Bridges.Select(bridge => new KeyValuePair<string, JsonNode?>(bridge.Bridge.Address, Show(bridge)))),
        },
        ["jibri_detector"] = null,
        ["sip_jibri_detector"] = null,
        ["jigasi_detector"] = null,
        ["av_moderation"] = new JsonObject(),
        ["conference_iq_handler"] = new JsonObject(),
    };

    /// <summary>Texts that are not there are the text "null", as the real one prints them.</summary>
    private static JsonObject Show(JicofoBridgeView view) => new()
    {
        ["corrected-stress"] = view.CorrectedStress,
        ["drain"] = view.IsDraining,
        ["endpoints"] = view.Bridge.Endpoints,
        ["endpoint-restart-requests"] = 0,
        ["failing-ice"] = false,
        ["graceful-shutdown"] = false,
        ["healthy"] = view.IsHealthy,
        ["operational"] = view.IsOperational,
        ["overloaded"] = view.IsOverloaded,
        ["region"] = view.Bridge.Model.Traits.Region ?? "null",
        ["relay-id"] = view.Bridge.Model.Traits.RelayId ?? "null",
        ["release"] = "null",
        ["shutting-down"] = false,
        ["stress"] = view.Stress,
        ["version"] = view.Bridge.Model.Traits.Version,
    };

    private JsonObject Full(Conference conference)
    {
        var members = xmpp.MembersOf(conference.Room);
        if (members.Count == 0)
            members = [.. Enumerable.Range(0, conference.Size.People).Select(number => (number.ToString("x8", CultureInfo.InvariantCulture), "null"))];
        var names = members.Select(member => member.Nick);
        var sessions = new JsonObject();
        if (conference.Bridge is { } bridge)
        {
            var view = jicofo.Bridges.FirstOrDefault(known => known.Bridge == bridge);
            sessions[bridge.Model.Traits.Nick] = new JsonObject
            {
                ["bridge"] = view is null ? null : Show(view),
                ["created"] = true,
                ["relays"] = new JsonObject(),
                ["participants"] = new JsonArray([.. names.Select(name => (JsonNode)name)]),
            };
        }

        return new JsonObject
        {
            ["name"] = conference.Room,
            ["config"] = new JsonObject(),
            ["chat_room"] = new JsonObject
            {
                ["room_jid"] = conference.Room,
                ["members"] = new JsonObject(members.Select(member => new KeyValuePair<string, JsonNode?>(member.Nick, Show(conference.Room, member.Nick, member.Address)))),
                ["video_senders_count"] = conference.Size.Cameras,
            },
            // Those who were invited to a bridge: the only one in a room is not.
            ["participants"] = conference.Bridge is null ? new JsonObject() : new JsonObject(names.Select(name => new KeyValuePair<string, JsonNode?>(name, new JsonObject { ["id"] = name }))),
            ["started"] = true,
            ["colibri_session_manager"] = new JsonObject { ["sessions"] = sessions },
            ["include_in_statistics"] = true,
            ["visitor_count"] = 0,
            ["participant_count"] = conference.Endpoints,
        };
    }

    private static JsonObject Show(string room, string nick, string address) => new()
    {
        ["region"] = "null",
        ["occupant_jid"] = $"{room}/{nick}",
        ["jid"] = address,
        ["is_jibri"] = false,
        ["is_jigasi"] = false,
        ["is_transcriber"] = false,
    };

    /// <summary>What <c>/metrics</c> tells.</summary>
    public IEnumerable<LabFigure> Series()
    {
        var (conferences, bridges, totals) = (jicofo.Conferences, jicofo.Bridges, jicofo.Totals);
        yield return new("conferences", LabExposition.Of(conferences.Count));
        yield return new("participants_current", LabExposition.Of(conferences.Sum(conference => Math.Max(1, conference.Endpoints))));
        yield return new("visitors_current", "0");
        yield return new("largest_conference", LabExposition.Of(conferences.Select(conference => Math.Max(1, conference.Endpoints)).DefaultIfEmpty().Max()));
        yield return new("bridge_selector_bridge_count", LabExposition.Of(bridges.Count));
        yield return new("bridge_selector_bridge_count_operational", LabExposition.Of(bridges.Count(bridge => bridge.IsOperational)));
        yield return new("bridge_selector_bridge_count_in_shutdown", "0");
        yield return new("bridge_selector_lost_bridges", LabExposition.Of(totals.LostBridges), IsCounter: true);
        yield return new("conferences_created", LabExposition.Of(totals.Conferences), IsCounter: true);
        yield return new("participants", LabExposition.Of(totals.People), IsCounter: true);
        yield return new("participants_moved", LabExposition.Of(totals.Moved), IsCounter: true);
    }
}
