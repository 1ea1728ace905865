namespace ConferenceGateway.Portal;

/// <summary>Times as people type them, which are local, as instants.</summary>
internal static class TypedTime
{
    /// <summary>
    /// The instant at which the local clocks show that. One that they leave out in spring is an hour later, one that comes
    /// twice in autumn is the second.
    /// </summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone) => new(local, zone.GetUtcOffset(local));

    /// <summary>The next instant at which the local clock shows that time.</summary>
    public static DateTimeOffset Next(TimeOnly clock, TimeProvider time)
    {
        var now = time.GetLocalNow();
        var today = At(now.Date + clock.ToTimeSpan(), time.LocalTimeZone);
        return today > now ? today : At(now.Date.AddDays(1) + clock.ToTimeSpan(), time.LocalTimeZone);
    }
}
