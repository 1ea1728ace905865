using ConferenceGateway.Core;

namespace ConferenceGateway.Console;

/// <summary>Columns as wide as what stands in them; numbers to the right.</summary>
internal static class Aligned
{
    private const int Between = 2;

    /// <summary>The lines. A heading that begins with <c>&gt;</c> makes a column of numbers.</summary>
    public static IEnumerable<string> Lines(string[] headings, IEnumerable<string[]> rows)
    {
        var isNumber = Array.ConvertAll(headings, heading => heading.StartsWith('>'));
        // Names and titles come from others: nothing of them moves the cursor.
        string[][] all = [Array.ConvertAll(headings, heading => heading.TrimStart('>')), .. rows.Select(row => Array.ConvertAll(row, OneLine.Of))];
        var widths = Enumerable.Range(0, headings.Length).Select(column => all.Max(row => row[column].Length)).ToArray();
        return all.Select(row => string.Join(new string(' ', Between), row.Select((cell, column) => isNumber[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>A share as people read it: <c>54 %</c>.</summary>
    public static string Percent(double share) => FormattableString.Invariant($"{Math.Round(share * 100):0} %");
}
