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

    /// <summary>The same for machines, in UTC: for <c>datetime</c>, CSV.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>To the second, in UTC: what a command, the audit or a refusal says.</summary>
    public static string IsoSeconds(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Text In(DateTimeOffset here, string german, string english, CultureInfo inGerman, CultureInfo inEnglish) =>
        new(here.ToString(german, inGerman), here.ToString(english, inEnglish));
}
