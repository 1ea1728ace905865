using ConferenceGateway.Browsers.Visits;
using ConferenceGateway.Storage;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Console;

/// <summary>Invented visits of the last days for the demo, so that a dry run of the browser policy shows something.</summary>
internal static class DemoVisits
{
    private const int Days = 14;

    private static readonly (VisitKey Key, int ADay)[] Browsers =
    [
        (new(Engine.Blink, 141, "Chrome", 141, Os.Windows, false, false), 41),
        (new(Engine.Gecko, 145, "Firefox", 145, Os.Windows, false, false), 33),
        (new(Engine.Blink, 141, "Edge", 141, Os.Windows, false, false), 27),
        (new(Engine.Blink, 141, "Chrome", 141, Os.Android, true, false), 22),
        (new(Engine.WebKit, 26, "Safari", 26, Os.Ios, true, false), 19),
        (new(Engine.Gecko, 140, "Firefox", 140, Os.Linux, false, false), 11),
        (new(Engine.WebKit, 18, "Safari", 18, Os.MacOs, false, false), 9),
        (new(Engine.Blink, 140, "Samsung Internet", 30, Os.Android, true, false), 4),
        (new(Engine.Gecko, 102, "Firefox", 102, Os.Windows, false, false), 3),
        (new(Engine.Blink, 109, "Chrome", 109, Os.Windows, false, false), 3),
        (new(Engine.WebKit, 15, "Safari", 15, Os.Ios, true, false), 2),
        (new(Engine.Gecko, 78, "Firefox", 78, Os.MacOs, false, false), 1),
        (new(Engine.Blink, 141, "Facebook", 0, Os.Android, true, true), 1),
        (new(Engine.Trident, 7, "Internet Explorer", 11, Os.Windows, false, false), 1),
    ];

    /// <summary>Writes them into a database, before the gateway starts.</summary>
    public static async Task SeedAsync(string database, TimeProvider time)
    {
        await using var storage = await Database.OpenAsync(database);
        var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        var visits = new Dictionary<(DateOnly, VisitKey), long>();
        for (var day = 1; day <= Days; day++)
        {
            foreach (var (key, aDay) in Browsers)
                visits[(today.AddDays(-day), key)] = aDay;
        }

        await new VisitStore(storage).AddAsync(visits);
    }
}
