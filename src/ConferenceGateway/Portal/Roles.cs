namespace ConferenceGateway.Portal;

/// <summary>What an account may be. An account may be several of them, or none yet.</summary>
[Flags]
public enum Roles
{
    /// <summary>Signed in, and nothing more.</summary>
    None = 0,

    /// <summary>Owns rooms.</summary>
    Chair = 1,

    /// <summary>Reads everything that an admin reads, and changes nothing.</summary>
    Auditor = 2,

    /// <summary>Runs the gateway: accounts, keys, servers.</summary>
    Admin = 4,
}

/// <summary>Roles as they are written in the database, in the settings and on the command line: <c>admin chair</c>.</summary>
internal static class RoleNames
{
    /// <summary>All there are, in the order of pages.</summary>
    public static readonly IReadOnlyList<Roles> All = [Roles.Chair, Roles.Auditor, Roles.Admin];

    /// <summary>Their names with blanks between; empty for none.</summary>
    public static string Of(Roles roles) => string.Join(' ', Each(roles));

    /// <summary>Their names, one by one.</summary>
    public static IEnumerable<string> Each(Roles roles) => All.Where(role => roles.HasFlag(role)).Select(One);

    /// <summary>Reads one name, whatever its capitals.</summary>
    public static bool TryParse(string? name, out Roles role)
    {
        role = All.FirstOrDefault(each => One(each).Equals(name?.Trim(), StringComparison.OrdinalIgnoreCase));
        return role != Roles.None;
    }

    /// <summary>Reads what <see cref="Of"/> wrote; what it does not know it passes over.</summary>
    public static Roles Read(string names)
    {
        var roles = Roles.None;
        foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            roles |= TryParse(name, out var role) ? role : Roles.None;
        return roles;
    }

    /// <summary>As a person reads it.</summary>
    public static Text Shown(Roles role) => role switch
    {
        Roles.Admin => new("Verwaltung", "Admin"),
        Roles.Auditor => new("Revision", "Auditor"),
        Roles.Chair => new("Leitung", "Chair"),
        _ => new("keine Rolle", "no role"),
    };

    /// <summary>Before one's own roles.</summary>
    public static Text Label(Roles roles) => Each(roles).Count() > 1 ? new("Ihre Rollen:", "Your roles:") : new("Ihre Rolle:", "Your role:");

    private static string One(Roles role) => role switch
    {
        Roles.Admin => "admin",
        Roles.Auditor => "auditor",
        _ => "chair",
    };
}
