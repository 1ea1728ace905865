using System.Text;
using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>Path and query towards a shard, from canonical names and known parameters.</summary>
internal static class UpstreamPaths
{
    /// <summary>Longest opaque value that is passed on (<c>previd</c>, <c>vnode</c>, <c>release</c>).</summary>
    private const int MaxOpaque = 128;

    /// <summary><c>/tenant/room?release=…</c></summary>
    public static string Page(RoomName room, in RequestTarget target)
    {
        if (target.Query.IsEmpty)
            return "/" + room.Link;
        var path = new StringBuilder("/").Append(room.Link).Append('?');
        new RequestQuery(target.Query).AppendPlain(path, "release", MaxOpaque);
        return Finish(path);
    }

    /// <summary><c>/tenant/config.js?room=…&amp;release=…</c></summary>
    public static string Config(string? tenant, string? room, in RequestTarget target)
    {
        var path = new StringBuilder();
        if (tenant is not null)
            path.Append('/').Append(tenant);
        path.Append("/config.js?");
        if (room is not null)
            path.Append("room=").Append(room);
        new RequestQuery(target.Query).AppendPlain(path, "release", MaxOpaque);
        return Finish(path);
    }

    /// <summary><c>/xmpp-websocket?room=…&amp;previd=…&amp;vnode=…&amp;prefix=tenant</c>, and BOSH and the conference request likewise.</summary>
    /// <param name="path">The way at Prosody.</param>
    /// <param name="room">Which room.</param>
    /// <param name="target">As it was asked.</param>
    /// <param name="resumption">The session that may be taken up; null for none, whatever is asked.</param>
    public static string Signal(string path, RoomName room, in RequestTarget target, string? resumption)
    {
        var built = new StringBuilder(path).Append("?room=").Append(room.LinkRoom);
        var query = new RequestQuery(target.Query);
        if (resumption is not null)
            RequestQuery.Append(built, "previd", resumption);
        query.AppendPlain(built, "vnode", MaxOpaque);
        // Last, because the last one wins at Prosody when a web server in between adds its own.
        if (room.LinkTenant is { } tenant)
            built.Append("&prefix=").Append(tenant);
        return built.ToString();
    }

    /// <summary>The session that a client wants to take up; null: none.</summary>
    public static string? ResumptionOf(in RequestTarget target) =>
        !target.Query.IsEmpty && new RequestQuery(target.Query).TryFindPlain("previd", MaxOpaque, out var id) ? id.ToString() : null;

    /// <summary>A file, Etherpad, the whiteboard: the path behind the tenant and every parameter but tokens.</summary>
    public static string File(in RequestTarget target)
    {
        if (target.Query.IsEmpty)
            return target.Inner.ToString();
        var path = new StringBuilder().Append(target.Inner);
        new RequestQuery(target.Query).AppendAllButTokens(path);
        return path.ToString();
    }

    private static string Finish(StringBuilder path) =>
        path[^1] == '?' ? path.ToString(0, path.Length - 1) : path.ToString();
}
