using System.Globalization;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Notices;

/// <summary>What members read of a maintenance that holds.</summary>
internal static class MaintenanceTexts
{
    /// <summary>The usual sentence where no new room opens.</summary>
    public static readonly Text MeetingsGoOn = new("Laufende Treffen gehen weiter.", "Running meetings go on.");

    /// <summary>The usual sentence where nobody meets.</summary>
    public static readonly Text WePause = new("Hier wird gerade gearbeitet.", "Work is being done here.");

    /// <summary>"Geschlossen bis 02:00."</summary>
    public static Text ClosedUntil(DateTimeOffset until, TimeProvider time)
    {
        var (german, english) = Moment(until, time);
        return new($"Geschlossen bis {german}.", $"Closed until {english}.");
    }

    /// <summary>"Neue Treffen beginnen wieder ab 02:00."</summary>
    public static Text OpensAt(DateTimeOffset until, TimeProvider time)
    {
        var (german, english) = Moment(until, time);
        return new($"Neue Treffen beginnen wieder ab {german}.", $"New meetings can begin again from {english}.");
    }

    /// <summary>Two sentences, one behind the other.</summary>
    public static Text And(this Text first, Text second) => new($"{first.German} {second.German}", $"{first.English} {second.English}");

    // The next two o'clock needs no day; one of another day does.
    private static (string German, string English) Moment(DateTimeOffset at, TimeProvider time)
    {
        if (at - time.GetUtcNow() < TimeSpan.FromHours(20))
            return (ShownTime.Clock(at, time), ShownTime.Clock(at, time));
        var here = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
        return (here.ToString("d. MMMM, HH:mm", CultureInfo.GetCultureInfo("de-DE")), here.ToString("d MMMM, HH:mm", CultureInfo.GetCultureInfo("en-GB")));
    }
}
