using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Browsers.Devices;

/// <summary>Counts the echo sockets that are open, of one network (/24, /48) and in all. Thread-safe.</summary>
internal sealed class EchoBook
{
    /// <summary>
    /// At once, in all: a test takes a second. From here on a network gets one, and only if it has none, so that nobody who
    /// holds sockets open from a few networks makes the others' tests say that theirs lets none through.
    /// </summary>
    public const int MostInAll = 200;

    /// <summary>At once, those single ones among them: here it ends.</summary>
    public const int MostAtAll = 1_000;

    /// <summary>At once, from one network.</summary>
    public const int MostPerSource = 40;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _bySource = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>How many are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _all;
        }
    }

    /// <summary>Takes a place, which is free again when the answer is disposed; null = there is none.</summary>
    public IDisposable? Enter(IPAddress? address)
    {
        var source = ClientAddress.Masked(address);
        lock (_lock)
        {
            var count = _bySource.GetValueOrDefault(source);
            if (count >= (_all < MostInAll ? MostPerSource : 1) || _all >= MostAtAll)
                return null;
            _bySource[source] = count + 1;
            _all++;
        }

        return new Place(this, source);
    }

    private void Leave(string source)
    {
        lock (_lock)
        {
            _all--;
            if (_bySource[source] == 1)
                _bySource.Remove(source);
            else
                _bySource[source]--;
        }
    }

    private sealed class Place(EchoBook book, string source) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
                book.Leave(source);
        }
    }
}
