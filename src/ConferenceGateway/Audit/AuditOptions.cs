namespace ConferenceGateway.Audit;

/// <summary>How long it is known who did what: the section <c>Audit</c>.</summary>
internal sealed record AuditOptions
{
    /// <summary>Older rows go; so do keys and accounts that have been out of use for longer.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(365);
}
