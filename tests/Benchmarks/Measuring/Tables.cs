using System.Globalization;
using System.Text;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Measuring;

/// <summary>The figures of a run as the tables of docs/performance.md.</summary>
internal static class Tables
{
    /// <summary>A row a peer, a column a cell: the median, and the ratio to bare YARP.</summary>
    public static StringBuilder AppendPeers(this StringBuilder text, string unit, string format, IReadOnlyList<Cell> cells) =>
        AppendCells(text, $"{unit} (ratio to A)", cells, (cell, peer) => Figure(cell, peer, format));

    /// <summary>As <see cref="AppendPeers"/>, for figures that may be nothing or less, whose ratios say nothing.</summary>
    public static StringBuilder AppendDifferences(this StringBuilder text, string title, string format, IReadOnlyList<Cell> cells) =>
        AppendCells(text, title, cells, (cell, peer) => cell.Median(peer)?.ToString(format, CultureInfo.InvariantCulture) ?? "–");

    private static StringBuilder AppendCells(StringBuilder text, string title, IReadOnlyList<Cell> cells, Func<Cell, string, string> figure)
    {
        AppendHead(text, title, cells.Select(cell => cell.Name));
        foreach (var peer in cells.SelectMany(cell => cell.Rounds.Keys).Distinct())
            AppendRow(text, peer, cells.Select(cell => figure(cell, peer)));
        return text.Append('\n');
    }

    /// <summary>A row for the control and one for each goal of the gateway, a column a cell.</summary>
    public static StringBuilder AppendGoals(this StringBuilder text, IReadOnlyList<Cell> cells, params Goal[] goals)
    {
        AppendHead(text, "median ratio (rounds)", cells.Select(cell => cell.Name));
        AppendRow(text, "control A'/A", cells.Select(cell => Control(cell.Control)));
        foreach (var goal in goals)
            AppendRow(text, $"{(goal.Peer == PeerNames.Gateway ? "gateway" : goal.Peer)} / {goal.Reference}, goal ≤ {goal.Most:0.00}", cells.Select(cell => goal.Verdict(cell.Ratio(goal.Peer, goal.Reference))));
        return text.Append('\n');
    }

    public static StringBuilder AppendHead(this StringBuilder text, string first, IEnumerable<string> columns)
    {
        var all = columns.ToArray();
        AppendRow(text, first, all);
        return text.Append('|').Insert(text.Length, "---|", all.Length + 1).Append('\n');
    }

    public static StringBuilder AppendRow(this StringBuilder text, string first, IEnumerable<string> columns) =>
        text.Append("| ").AppendJoin(" | ", [first, .. columns]).Append(" |\n");

    private static string Control(PairedRatios? ratio) => ratio is null
        ? "not measured"
        : $"{ratio.Median:0.00} ({ratio.Lowest:0.00}–{ratio.Highest:0.00}), {(ratio.IsValidControl ? "valid" : "invalid")}";

    private static string Figure(Cell cell, string peer, string format)
    {
        if (cell.Median(peer) is not { } median)
            return "–";
        var value = median.ToString(format, CultureInfo.InvariantCulture);
        return cell.Ratio(peer, PeerNames.Yarp) is { } ratio ? $"{value} ({ratio.Median:0.00})" : value;
    }
}
