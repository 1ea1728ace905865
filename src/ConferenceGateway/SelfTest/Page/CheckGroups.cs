using ConferenceGateway.Core;

namespace ConferenceGateway.SelfTest.Page;

/// <summary>The findings about one subject, the worst first.</summary>
/// <param name="Subject">What they are about.</param>
/// <param name="Items">What has to be seen.</param>
public sealed record CheckGroup(string Subject, IReadOnlyList<CheckItem> Items);

/// <summary>What shares its reason and its way out is one item, as on the command line.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Whats">What was found, each with the key that brings it in, or null.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Lines">Lines to be copied as they are.</param>
public sealed record CheckItem(Severity Severity, IReadOnlyList<(string What, string? Where)> Whats, string? Why, string? Advice, string? Lines);

/// <summary>Puts findings in the order in which somebody reads them.</summary>
internal static class CheckGroups
{
    // A server may call itself by a name of a hundred kilobytes.
    private const int MostCharacters = 2000;

    /// <summary>Everything but the good, the worst subject first.</summary>
    public static IReadOnlyList<CheckGroup> Bad(IEnumerable<Finding> findings) =>
    [
        .. findings.Where(finding => finding.Severity > Severity.Good).GroupBy(finding => finding.Subject)
            .OrderByDescending(subject => subject.Max(finding => finding.Severity))
            .Select(subject => new CheckGroup(Fit(subject.Key), [.. Items(subject)])),
    ];

    /// <summary>The good, by subject.</summary>
    public static IReadOnlyList<(string Subject, IReadOnlyList<string> Whats)> Good(IEnumerable<Finding> findings) =>
    [
        .. findings.Where(finding => finding.Severity == Severity.Good).GroupBy(finding => finding.Subject)
            .Select(subject => (Fit(subject.Key), (IReadOnlyList<string>)[.. subject.Select(finding => Fit(finding.What))])),
    ];

    private static IEnumerable<CheckItem> Items(IEnumerable<Finding> findings) =>
        findings.GroupBy(finding => (finding.Severity, finding.Why, finding.Fix)).OrderByDescending(alike => alike.Key.Severity).Select(alike =>
        {
            // Lines behind the first are to be copied.
            var fix = alike.Key.Fix?.Split('\n', 2);
            return new CheckItem(
                alike.Key.Severity,
                [.. alike.Select(finding => (Fit(finding.What), finding.Where is { } where ? Fit(where) : null))],
                alike.Key.Why is { } why ? Fit(why) : null,
                fix is null ? null : Fit(fix[0]),
                fix is [_, var lines] ? string.Join('\n', lines.Split('\n').Select(Fit)) : null);
        });

    private static string Fit(string text) => OneLine.Of(text.Length <= MostCharacters ? text : text[..MostCharacters] + "…");
}
