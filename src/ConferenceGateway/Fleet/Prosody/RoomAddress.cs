using ConferenceGateway.Core;

namespace ConferenceGateway.Fleet.Prosody;

/// <summary>A room's XMPP address as Prosody and Jicofo write it: <c>room@conference.domain</c>, <c>[tenant]room@…</c>.</summary>
internal static class RoomAddress
{
    /// <summary>The room; false for what is no room of ours: breakout rooms, lobbies, Jicofo's own health check.</summary>
    public static bool TryRead(ReadOnlySpan<char> address, out RoomName room)
    {
        room = default;
        var at = address.IndexOf('@');
        if (at <= 0 || IsAside(address[(at + 1)..]) || address.StartsWith("__jicofo-health-check"))
            return false;
        var node = address[..at];
        ReadOnlySpan<char> tenant = default;
        if (node[0] == '[' && node.IndexOf(']') is > 1 and var end)
        {
            tenant = node[1..end];
            node = node[(end + 1)..];
        }

        return RoomName.TryParseSignalling(tenant, node, out room, out _);
    }

    private static bool IsAside(ReadOnlySpan<char> domain) => domain.StartsWith("breakout.") || domain.StartsWith("lobby.");
}
