namespace ConferenceGateway.SelfTest.Lint;

/// <summary>
/// One pass over a script without a grammar: where texts are, how deep brackets go, which server-side includes are left.
/// It may err in a line with a regular expression that holds quotes; nothing depends on more than that.
/// </summary>
internal sealed class ScriptScan
{
    /// <summary>Stands for an include whose value is empty where nobody set it.</summary>
    public const char Nothing = '\uE000';

    private const string IncludeStart = "<!--#";
    private const string IncludeEnd = "-->";

    /// <summary>nginx itself takes no longer ones without being told to.</summary>
    private const int LongestInclude = 1000;

    /// <summary>One server-side include that nginx should have replaced.</summary>
    /// <param name="Index">Where it starts.</param>
    /// <param name="Code">All of it.</param>
    /// <param name="Breaks">Whether the script cannot be parsed by a browser because of it.</param>
    public sealed record Include(int Index, string Code, bool Breaks);

    /// <summary>A text between quotes, as written.</summary>
    public readonly record struct Quoted(int Index, string Text);

    /// <summary>The same text, as long and with the same lines, includes inside texts replaced by marks.</summary>
    public required string Text { get; init; }

    public required IReadOnlyList<Include> Includes { get; init; }

    public required IReadOnlyList<Quoted> Texts { get; init; }

    /// <summary>How deep the brackets go at most.</summary>
    public required int Depth { get; init; }

    /// <summary>Where a statement may end: after <c>;</c>, or at the end of a line, outside of all brackets.</summary>
    public required IReadOnlyList<int> Ends { get; init; }

    public static ScriptScan Of(string text)
    {
        var scan = text.ToCharArray();
        var includes = new List<Include>();
        var texts = new List<Quoted>();
        var ends = new List<int>();
        int depth = 0, deepest = 0;
        for (var i = 0; i < scan.Length; i++)
        {
            switch (scan[i])
            {
                case '/' when Next(i) == '/':
                case '<' when string.CompareOrdinal(text, i, "<!--", 0, 4) == 0:
                    while (i + 1 < scan.Length && scan[i + 1] is not ('\n' or '\r'))
                        i++;
                    break;
                case '/' when Next(i) == '*':
                    var close = text.IndexOf("*/", i + 2, StringComparison.Ordinal);
                    i = close < 0 ? scan.Length : close + 1;
                    break;
                case '\'' or '"' or '`':
                    i = Quote(i);
                    break;
                case '(' or '[' or '{':
                    deepest = Math.Max(deepest, ++depth);
                    break;
                case ')' or ']' or '}':
                    depth = Math.Max(0, depth - 1);
                    break;
                case ';' or '\n' when depth == 0:
                    ends.Add(i + 1);
                    break;
            }
        }

        return new ScriptScan { Text = new string(scan), Includes = includes, Texts = texts, Depth = deepest, Ends = ends };

        char Next(int i) => i + 1 < scan.Length ? scan[i + 1] : '\0';

        int Quote(int start)
        {
            var quote = scan[start];
            var i = start + 1;
            for (; i < scan.Length && scan[i] != quote; i++)
            {
                if (scan[i] == '\\')
                    i++;
                else if (scan[i] is '\n' or '\r' && quote != '`')
                    break;
                else if (scan[i] == '<' && string.CompareOrdinal(text, i, IncludeStart, 0, IncludeStart.Length) == 0)
                    i = Replace(i, quote);
            }

            var end = Math.Min(i, scan.Length);
            texts.Add(new Quoted(start + 1, new string(scan, start + 1, end - start - 1)));
            return i < scan.Length && scan[i] is '\n' or '\r' ? i - 1 : i;
        }

        int Replace(int start, char quote)
        {
            var end = text.IndexOf(IncludeEnd, start, Math.Min(LongestInclude, text.Length - start), StringComparison.Ordinal);
            if (end < 0)
                return start;
            var code = text[start..(end + IncludeEnd.Length)];
            includes.Add(new Include(start, code, code.Contains(quote) || (quote != '`' && code.AsSpan().IndexOfAny('\n', '\r') >= 0)));
            // What nginx puts in for these two is empty for a room without a tenant.
            var mark = code.Contains("subdir", StringComparison.Ordinal) || code.Contains("subdomain", StringComparison.Ordinal)
                ? Nothing
                : ConfigValue.Text.Hole;
            for (var i = start; i < end + IncludeEnd.Length; i++)
            {
                // A line end inside of quotes would be a syntax error; escaped it is none, and lines stay where they are.
                if (scan[i] is not ('\n' or '\r'))
                    scan[i] = mark;
                else if (quote != '`' && scan[i - 1] != '\r')
                    scan[i - 1] = '\\';
            }

            return end + IncludeEnd.Length - 1;
        }
    }
}
