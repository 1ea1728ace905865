namespace ConferenceGateway.Lab.Xmpp;

/// <summary>
/// A room's address as clients spell it, <c>node@conference.host</c> or <c>node@conference.tenant.host</c>, and its
/// other spellings.
/// </summary>
internal readonly record struct RoomAddress(string Node, string Tenant, string Host)
{
    /// <summary>As clients write it.</summary>
    public string Jid => Tenant.Length == 0 ? $"{Node}@conference.{Host}" : $"{Node}@conference.{Tenant}.{Host}";

    /// <summary>As Jitsi's Prosody stores it and its census reports it.</summary>
    public string InternalJid => Tenant.Length == 0 ? Jid : $"[{Tenant}]{Node}@conference.{Host}";

    /// <summary>As in the path of its link.</summary>
    public string Name => Tenant.Length == 0 ? Node : $"{Tenant}/{Node}";

    public string Occupant(string nick) => $"{Jid}/{nick}";

    /// <summary>Null: not a room below this host.</summary>
    public static RoomAddress? Of(Jid jid, string host)
    {
        const string prefix = "conference.";
        if (jid.Local.Length == 0 || !jid.Domain.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var rest = jid.Domain[prefix.Length..];
        if (rest == host)
            return new RoomAddress(jid.Local, "", host);
        return rest.EndsWith("." + host, StringComparison.Ordinal) ? new RoomAddress(jid.Local, rest[..^(host.Length + 1)], host) : null;
    }
}
