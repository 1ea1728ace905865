namespace ConferenceGateway.Tickets;

/// <summary>How long tickets live, as far as that is a choice; of the section <c>Rooms</c>.</summary>
internal sealed record TicketsOptions
{
    /// <summary>
    /// The life of an app's ticket. Nothing renews it, as the answers to a browser renew that one's, so it has to last for
    /// the longest meeting; and it stands in a link that can be passed on, so it lasts no longer than a day.
    /// </summary>
    public TimeSpan AppAge { get; init; } = TimeSpan.FromHours(12);
}
