using System.Diagnostics.CodeAnalysis;
using ConferenceGateway.Core;
using ConferenceGateway.Identity;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>Who crosses from the portal into a room.</summary>
/// <param name="Room">The one room that it is for.</param>
/// <param name="Account">The account's id.</param>
/// <param name="Name">As the others will see this person.</param>
/// <param name="Session">The handle of the session that it rests on.</param>
internal sealed record Entrant(RoomName Room, string Account, string Name, string Session);

/// <summary>
/// One-time codes by which a right crosses over from PortalUrl to MeetingUrl, whose cookies neither sees. In memory: a
/// minute is no time to keep. Thread-safe.
/// </summary>
internal sealed class EntryCodes(TimeProvider time)
{
    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    /// <summary>Of one session at a time; the oldest goes first.</summary>
    public const int MostOfSession = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Entrant Entrant, DateTimeOffset Until)> _byHash = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<string>> _bySession = new(StringComparer.Ordinal);
    private DateTimeOffset _swept = time.GetUtcNow();

    /// <summary>A new code.</summary>
    public string Make(Entrant entrant)
    {
        var code = Secret.Make();
        var now = time.GetUtcNow();
        lock (_lock)
        {
            Sweep(now);
            if (!_bySession.TryGetValue(entrant.Session, out var ofSession))
                _bySession[entrant.Session] = ofSession = [];
            while (ofSession.Count >= MostOfSession)
                _byHash.Remove(ofSession.Dequeue());
            var made = Secret.HashOf(code);
            _byHash[made] = (entrant, now + Age);
            ofSession.Enqueue(made);
        }

        return code;
    }

    /// <summary>Uses a code up. False: it is none, was used, or has ended.</summary>
    public bool TryUse(string code, [NotNullWhen(true)] out Entrant? entrant)
    {
        entrant = null;
        lock (_lock)
        {
            if (!_byHash.Remove(Secret.HashOf(code), out var known) || known.Until <= time.GetUtcNow())
                return false;
            entrant = known.Entrant;
            return true;
        }
    }

    // Once a minute: a code costs the same however many there are.
    private void Sweep(DateTimeOffset now)
    {
        if (now - _swept < Age)
            return;
        _swept = now;
        foreach (var (session, codes) in _bySession)
        {
            while (codes.TryPeek(out var oldest) && (!_byHash.TryGetValue(oldest, out var known) || known.Until <= now))
                _byHash.Remove(codes.Dequeue());
            if (codes.Count == 0)
                _bySession.Remove(session);
        }
    }
}
