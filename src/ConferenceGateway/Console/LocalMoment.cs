using System.CommandLine;
using System.Globalization;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Console;

/// <summary>Moments as an admin types them, by the clock of the machine that runs the command.</summary>
internal static class LocalMoment
{
    /// <summary>How they can be written, for the pages of help.</summary>
    public const string Forms = "23:00 (the next), 2027-03-04T23:00 or 2027-03-04T22:00:00Z";

    private static readonly string[] Clocks = ["H:mm", "HH:mm"];
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd' 'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
    private static readonly string[] Whole = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>Reads one; a clock time alone is the next such time.</summary>
    public static bool TryParse(string text, TimeProvider time, out DateTimeOffset moment)
    {
        moment = default;
        if (TimeOnly.TryParseExact(text, Clocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            moment = TypedTime.Next(clock, time);
            return true;
        }

        // The first and the last year have moments that no instant has.
        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1 and < 9999)
        {
            moment = TypedTime.At(local, time.LocalTimeZone);
            return true;
        }

        return DateTimeOffset.TryParseExact(text, Whole, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
    }

    /// <summary>An option that is refused with its forms when it cannot be read.</summary>
    public static Option<string?> Option(string name, string description, params string[] words)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "TIME" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !words.Contains(token.Value) && !TryParse(token.Value, TimeProvider.System, out _))
                result.AddError($"{name} must be {string.Concat(words.Select(word => word + ", "))}{Forms}");
        });
        return option;
    }

    /// <summary>The moment of such an option; null = it was not given, or is a word.</summary>
    public static DateTimeOffset? Of(string? text) => text is not null && TryParse(text, TimeProvider.System, out var moment) ? moment : null;

    /// <summary>As it is shown: the clock, with the day where it is not today.</summary>
    public static string Shown(DateTimeOffset at, TimeProvider time)
    {
        var here = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
        return here.ToString(here.Date == time.GetLocalNow().Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}
