namespace ConferenceGateway.Core;

/// <summary>
/// The one canonical name of a room, with an optional tenant. Two spellings name the same room exactly if their
/// <see cref="Key"/> is the same. Every spelling below is computed once; reading and copying allocate nothing.
/// <para>The rule is the one of Jitsi's own client: docs/room-names.md.</para>
/// </summary>
public readonly record struct RoomName
{
    /// <summary>The longest key of one part, tenant or room; UTF-16 units.</summary>
    public const int MaxLength = RoomNameRules.MaxLength;

    private readonly RoomNameSpelling? _spelling;

    internal RoomName(RoomNameSpelling spelling) => _spelling = spelling;

    /// <summary>
    /// Whether this process has Unicode's tables. Without them no name but plain ASCII can be told from another, so the
    /// gateway must not start.
    /// </summary>
    public static bool IsUnicodeAvailable => RoomNameFolding.IsUnicodeAvailable;

    /// <summary>What the room is stored and compared by: <c>fraktion</c>, or <c>acme/fraktion</c> with a tenant.</summary>
    public string Key => Spelling.Key;

    /// <summary>The room's part of the key.</summary>
    public string Room => Spelling.Room;

    /// <summary>The tenant's part of the key, or null.</summary>
    public string? Tenant => Spelling.Tenant;

    /// <summary>The node of the room's XMPP address and the token's <c>room</c>: percent-encoded, lower-case.</summary>
    public string Backend => Spelling.Backend;

    /// <summary>The tenant in the same spelling, or null.</summary>
    public string? BackendTenant => Spelling.BackendTenant;

    /// <summary>The canonical path without its leading slash: where other spellings are redirected to.</summary>
    public string Link => Spelling.Link;

    /// <summary>The room's segment of <see cref="Link"/>.</summary>
    public string LinkRoom => Spelling.LinkRoom;

    /// <summary>The tenant's segment of <see cref="Link"/>, or null.</summary>
    public string? LinkTenant => Spelling.LinkTenant;

    private RoomNameSpelling Spelling => _spelling ?? RoomNameSpelling.None;

    /// <summary>
    /// Reads the path of a page. Both segments are taken from the raw request target, undecoded; an empty tenant is none.
    /// The characters that Jitsi's client deletes are deleted, so the caller redirects where <see cref="Link"/> differs.
    /// </summary>
    public static bool TryParsePage(
        ReadOnlySpan<char> rawTenant, ReadOnlySpan<char> rawRoom, out RoomName name, out RoomNameFault fault)
    {
        fault = RoomNameParser.ReadTenant(rawTenant, out var tenant);
        string? room = null;
        if (fault == RoomNameFault.None)
            fault = RoomNameParser.ReadPage(rawRoom, out room);
        return TryMake(tenant, room, ref fault, out name);
    }

    /// <summary>
    /// Reads a signalling request: the tenant is a path segment under the page's rule, the room is the undecoded value of
    /// <c>?room=</c>. Nothing is deleted or folded: what Jitsi's client would not have sent is refused.
    /// </summary>
    public static bool TryParseSignalling(
        ReadOnlySpan<char> rawTenant, ReadOnlySpan<char> rawQueryValue, out RoomName name, out RoomNameFault fault)
    {
        fault = RoomNameParser.ReadTenant(rawTenant, out var tenant);
        string? room = null;
        if (fault == RoomNameFault.None)
            fault = RoomNameParser.ReadSignalling(rawQueryValue, out room);
        return TryMake(tenant, room, ref fault, out name);
    }

    /// <summary>
    /// Reads what a person typed: already decoded, one slash may part a tenant from the room, blanks around either are
    /// dropped. A whole link is not a name.
    /// </summary>
    public static bool TryParseTyped(string text, out RoomName name, out RoomNameFault fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        fault = RoomNameParser.ReadTyped(text, out var tenant, out var room);
        return TryMake(tenant, room, ref fault, out name);
    }

    /// <summary>Reads a stored <see cref="Key"/>. False for everything that is not exactly one.</summary>
    public static bool TryParseKey(string key, out RoomName name)
    {
        ArgumentNullException.ThrowIfNull(key);
        var fault = RoomNameParser.ReadKey(key, out var tenant, out var room);
        return TryMake(tenant, room, ref fault, out name);
    }

    /// <inheritdoc/>
    public bool Equals(RoomName other) =>
        ReferenceEquals(_spelling, other._spelling) || Spelling.Key == other.Spelling.Key;

    /// <inheritdoc/>
    public override int GetHashCode() => Spelling.Hash;

    /// <summary>The <see cref="Key"/>.</summary>
    public override string ToString() => Key;

    private static bool TryMake(string? tenant, string? room, ref RoomNameFault fault, out RoomName name)
    {
        name = default;
        if (fault != RoomNameFault.None || room is null)
            return false;

        var spelling = new RoomNameSpelling(tenant, room);
        if (spelling.StoredNode.Length > RoomNameRules.MaxNodeLength)
        {
            fault = RoomNameFault.TooLong;
            return false;
        }

        name = new RoomName(spelling);
        return true;
    }
}
