using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>Which room a request is about. A spelling that was seen before is found without allocating anything.</summary>
internal sealed class RoomStep(Origins origins)
{
    /// <summary>Spellings that each of the two caches keeps; a fleet of this kind has some thousand rooms a day.</summary>
    private const int Spellings = 8192;

    private readonly RoomNameCache _pages = new(Spellings);
    private readonly RoomNameCache _signals = new(Spellings);

    /// <summary>The room of a page's path.</summary>
    public RoomNameFault ReadPage(in RequestTarget target, out RoomName room) =>
        ReadPage(target.Tenant, target.Room, out room);

    /// <summary>The room of <c>?room=</c>, which a signalling request must carry once.</summary>
    public RoomNameFault ReadSignal(ReadOnlySpan<char> tenant, ReadOnlySpan<char> value, out RoomName room)
    {
        if (_signals.TryGet(tenant, value, out room))
            return RoomNameFault.None;
        if (!RoomName.TryParseSignalling(tenant, value, out room, out var fault))
            return fault;
        _signals.Add(tenant, value, room);
        return RoomNameFault.None;
    }

    /// <summary>A tenant alone, for what is asked of a shard without a room. Its spelling is null when there is none.</summary>
    public RoomNameFault ReadTenant(ReadOnlySpan<char> tenant, out string? link)
    {
        link = null;
        if (tenant.IsEmpty)
            return RoomNameFault.None;
        // A tenant follows the rule of a room; any room below it shows how it is spelled.
        var fault = ReadPage(tenant, "any", out var room);
        link = fault == RoomNameFault.None ? room.LinkTenant : null;
        return fault;
    }

    /// <summary>The room of the page that asked for a file, from <c>Referer</c>.</summary>
    public bool TryReadReferer(HttpRequest request, out RoomName room)
    {
        room = default;
        if (request.Headers.Referer is not [{ } referer] || !referer.StartsWith(origins.Meeting, StringComparison.OrdinalIgnoreCase) ||
            !referer.AsSpan(origins.Meeting.Length).StartsWith('/'))
            return false;
        var target = RequestTarget.Read(referer);
        return target.Surface == Surface.Page && ReadPage(target, out room) == RoomNameFault.None;
    }

    private RoomNameFault ReadPage(ReadOnlySpan<char> tenant, ReadOnlySpan<char> segment, out RoomName room)
    {
        if (_pages.TryGet(tenant, segment, out room))
            return RoomNameFault.None;
        if (!RoomName.TryParsePage(tenant, segment, out room, out var fault))
            return fault;
        _pages.Add(tenant, segment, room);
        return RoomNameFault.None;
    }
}
