using System.Buffers;

namespace ConferenceGateway.Core;

/// <summary>What others wrote, made fit for one line of a log or a terminal.</summary>
public static class OneLine
{
    // Control characters; line and paragraph separators with the marks that turn the direction of writing; more of these.
    private static readonly SearchValues<char> Unfit = SearchValues.Create(
        [.. Range('\u0000', '\u001f'), .. Range('\u007f', '\u009f'), .. Range('\u2028', '\u202e'), .. Range('\u2066', '\u2069')]);

    /// <summary>What breaks the line, is obeyed by a terminal or turns the text round becomes a dot; else the text as it is.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAny(Unfit) ? string.Concat(text.Select(c => Unfit.Contains(c) ? '·' : c)) : text;
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);
}
