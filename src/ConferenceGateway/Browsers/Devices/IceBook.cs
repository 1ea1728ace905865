using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Browsers.Devices;

/// <summary>
/// Counts who asked for access to TURN in this minute: a network (/24, /48) and all together. What a stranger can make it
/// remember ends with the minute and with the count of all. Thread-safe.
/// </summary>
internal sealed class IceBook(TimeProvider time)
{
    /// <summary>A minute, from one network: a whole school tests its devices before the same meeting.</summary>
    public const int MostPerSource = 60;

    /// <summary>A minute, in all.</summary>
    public const int MostInAll = 1200;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _bySource = new(StringComparer.Ordinal);
    private DateTimeOffset _until;
    private int _all;

    /// <summary>Counts one; null = it may go on, else how long to wait.</summary>
    public TimeSpan? Wait(IPAddress? address)
    {
        var source = ClientAddress.Masked(address);
        lock (_lock)
        {
            var now = time.GetUtcNow();
            // Also where the clock was set back.
            if (now >= _until || _until - now > Window)
            {
                _bySource.Clear();
                _all = 0;
                _until = now + Window;
            }

            var count = _bySource.GetValueOrDefault(source);
            if (count >= MostPerSource || _all >= MostInAll)
                return _until - now;
            _bySource[source] = count + 1;
            _all++;
            return null;
        }
    }
}
