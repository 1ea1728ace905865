namespace ConferenceGateway.Portal;

/// <summary>
/// What a route of the portal or the API asks of its caller. One right is asked of a person by their roles, and of an
/// API key by its scopes as well: its name is the scope.
/// </summary>
/// <param name="Name">Stable, and seen in the API: <c>accounts:write</c>.</param>
/// <param name="Roles">One of these is enough; none: whoever is signed in.</param>
public sealed record Right(string Name, Roles Roles)
{
    /// <summary>One's own account, sessions and password. No key has it: a key cannot make itself a person.</summary>
    public static readonly Right Self = new("self", Roles.None);

    /// <summary>See the result of <c>check</c>.</summary>
    public static readonly Right CheckRead = new("check:read", Roles.Admin | Roles.Auditor);

    /// <summary>Let <c>check</c> run.</summary>
    public static readonly Right CheckRun = new("check:run", Roles.Admin);

    /// <summary>See accounts and their roles.</summary>
    public static readonly Right AccountsRead = new("accounts:read", Roles.Admin | Roles.Auditor);

    /// <summary>Create, change and disable accounts.</summary>
    public static readonly Right AccountsWrite = new("accounts:write", Roles.Admin);

    /// <summary>See which API keys there are.</summary>
    public static readonly Right KeysRead = new("keys:read", Roles.Admin | Roles.Auditor);

    /// <summary>Create and revoke API keys.</summary>
    public static readonly Right KeysWrite = new("keys:write", Roles.Admin);

    /// <summary>See who did what.</summary>
    public static readonly Right AuditRead = new("audit:read", Roles.Admin | Roles.Auditor);

    /// <summary>See which browsers may take part, and what a change would do.</summary>
    public static readonly Right PolicyRead = new("policy:read", Roles.Admin | Roles.Auditor);

    /// <summary>Change which browsers may take part.</summary>
    public static readonly Right PolicyWrite = new("policy:write", Roles.Admin);

    /// <summary>Open what a member has left under a support code.</summary>
    public static readonly Right SupportRead = new("support:read", Roles.Admin);

    /// <summary>Delete it before its time.</summary>
    public static readonly Right SupportWrite = new("support:write", Roles.Admin);

    /// <summary>See rooms: one's own, and all others by role. Which, the rooms say themselves.</summary>
    public static readonly Right RoomsRead = new("rooms:read", Roles.None);

    /// <summary>Claim rooms, change them, act on their meetings: those that are one's own, and all others by role.</summary>
    public static readonly Right RoomsWrite = new("rooms:write", Roles.None);

    /// <summary>See shards and bridges, drains, where rooms live and why.</summary>
    public static readonly Right FleetRead = new("fleet:read", Roles.Admin | Roles.Auditor);

    /// <summary>Drain and change shards and bridges, move rooms, close the house for maintenance.</summary>
    public static readonly Right FleetWrite = new("fleet:write", Roles.Admin);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<Right> All { get; } =
        [Self, RoomsRead, RoomsWrite, CheckRead, CheckRun, AccountsRead, AccountsWrite, KeysRead, KeysWrite, AuditRead, PolicyRead, PolicyWrite, SupportRead, SupportWrite, FleetRead, FleetWrite];

    /// <summary>Those that an API key can be given.</summary>
    public static IEnumerable<Right> Scopes => All.Where(right => right != Self);

    /// <summary>The right of that name, or null.</summary>
    public static Right? Find(string? name) => All.FirstOrDefault(right => right.Name == name);
}
