using System.Globalization;

namespace ConferenceGateway.Portal;

/// <summary>Instants as people read them: on the clock of the gateway's machine, today without the date.</summary>
internal static class MomentText
{
    public static readonly Text Never = new("noch nie", "never yet");

    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static Text Of(DateTimeOffset at, TimeProvider time)
    {
        var here = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
        var isToday = here.Date == TimeZoneInfo.ConvertTime(time.GetUtcNow(), time.LocalTimeZone).Date;
        return isToday
            ? new(here.ToString("'heute,' HH:mm", German), here.ToString("'today,' HH:mm", English))
            : new(here.ToString("d. MMMM yyyy, HH:mm", German), here.ToString("d MMMM yyyy, HH:mm", English));
    }
}
