using System.Collections.Frozen;

namespace ConferenceGateway.Proxy;

/// <summary>What a request on MeetingUrl asks for. Everything that a Jitsi shows to browsers and apps is listed here; what is not, is not forwarded.</summary>
internal enum Surface
{
    /// <summary>Not listed: 404.</summary>
    None,

    /// <summary>A path that must not be guessed about: 400.</summary>
    Refused,

    /// <summary><c>/</c>.</summary>
    Start,

    /// <summary><c>/-/…</c>: ours.</summary>
    Own,

    /// <summary>The page of a room.</summary>
    Page,

    /// <summary><c>config.js</c>: made by the shard for a room.</summary>
    Config,

    /// <summary>Scripts, styles, pictures: the same for all rooms of a release.</summary>
    Static,

    /// <summary><c>/xmpp-websocket</c>: a socket, or a plain GET as keep-alive.</summary>
    XmppWebSocket,

    /// <summary><c>/http-bind</c>: XMPP over long polls.</summary>
    Bosh,

    /// <summary><c>/conference-request/v1</c>: Jicofo's HTTP form of the conference request.</summary>
    ConferenceRequest,

    /// <summary><c>/_unlock</c>: a keep-alive.</summary>
    Unlock,

    /// <summary><c>/colibri-ws/{server-id}/…</c> and <c>/colibri-relay-ws/…</c>: a bridge's socket.</summary>
    Colibri,

    /// <summary><c>/etherpad/…</c>.</summary>
    Etherpad,

    /// <summary><c>/socket.io/…</c>: the whiteboard.</summary>
    SocketIo,
}

/// <summary>The paths of the surface: the union of what Jitsi's own web servers map (nginx of Debian and docker, HAProxy of meet.jit.si).</summary>
internal static class SurfaceTable
{
    private static readonly FrozenDictionary<string, Surface>.AlternateLookup<ReadOnlySpan<char>> Files =
        new Dictionary<string, Surface>
        {
            ["config.js"] = Surface.Config,
            ["xmpp-websocket"] = Surface.XmppWebSocket,
            ["http-bind"] = Surface.Bosh,
            ["_unlock"] = Surface.Unlock,
            ["interface_config.js"] = Surface.Static,
            ["external_api.js"] = Surface.Static,
            ["manifest.json"] = Surface.Static,
            ["pwa-worker.js"] = Surface.Static,
            ["favicon.ico"] = Surface.Static,
            ["robots.txt"] = Surface.Static,
            ["apple-app-site-association"] = Surface.Static,
        }.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, Surface>.AlternateLookup<ReadOnlySpan<char>> Folders =
        new Dictionary<string, Surface>
        {
            ["libs"] = Surface.Static,
            ["css"] = Surface.Static,
            ["static"] = Surface.Static,
            ["images"] = Surface.Static,
            ["img"] = Surface.Static,
            ["fonts"] = Surface.Static,
            ["lang"] = Surface.Static,
            ["sounds"] = Surface.Static,
            ["connection_optimization"] = Surface.Static,
            [".well-known"] = Surface.Static,
            ["transcripts"] = Surface.Static,
            ["colibri-ws"] = Surface.Colibri,
            ["colibri-relay-ws"] = Surface.Colibri,
            ["etherpad"] = Surface.Etherpad,
            ["socket.io"] = Surface.SocketIo,
            ["-"] = Surface.Own,
        }.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The surface of a path that starts with a slash and has no tenant; <see cref="Surface.None"/> if none is listed.</summary>
    public static Surface Find(ReadOnlySpan<char> path)
    {
        var name = path[1..];
        var slash = name.IndexOf('/');
        if (slash < 0)
            return Files.TryGetValue(name, out var file) ? file : Surface.None;
        if (name.SequenceEqual("conference-request/v1"))
            return Surface.ConferenceRequest;
        // A folder alone is nothing; something must be asked of it. Etherpad and the whiteboard do answer at their root.
        return Folders.TryGetValue(name[..slash], out var folder) &&
            (slash + 1 < name.Length || folder is Surface.Etherpad or Surface.SocketIo)
            ? folder
            : Surface.None;
    }

    /// <summary>Whether Jitsi answers it below a tenant too.</summary>
    public static bool HasTenants(Surface surface) => surface is Surface.Config or Surface.Static or
        Surface.XmppWebSocket or Surface.Bosh or Surface.ConferenceRequest or Surface.Unlock;

    /// <summary>Whether a websocket can be opened there.</summary>
    public static bool TakesSockets(Surface surface) =>
        surface is Surface.XmppWebSocket or Surface.Colibri or Surface.Etherpad or Surface.SocketIo;

    /// <summary>Whether it is a signalling answer, which carries <c>X-Jitsi-Shard</c>.</summary>
    public static bool IsSignalling(Surface surface) => surface is
        Surface.XmppWebSocket or Surface.Bosh or Surface.ConferenceRequest or Surface.Unlock;
}
