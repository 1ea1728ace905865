namespace ConferenceGateway.Lab;

/// <summary>A crowd of people who meet, stay a while, and go.</summary>
public sealed record LabCrowdOptions
{
    /// <summary>How many are in meetings at a time, about.</summary>
    public required int People { get; init; }

    /// <summary>Where their links point: the gateway's MeetingUrl, or a shard.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>How much faster than life: with 60, an hour's meeting lasts a minute.</summary>
    public double Speed { get; init; } = 60;

    /// <summary>The same seed plans the same meetings.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>So many may begin to come in per second, all together; attempts after a failure count too.</summary>
    public int ArrivalsPerSecond { get; init; } = 25;
}
