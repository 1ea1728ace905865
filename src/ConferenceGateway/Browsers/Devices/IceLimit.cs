using ConferenceGateway.Portal;

namespace ConferenceGateway.Browsers.Devices;

/// <summary>How often access to TURN is given away: everybody may test a device, and relaying costs the operator.</summary>
internal sealed class IceLimit(TimeProvider time) : FixedWindowLimit(TimeSpan.FromMinutes(1), MostPerSource, MostInAll, MostInAll, time)
{
    /// <summary>A minute, from one network: a whole school tests its devices before the same meeting.</summary>
    public const int MostPerSource = 60;

    /// <summary>A minute, in all.</summary>
    public const int MostInAll = 1200;
}
