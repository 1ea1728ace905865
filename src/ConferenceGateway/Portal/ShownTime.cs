using System.Globalization;

namespace ConferenceGateway.Portal;

/// <summary>Instants as people read them, by the clock of the gateway's machine.</summary>
internal static class ShownTime
{
    /// <summary><c>4.3.2027, 20:15:02</c></summary>
    public static Text Of(DateTimeOffset at, TimeZoneInfo zone) => In(at, zone, "d.M.yyyy, HH:mm:ss", "d MMM yyyy, HH:mm:ss");

    /// <summary><c>20:15:02</c></summary>
    public static Text Clock(DateTimeOffset at, TimeZoneInfo zone) => In(at, zone, "HH:mm:ss", "HH:mm:ss");

    /// <summary>The same for machines, in UTC: for <c>datetime</c>, CSV.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static Text In(DateTimeOffset at, TimeZoneInfo zone, string german, string english)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return new(local.ToString(german, CultureInfo.InvariantCulture), local.ToString(english, CultureInfo.InvariantCulture));
    }
}
