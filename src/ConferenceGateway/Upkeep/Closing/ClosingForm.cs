using System.Globalization;
using ConferenceGateway.Notices;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Closing;

/// <summary>A maintenance as it stands in the fields of its form.</summary>
public sealed record ClosingForm
{
    private static readonly string[] Shapes = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];

    public string Kind { get; init; } = "no-new-rooms";

    public string? From { get; init; }

    public string? Until { get; init; }

    public string? Sentence { get; init; }

    /// <summary>What was announced when the form was made.</summary>
    public long Revision { get; init; }

    /// <summary>What cannot be, by field.</summary>
    public Dictionary<string, Text> Faults { get; } = [];

    /// <summary>A form to begin with: of what is announced, or of nothing.</summary>
    internal static ClosingForm Of(Maintenance? current, TimeZoneInfo zone) => current is null ? new() : new()
    {
        Kind = MaintenanceWish.NameOf(current.Kind),
        From = Local(current.From, zone),
        Until = current.Until is { } until ? Local(until, zone) : null,
        Sentence = current.Sentence,
        Revision = current.Revision,
    };

    /// <summary>What somebody sent.</summary>
    internal static ClosingForm Of(IFormCollection form) => new()
    {
        Kind = form["kind"].ToString(),
        From = form["from"].ToString(),
        Until = form["until"].ToString(),
        Sentence = form["sentence"].ToString(),
        Revision = long.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : -1,
    };

    /// <summary>What it asks for; null = not all of it can be, and <see cref="Faults"/> says why.</summary>
    internal MaintenanceWish? Read(TimeProvider time)
    {
        var (from, until) = (Instant("from", From, time.LocalTimeZone), Instant("until", Until, time.LocalTimeZone));
        if (Faults.Count == 0)
            return MaintenanceWish.Read(Kind, from, until, Sentence, time.GetUtcNow(), Faults);
        var others = new Dictionary<string, Text>();
        MaintenanceWish.Read(Kind, from, until, Sentence, time.GetUtcNow(), others);
        foreach (var (field, fault) in others)
            Faults.TryAdd(field, fault);
        return null;
    }

    private static string Local(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(Shapes[0], CultureInfo.InvariantCulture);

    private DateTimeOffset? Instant(string field, string? text, TimeZoneInfo zone)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        // The first and the last year have moments that no instant has.
        if (DateTime.TryParseExact(text.Trim(), Shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1 and < 9999)
            return TypedTime.At(local, zone);
        Faults[field] = ClosingTexts.NoTime;
        return null;
    }
}
