namespace ConferenceGateway.Core;

/// <summary>All spellings of one room, computed from its key once. Never changes.</summary>
internal sealed class RoomNameSpelling
{
    public RoomNameSpelling(string? tenant, string room)
    {
        Room = room;
        Backend = PercentEncoding.EncodeBackend(room);
        LinkRoom = PercentEncoding.EncodeLink(room);
        if (tenant is null)
        {
            Key = Room;
            Link = LinkRoom;
            StoredNode = Backend;
        }
        else
        {
            Tenant = tenant;
            BackendTenant = PercentEncoding.EncodeBackend(tenant);
            LinkTenant = PercentEncoding.EncodeLink(tenant);
            Key = $"{tenant}/{room}";
            Link = $"{LinkTenant}/{LinkRoom}";
            StoredNode = $"[{BackendTenant}]{Backend}";
        }

        Hash = string.GetHashCode(Key, StringComparison.Ordinal);
    }

    /// <summary>What a default <see cref="RoomName"/> shows; no parser returns it.</summary>
    public static RoomNameSpelling None { get; } = new(null, "");

    public string Key { get; }

    public string Room { get; }

    public string? Tenant { get; }

    public string Backend { get; }

    public string? BackendTenant { get; }

    public string Link { get; }

    public string LinkRoom { get; }

    public string? LinkTenant { get; }

    /// <summary>The node under which Prosody stores the room: <c>room</c>, or <c>[tenant]room</c>; ASCII.</summary>
    public string StoredNode { get; }

    public int Hash { get; }
}
