namespace ConferenceGateway.Connections;

/// <summary>
/// Somebody in a room, with all their connections: those of one ticket are one person. Comes back under the same number
/// within <see cref="RoomPresence.Absence"/>. Fields are guarded by <see cref="RoomPresence"/>.
/// </summary>
internal sealed class Person
{
    internal Person(Visitor visitor, DateTimeOffset since)
    {
        Visitor = visitor;
        Since = since;
    }

    /// <summary>Random; names the person on the chair's page, and opens nothing.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Since when they are here.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>Counted up in each room; null for whoever has a name.</summary>
    public int? Number { get; internal set; }

    /// <summary>As whom they came last.</summary>
    internal Visitor Visitor { get; set; }

    /// <summary>Their open connections.</summary>
    internal int Open { get; set; }

    /// <summary>When the last connection closed.</summary>
    internal DateTimeOffset LeftAt { get; set; }
}
