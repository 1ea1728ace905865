namespace ConferenceGateway.Notices;

/// <summary>What maintenance means for members.</summary>
public enum MaintenanceKind
{
    /// <summary>Meetings that run go on; no new room opens.</summary>
    NoNewRooms,

    /// <summary>Nobody meets: whoever comes reads until when; open connections are ended at its beginning.</summary>
    Closed,
}

/// <summary>A maintenance that was announced: it begins and ends by the clock.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends by itself; null = when an admin ends it (never for <see cref="MaintenanceKind.Closed"/>).</param>
/// <param name="Sentence">What members read, as an admin wrote it; null = the usual sentence.</param>
/// <param name="By">Who announced it.</param>
/// <param name="Revision">Grows with every change; the ETag of the API.</param>
public sealed record Maintenance(MaintenanceKind Kind, DateTimeOffset From, DateTimeOffset? Until, string? Sentence, string By, long Revision)
{
    /// <summary>Whether it holds at that moment.</summary>
    public bool IsOn(DateTimeOffset now) => From <= now && !IsOver(now);

    /// <summary>Whether it is announced and has not begun.</summary>
    public bool IsAhead(DateTimeOffset now) => now < From;

    /// <summary>Whether it has ended by itself.</summary>
    public bool IsOver(DateTimeOffset now) => Until <= now;
}
