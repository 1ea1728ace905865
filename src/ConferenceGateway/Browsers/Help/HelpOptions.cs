namespace ConferenceGateway.Browsers.Help;

/// <summary>How long it is kept what a member has left under a support code: the section <c>Support</c>.</summary>
internal sealed record HelpOptions
{
    /// <summary>Older ones go.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(14);

    /// <summary>The same in whole days.</summary>
    public int KeepDays => (int)Keep.TotalDays;
}
