namespace ConferenceGateway.Lab;

/// <summary>
/// Draws meetings as associations hold them: log-normal sizes (median 6, sigma 1) with a few assemblies of 60 to 150,
/// log-normal durations (median 50 min), most people within four minutes, one in ten up to twenty minutes late; cameras on
/// with every third in small meetings, every tenth in large ones.
/// An assumption, fitted to published means; nobody publishes the distribution itself.
/// </summary>
internal sealed class CrowdPlan(int seed)
{
    private const double AssemblyShare = 0.05;
    private const double StragglerShare = 0.1;
    private const int LargeFrom = 20;

    private static readonly string[] Groups =
    [
        "vorstand", "ag-technik", "plenum-nord", "plenum-süd", "kassenprüfung", "ag-öffentlichkeit", "jugend", "ortsgruppe-leipzig",
        "ortsgruppe-köln", "ortsgruppe-münchen", "redaktion", "beirat", "sommerfest", "neue-mitglieder", "ag-satzung", "stammtisch",
        "schiedsstelle", "chorprobe", "lesekreis", "ag-garten", "sprechstunde", "geschäftsstelle", "klausur", "ag-verkehr",
    ];

    private static readonly string[] Names =
    [
        "Anna", "Mehmet", "Sabine", "Jonas", "Fatma", "Klaus", "Leyla", "Ole", "Renate", "Tarek", "Ulrike", "Piotr",
        "Heike", "Noah", "Ingrid", "Goran", "Maike", "Emre", "Petra", "Finn", "Olena", "Rolf", "Amira", "Jutta",
    ];

#pragma warning disable CA5394 // A crowd must be repeatable, not unpredictable.
    private readonly Random _random = new(seed);
    private readonly HashSet<string> _taken = [];
    private int _people;

    /// <summary>The next meeting, of at most so many people; its room is taken until <see cref="Release"/>.</summary>
    /// <param name="atMost">People.</param>
    /// <param name="underWay">It began some time ago: for the first ones, so that they do not all end together.</param>
    public PlannedMeeting Next(int atMost, bool underWay)
    {
        var assembly = _random.NextDouble() < AssemblyShare;
        var size = assembly ? _random.Next(60, 151) : (int)Math.Round(LogNormal(6, 1.0));
        size = Math.Clamp(size, Math.Min(2, atMost), atMost);
        if (atMost - size == 1)
            size = atMost; // Nobody meets alone.
        var duration = TimeSpan.FromMinutes(Math.Clamp(LogNormal(50, 0.5), 10, 180));
        if (underWay)
            duration *= 0.2 + (0.8 * _random.NextDouble());
        var cameras = size < LargeFrom ? 0.35 : 0.1;
        var visits = Enumerable.Range(0, size).Select(_ => new PlannedVisit(NextName(), Arrival(underWay), _random.NextDouble() < cameras)).ToArray();
        return new PlannedMeeting(NextRoom(assembly), TimeSpan.Zero, duration, visits);
    }

    /// <summary>A number from 0 to 1, of the same lots.</summary>
    public double Draw() => _random.NextDouble();

    public void Release(string room) => _taken.Remove(room);

    private TimeSpan Arrival(bool underWay)
    {
        if (underWay)
            return TimeSpan.Zero;
        var within = _random.NextDouble() < StragglerShare ? 20.0 : 4.0;
        return TimeSpan.FromMinutes(within * _random.NextDouble());
    }

    private string NextRoom(bool assembly)
    {
        var name = assembly ? "mitgliederversammlung" : Groups[_random.Next(Groups.Length)];
        var room = name;
        for (var number = 2; !_taken.Add(room); number++)
            room = $"{name}-{number}";
        return room;
    }

    private string NextName() => $"{Names[_random.Next(Names.Length)]} {++_people}";

    private double LogNormal(double median, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return median * Math.Exp(sigma * normal);
    }
#pragma warning restore CA5394
}
