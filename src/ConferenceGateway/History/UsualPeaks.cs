namespace ConferenceGateway.History;

/// <summary>How many people usually meet at once: from the meetings of the same weekday in the last weeks.</summary>
internal sealed class UsualPeaks(MeetingStore store, TimeProvider time)
{
    /// <summary>So many weeks are looked at.</summary>
    public const int Weeks = 8;

    /// <summary>
    /// Most people at one moment of that time of the week, the median of the last weeks; null = nothing is known of any of
    /// them. Reads the database.
    /// </summary>
    public async Task<UsualPeak?> InAsync(DateTimeOffset from, DateTimeOffset until)
    {
        if (await store.FirstAsync() is not { } first)
            return null;
        var peaks = new List<UsualPeak>();
        for (var week = 1; week <= Weeks; week++)
        {
            var (start, end) = (Shifted(from, -week).ToUnixTimeMilliseconds(), Shifted(until, -week).ToUnixTimeMilliseconds());
            // A week in which nobody met counts; one of before the gateway does not.
            if (end > first)
            {
                var (at, people) = Highest(await store.DuringAsync(start, end), start);
                peaks.Add(new UsualPeak(Shifted(DateTimeOffset.FromUnixTimeMilliseconds(at), week), people));
            }
        }

        peaks.Sort((one, other) => one.People.CompareTo(other.People));
        return peaks.Count == 0 ? null : peaks[peaks.Count / 2];
    }

    /// <summary>The same time of the local clock, weeks later or earlier: a meeting at eight is at eight in summer and in winter.</summary>
    private DateTimeOffset Shifted(DateTimeOffset moment, int weeks)
    {
        var zone = time.LocalTimeZone;
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime.AddDays(7 * weeks);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    // Each meeting counts with its peak as long as it ran: that is too much rather than too little.
    private static (long At, int People) Highest(IReadOnlyList<MeetingRow> meetings, long start)
    {
        var steps = meetings.Select(meeting => (At: Math.Max(meeting.StartedMs, start), People: meeting.Peak))
            .Concat(meetings.Select(meeting => (At: meeting.EndedMs, People: -meeting.Peak)))
            // Who leaves at the moment when others come makes room for them.
            .OrderBy(step => step.At).ThenBy(step => step.People);
        var (people, most, at) = (0L, 0L, start);
        foreach (var step in steps)
        {
            people += step.People;
            if (people > most)
                (most, at) = (people, step.At);
        }

        return (at, (int)most);
    }
}
