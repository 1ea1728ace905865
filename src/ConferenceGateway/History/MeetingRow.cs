using ConferenceGateway.Connections;

namespace ConferenceGateway.History;

/// <summary>A row of <c>meetings</c>.</summary>
internal sealed record MeetingRow
{
    public required string Room { get; init; }

    public required long StartedMs { get; init; }

    public required long EndedMs { get; init; }

    public required long Peak { get; init; }

    public required string Shard { get; init; }

    public required long Weekday { get; init; }

    public required long Hour { get; init; }

    public static MeetingRow Of(Meeting meeting, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(meeting.Began, zone);
        return new MeetingRow
        {
            Room = meeting.Room.Key,
            StartedMs = meeting.Began.ToUnixTimeMilliseconds(),
            EndedMs = meeting.Ended.ToUnixTimeMilliseconds(),
            Peak = meeting.Peak,
            Shard = meeting.Shard.Name,
            Weekday = (int)local.DayOfWeek,
            Hour = local.Hour,
        };
    }
}
