using System.Globalization;

namespace ConferenceGateway.Portal;

/// <summary>Instants as people read them, by the clock of the gateway's machine, and as machines do.</summary>
internal static class ShownTime
{
    public static readonly Text Never = new("noch nie", "never yet");

    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>To the second, for what is compared: <c>4.3.2027, 20:15:02</c></summary>
    public static Text Of(DateTimeOffset at, TimeZoneInfo zone) =>
        In(TimeZoneInfo.ConvertTime(at, zone), "d.M.yyyy, HH:mm:ss", "d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture, CultureInfo.InvariantCulture);

    /// <summary>For what is only looked at: <c>today, 20:15</c>, <c>4 March 2027, 20:15</c></summary>
    public static Text Roughly(DateTimeOffset at, TimeProvider time)
    {
        var here = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
        return here.Date == time.GetLocalNow().Date
            ? In(here, "'heute,' HH:mm", "'today,' HH:mm", German, English)
            : In(here, "d. MMMM yyyy, HH:mm", "d MMMM yyyy, HH:mm", German, English);
    }

    /// <summary>The clock alone, for what has just begun or is soon: <c>20:15</c></summary>
    public static string Clock(DateTimeOffset at, TimeProvider time) => TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A clock time that may be of another day: <c>20:15</c>, <c>tomorrow, 20:15</c>, <c>4 March, 20:15</c></summary>
    public static Text Soon(DateTimeOffset at, TimeProvider time)
    {
        var here = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
        return (here.Date - time.GetLocalNow().Date).Days switch
        {
            0 => Text.Same(Clock(at, time)),
            1 => In(here, "'morgen,' HH:mm", "'tomorrow,' HH:mm", German, English),
            -1 => In(here, "'gestern,' HH:mm", "'yesterday,' HH:mm", German, English),
            _ => In(here, "d. MMMM, HH:mm", "d MMMM, HH:mm", German, English),
        };
    }

    /// <summary>The same within a sentence: <c>um 20:15 Uhr</c>, <c>morgen um 20:15 Uhr</c>, <c>am 4. März um 20:15 Uhr</c></summary>
    /// <param name="at">The moment.</param>
    /// <param name="time">Whose clock and day it is told by.</param>
    /// <param name="german">The word before the clock.</param>
    /// <param name="english">The same.</param>
    public static Text When(DateTimeOffset at, TimeProvider time, string german = "um", string english = "at")
    {
        var here = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
        var day = (here.Date - time.GetLocalNow().Date).Days switch
        {
            0 => Text.Same(""),
            1 => new("morgen ", "tomorrow "),
            -1 => new("gestern ", "yesterday "),
            _ => In(here, "'am' d. MMMM ", "'on' d MMMM ", German, English),
        };
        return new($"{day.German}{german} {Clock(at, time)} Uhr", $"{day.English}{english} {Clock(at, time)}");
    }

    /// <summary>How long ago, or how long yet, in its largest unit: <c>4 s</c>, <c>6 min</c>, <c>3 h</c>, <c>2 days</c></summary>
    public static Text Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => Text.Same("0 s"),
        { TotalMinutes: < 1 } => Text.Same($"{(int)span.TotalSeconds} s"),
        { TotalHours: < 1 } => Text.Same($"{(int)span.TotalMinutes} min"),
        { TotalDays: < 2 } => Text.Same($"{(int)span.TotalHours} h"),
        _ => new($"{(int)span.TotalDays} Tage", $"{(int)span.TotalDays} days"),
    };

    /// <summary>The same for machines, in UTC: for <c>datetime</c>, CSV.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>To the second, in UTC: what a command, the audit or a refusal says.</summary>
    public static string IsoSeconds(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Text In(DateTimeOffset here, string german, string english, CultureInfo inGerman, CultureInfo inEnglish) =>
        new(here.ToString(german, inGerman), here.ToString(english, inEnglish));
}
