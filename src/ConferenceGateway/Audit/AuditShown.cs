using ConferenceGateway.Core;

namespace ConferenceGateway.Audit;

/// <summary>What somebody else wrote, cut and made fit for a page: names may be anything.</summary>
internal static class AuditShown
{
    /// <summary>More of a name or a value is not shown; the export has all of it. Characters.</summary>
    public const int Most = 100;

    /// <summary>One line, without what turns the text round.</summary>
    public static string Of(string text)
    {
        var cut = text.Length <= Most ? text : text[..(char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most)] + "…";
        return OneLine.Of(cut);
    }

    /// <summary>What changed: by name, before and after. Of what is new only what it has, not what it lacks.</summary>
    public static IReadOnlyList<AuditDifference> Differences(AuditRow row)
    {
        var (before, after) = (row.Before, row.After);
        return
        [
            .. before.Keys.Union(after.Keys)
                .Select(fact => new AuditDifference(fact, Value(before, fact), Value(after, fact), before.ContainsKey(fact)))
                .Where(difference => difference.Before != difference.After),
        ];
    }

    private static string? Value(IReadOnlyDictionary<string, string?> values, string fact) =>
        values.GetValueOrDefault(fact) is { Length: > 0 } value ? Of(value) : null;
}

/// <summary>One thing that changed.</summary>
/// <param name="Fact">Its name.</param>
/// <param name="Before">What was; null: nothing.</param>
/// <param name="After">What is; null: nothing.</param>
/// <param name="WasKnown">Whether it is said what was.</param>
internal sealed record AuditDifference(string Fact, string? Before, string? After, bool WasKnown);
