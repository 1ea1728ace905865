using System.Globalization;
using System.Text;
using ConferenceGateway.Core;
using ConferenceGateway.SelfTest;

namespace ConferenceGateway.Console;

/// <summary>
/// A report for a person at night on a phone: grouped by subject, the worst first, what is good counted, the sum last.
/// Only lines that somebody copies are longer than the screen.
/// </summary>
internal sealed class CheckText(bool hasColours, int width)
{
    /// <summary>Columns, where nobody says how many there are.</summary>
    public const int UsualWidth = 80;

    private const int MostCharacters = 2000;
    private const string Bold = "1";
    private const string Faint = "2";

    /// <summary>The whole report, without a line end behind it.</summary>
    public string Of(Report report, bool withGood)
    {
        var text = new StringBuilder();
        var subjects = report.Findings.GroupBy(finding => finding.Subject)
            .OrderByDescending(group => group.Max(finding => finding.Severity));
        foreach (var subject in subjects)
            Append(text, subject.Key, [.. subject], withGood);
        return text.Append('\n').Append(Sum(report)).ToString();
    }

    private void Append(StringBuilder text, string subject, IReadOnlyList<Finding> findings, bool withGood)
    {
        var good = findings.Count(finding => finding.Severity == Severity.Good);
        var shown = findings.Where(finding => withGood || finding.Severity > Severity.Good).OrderByDescending(finding => finding.Severity).ToList();
        if (shown.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Paint(subject, Bold)}  {Paint($"{good} good", "32")}\n");
            return;
        }

        text.Append('\n').Append(Paint(subject, Bold)).Append('\n');
        for (var index = 0; index < shown.Count; index++)
            Append(text, shown[index], index > 0 ? shown[index - 1] : null, index + 1 < shown.Count ? shown[index + 1] : null);
        if (!withGood && good > 0)
            text.Append("  ").Append(Paint($"{good} good", "32")).Append('\n');
    }

    // Neighbours that share their reason share its print: the way out stands behind the last of them.
    private void Append(StringBuilder text, Finding finding, Finding? before, Finding? after)
    {
        var (mark, colour) = finding.Severity switch
        {
            Severity.Error => ("ERROR  ", "1;31"),
            Severity.Warning => ("WARNING", "33"),
            Severity.Note => ("note   ", "36"),
            _ => ("good   ", "32"),
        };
        Wrap(text, finding.What, $"  {Paint(mark, colour)} ", isBold: true);
        if (finding.Where is { } where)
            Wrap(text, where);
        if (after is not null && after.Severity == finding.Severity && (after.Why, after.Fix) == (finding.Why, finding.Fix))
            return;
        if (finding.Why is { } why && (why != before?.Why || finding.Fix == before.Fix))
            Wrap(text, why);
        if (finding.Fix is not { } fix)
            return;
        // Lines behind the first are to be copied: they stay as they are.
        var lines = fix.Split('\n');
        Wrap(text, $"→ {lines[0]}");
        foreach (var line in lines[1..])
            text.Append("              ").Append(Paint(line, Faint)).Append('\n');
    }

    private void Wrap(StringBuilder text, string sentence, string begin = "          ", bool isBold = false)
    {
        const int indent = 10;
        foreach (var line in WordWrap.Lines(OneLine.Of(Cut(sentence)), width - indent))
        {
            text.Append(begin).Append(isBold ? Paint(line, Bold) : line).Append('\n');
            begin = new string(' ', indent);
        }
    }

    // A server may call itself by a name of a hundred kilobytes.
    private static string Cut(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters] + "…";

    private string Sum(Report report)
    {
        var notes = report.Count(Severity.Note);
        var sum = string.Join(", ", new[]
        {
            Count(report.Errors, "error"), Count(report.Warnings, "warning"), notes == 0 ? null : Count(notes, "note"), $"{report.Count(Severity.Good)} good",
        }.OfType<string>());
        return $"{Paint(sum, report.Errors > 0 ? "1;31" : report.Warnings > 0 ? "33" : "32")}; {report.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    // What a server said stands in a finding; no terminal shall obey it.
    private string Paint(string text, string code) => hasColours ? $"\e[{code}m{OneLine.Of(text)}\e[0m" : OneLine.Of(text);
}
