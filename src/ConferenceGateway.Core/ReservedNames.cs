using System.Collections.Frozen;

namespace ConferenceGateway.Core;

/// <summary>
/// Names that can be neither room nor tenant, because Jitsi's web server, Prosody, Jicofo, the bridges or the gateway
/// answer under them. Compared with the key, so that no spelling slips through.
/// </summary>
public static class ReservedNames
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        // The gateway's own folder.
        "-",
        // In a Jitsi token this means every room, and every tenant: a room of that name would open all others.
        "*",
        // Folders of Jitsi's web server.
        "libs", "css", "static", "images", "img", "fonts", "lang", "sounds", "connection_optimization", ".well-known",
        "transcripts", "v1",
        // Signalling, media, and what else a shard answers under its first path segment.
        "http-bind", "xmpp-websocket", "conference-request", "colibri", "colibri-ws", "colibri-relay-ws", "about",
        "_health", "_unlock", "_api", "etherpad", "socket.io", "rtcstats", "rtcstats-ws", "rtc-visualizer",
        // Files.
        "config.js", "interface_config.js", "external_api.js", "pwa-worker.js", "manifest.json", "favicon.ico",
        "robots.txt", "apple-app-site-association", "assetlinks.json", "dialininfo.html",
        // What Prosody's plugins, Jicofo and the bridges answer to operators; never from outside.
        "room", "room-size", "room-census", "room-info", "room-password", "sessions", "end-meeting", "kick-participant",
        "invite-jigasi", "send-system-chat-message", "turn-credentials", "metrics", "stats", "debug", "pin",
        "move-endpoints");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a key (lower-case, decoded; one part) is reserved. Allocates nothing.</summary>
    public static bool Contains(ReadOnlySpan<char> key) =>
        BySpan.Contains(key)
        // Jicofo asks after its own health in rooms that begin so; Prosody keeps everybody else out of them.
        || key.StartsWith("__jicofo-health-check", StringComparison.Ordinal)
        // The pages that Jitsi shows after a meeting: close.html, close2.html, …
        || (key.StartsWith("close", StringComparison.Ordinal) && key.EndsWith(".html", StringComparison.Ordinal));
}
