namespace ConferenceGateway.Tests.UserAgents;

/// <summary>The table <c>browsers.txt</c>: real User-Agents, and what they are.</summary>
internal static class KnownBrowsers
{
    /// <summary>Its rows: what stands before the text, in one line, and the text.</summary>
    public static IReadOnlyList<(string Expected, string UserAgent)> Rows { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "UserAgents", "browsers.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(cells => (string.Join(", ", cells[..4]), cells[4])),
    ];

    /// <summary>The texts alone.</summary>
    public static IReadOnlyList<string> Texts { get; } = [.. Rows.Select(row => row.UserAgent)];
}
