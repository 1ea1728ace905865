using ConferenceGateway.Portal;

namespace ConferenceGateway.Support;

/// <summary>How many codes are made: anybody can ask for one, and each is written to the disk.</summary>
internal sealed class SupportLimit(TimeProvider time) : FixedWindowLimit(TimeSpan.FromHours(1), MostPerSource, MostInAll, time)
{
    /// <summary>An hour, for one network. A household needs one or two.</summary>
    public const int MostPerSource = 5;

    /// <summary>An hour, in all: more than anybody could help.</summary>
    public const int MostInAll = 200;
}
