using System.Globalization;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Audit;

/// <summary>Which rows somebody wants to see; null: all of them.</summary>
public sealed record AuditFilter
{
    /// <summary>Not before this.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Who did it: an account's id, or the name as it stands there.</summary>
    public string? Actor { get; init; }

    /// <summary>How the action begins: <c>account.</c>, <c>account.disable</c>.</summary>
    public string? Action { get; init; }

    /// <summary>What was acted on: its id, or the name as it stands there.</summary>
    public string? Subject { get; init; }

    /// <summary>One of <see cref="Ways"/>.</summary>
    public string? Way { get; init; }

    /// <summary>Is somewhere in one of the two names; capitals of a to z count as small.</summary>
    public string? Text { get; init; }

    /// <summary>By which ways somebody can have acted.</summary>
    public static IReadOnlyList<string> Ways { get; } = [.. Enum.GetValues<ActedBy>().Select(AuditLog.NameOf)];
}

/// <summary>A filter as it stands in a query, of the page, the export and the API alike.</summary>
/// <param name="Typed">What was typed, by field; nothing empty.</param>
/// <param name="Filter">What of it makes sense.</param>
/// <param name="Faults">What does not, by field.</param>
public sealed record AuditQuery(IReadOnlyDictionary<string, string> Typed, AuditFilter Filter, IReadOnlyDictionary<string, Text> Faults)
{
    public const string From = "from";
    public const string To = "to";
    public const string Actor = "actor";
    public const string Action = "action";
    public const string Subject = "subject";
    public const string Way = "way";
    public const string Words = "q";

    private const int MostCharacters = 200;

    private static readonly string[] Fields = [From, To, Actor, Action, Subject, Way, Words];

    private static readonly Text TooLong = new(
        $"Das ist zu lang: Höchstens {MostCharacters} Zeichen werden gesucht.", $"This is too long: at most {MostCharacters} characters are looked for.");

    private static readonly Text NoTime = new(
        "Das ist kein Tag. Erwartet wird ein Tag wie 2027-03-04, oder ein Zeitpunkt wie 2027-03-04T20:15:00Z.",
        "This is no day. A day is expected, as 2027-03-04, or an instant, as 2027-03-04T20:15:00Z.");

    private static readonly Text NoWay = new(
        $"Diesen Weg gibt es nicht. Es gibt {string.Join(", ", AuditFilter.Ways)}.", $"There is no such way. There are {string.Join(", ", AuditFilter.Ways)}.");

    /// <summary>Reads the query. Days are those of the gateway's own clock; the last one counts whole.</summary>
    public static AuditQuery Read(IQueryCollection query, TimeZoneInfo zone)
    {
        var typed = new Dictionary<string, string>();
        var faults = new Dictionary<string, Text>();
        foreach (var field in Fields)
        {
            var text = query[field].ToString().Trim();
            if (text.Length > MostCharacters)
                faults[field] = TooLong;
            if (text.Length > 0)
                typed[field] = text.Length <= MostCharacters ? text : text[..MostCharacters];
        }

        var way = typed.GetValueOrDefault(Way);
        if (way is not null && !AuditFilter.Ways.Contains(way))
            faults[Way] = NoWay;
        return new(typed, new AuditFilter
        {
            From = Instant(From, 0),
            To = Instant(To, 1),
            Actor = typed.GetValueOrDefault(Actor),
            Action = typed.GetValueOrDefault(Action),
            Subject = typed.GetValueOrDefault(Subject),
            Way = way,
            Text = typed.GetValueOrDefault(Words),
        }, faults);

        DateTimeOffset? Instant(string field, int daysLater)
        {
            if (!typed.TryGetValue(field, out var text))
                return null;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
            {
                var midnight = day.AddDays(daysLater).ToDateTime(TimeOnly.MinValue);
                return new DateTimeOffset(DateTime.SpecifyKind(midnight, DateTimeKind.Utc)) - zone.GetUtcOffset(midnight);
            }

            if (text.Contains('T', StringComparison.Ordinal) &&
                DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
                return instant;
            faults[field] = NoTime;
            return null;
        }
    }

    /// <summary>The first fault with the name of its field, for a problem. There must be one.</summary>
    public Text FaultNamed()
    {
        var (field, fault) = Faults.First();
        return new($"{field}: {fault.German}", $"{field}: {fault.English}");
    }

    /// <summary>The same query with other fields: <c>?actor=…</c>, or nothing.</summary>
    public string With(params IEnumerable<KeyValuePair<string, string?>> others)
    {
        var all = Typed.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        foreach (var (key, value) in others)
            all[key] = value;
        return QueryString.Create(all.Where(pair => pair.Value is not null)).Value!;
    }
}
