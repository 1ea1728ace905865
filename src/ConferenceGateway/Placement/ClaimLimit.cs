using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>
/// How many new rooms one source, and one network, may open in a minute. Each is written to the disk before it is answered,
/// and all wait for that in one line: whoever invents names must not hold up those who meet. Not thread-safe.
/// </summary>
internal sealed class ClaimLimit(TimeProvider time)
{
    /// <summary>New rooms of one source in one minute. A school that starts all its lessons at once has some hundred.</summary>
    public const int PerMinute = 600;

    /// <summary>
    /// New rooms of one network, a /24 or a /48, in one minute. Whoever rents one has 65,536 sources of IPv6, and could with
    /// them alone take all the rooms that there can be.
    /// </summary>
    public const int OfNetwork = 4 * PerMinute;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<IPAddress, int> _sources = [];
    private readonly Dictionary<UInt128, int> _networks = [];
    // By the clock that is never set.
    private long _begun = time.GetTimestamp();

    /// <summary>Counts one more room of this source; if it is one too many, says how long to wait.</summary>
    public bool Takes(IPAddress source, out TimeSpan wait)
    {
        wait = Window - time.GetElapsedTime(_begun);
        if (wait <= TimeSpan.Zero)
        {
            _sources.Clear();
            _networks.Clear();
            (_begun, wait) = (time.GetTimestamp(), Window);
        }

        // What its network has used up counts for no source: their number is bounded by that too.
        return Counts(_networks, ClientAddress.Network(source), OfNetwork) && Counts(_sources, source, PerMinute);
    }

    private static bool Counts<T>(Dictionary<T, int> counts, T key, int most)
        where T : notnull
    {
        var count = counts.GetValueOrDefault(key);
        if (count == most)
            return false;
        counts[key] = count + 1;
        return true;
    }
}
