using System.Globalization;

namespace ConferenceGateway.Portal;

/// <summary>
/// Whose language a page speaks: <c>?lang=</c>, then the cookie that it once set, then <c>Accept-Language</c>, then German.
/// </summary>
internal static class LanguageChoice
{
    public const string Parameter = "lang";
    public const string Cookie = "lang";

    /// <summary>More members of an Accept-Language than this are not looked at: nobody reads that many languages.</summary>
    private const int MostRanges = 20;

    public static Language Of(HttpContext context) =>
        Asked(context) ?? Parse(context.Request.Cookies[Cookie]) ?? Accepted(context) ?? Language.German;

    /// <summary>Keeps what <c>?lang=</c> asked for. Call before the answer starts.</summary>
    public static void Remember(HttpContext context, bool isSecure)
    {
        if (Asked(context) is not { } language)
            return;

        context.Response.Cookies.Append(Cookie, Code(language), new CookieOptions
        {
            HttpOnly = true,
            Secure = isSecure,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
            Path = "/",
        });
    }

    /// <summary>Its code in HTML and HTTP.</summary>
    public static string Code(Language language) => language == Language.English ? "en" : "de";

    public static Language Other(Language language) =>
        language == Language.German ? Language.English : Language.German;

    /// <summary>
    /// A link to this same page in another language. Relative, so that the path stays exactly what the caller wrote.
    /// </summary>
    public static string SwitchLink(HttpContext context, Language to)
    {
        var query = context.Request.QueryString.Value ?? "";
        var kept = query.Length is < 2 or > 2000
            ? []
            : query[1..].Split('&').Where(pair => pair.Length > 0 && !IsLanguage(pair));
        return "?" + string.Join('&', kept.Append($"{Parameter}={Code(to)}"));

        static bool IsLanguage(string pair) =>
            pair == Parameter || pair.StartsWith(Parameter + "=", StringComparison.Ordinal);
    }

    private static Language? Asked(HttpContext context) =>
        context.Request.QueryString.HasValue ? Parse(context.Request.Query[Parameter]) : null;

    private static Language? Parse(string? code) => code switch
    {
        "de" => Language.German,
        "en" => Language.English,
        _ => null,
    };

    private static Language? Accepted(HttpContext context)
    {
        Language? best = null;
        var bestQuality = 0.0;
        foreach (var range in context.Request.Headers.AcceptLanguage.ToString().Split(',', MostRanges + 1).Take(MostRanges))
        {
            var (language, quality) = ReadRange(range);
            if (language is not null && quality > bestQuality)
                (best, bestQuality) = (language, quality);
        }

        return best;
    }

    private static (Language? Language, double Quality) ReadRange(string range)
    {
        var parts = range.Split(';', 2, StringSplitOptions.TrimEntries);
        var primary = parts[0].Split('-', 2)[0].ToLowerInvariant();
        if (parts.Length == 1)
            return (Parse(primary), 1);

        var isRead = parts[1].StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            & double.TryParse(parts[1].AsSpan(Math.Min(2, parts[1].Length)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality);
        return (Parse(primary), isRead && quality <= 1 ? quality : 0);
    }
}
