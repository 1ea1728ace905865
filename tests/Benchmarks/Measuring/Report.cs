namespace ConferenceGateway.Benchmarks.Measuring;

/// <summary>What a run found.</summary>
/// <param name="Part">Name of its place in docs/performance.md.</param>
/// <param name="Markdown">As it stands there.</param>
/// <param name="Figures">Everything measured, for the file of figures.</param>
internal sealed record Report(string Part, string Markdown, object Figures)
{
    /// <summary>Puts the text between the two marks of its part; the rest of the page stays.</summary>
    /// <exception cref="BenchmarkException">The page has no such marks.</exception>
    public string PutInto(string page)
    {
        var begin = $"<!-- figures of {Part} -->\n";
        var end = $"<!-- end of {Part} -->\n";
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = page.IndexOf(end, StringComparison.Ordinal);
        return from >= 0 && to > from
            ? $"{page[..(from + begin.Length)]}\n{Markdown.Trim()}\n\n{page[to..]}"
            : throw new BenchmarkException($"The page has no place for these figures: it needs the lines {begin.Trim()} and {end.Trim()}.");
    }
}
