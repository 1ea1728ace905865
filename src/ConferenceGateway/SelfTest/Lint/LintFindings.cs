namespace ConferenceGateway.SelfTest.Lint;

/// <summary>The findings about one shard, in the order in which they came; what says the same twice is kept once.</summary>
internal sealed class LintFindings(string subject)
{
    /// <summary>More would hide the rest; such a file was written by a machine.</summary>
    private const int MostOfOneCode = 50;

    private readonly List<Finding> _all = [];
    private readonly HashSet<(string Code, string What)> _said = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public IReadOnlyList<Finding> All => _all;

    public void Add(Severity severity, string code, string what, string? where = null, string? why = null, string? fix = null)
    {
        if (!_said.Add((code, what)))
            return;
        var count = _counts[code] = _counts.GetValueOrDefault(code) + 1;
        if (count == MostOfOneCode)
            (what, where) = ($"There are more findings of the kind {code}; the first {MostOfOneCode - 1} are listed.", null);
        if (count <= MostOfOneCode)
            _all.Add(new Finding(severity, code, subject, Clean(what)) { Why = why, Fix = fix, Where = where is null ? null : Clean(where) });
    }

    /// <summary>Foreign files must not move the cursor of a terminal, and nobody reads a line of 10 KB.</summary>
    private static string Clean(string text)
    {
        const int longest = 400;
        Span<char> clean = stackalloc char[Math.Min(text.Length, longest)];
        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] = text[i] switch
            {
                ConfigValue.Text.Hole or ScriptScan.Nothing => '…',
                var letter when char.IsControl(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format => ' ',
                // Half a letter cannot be written as UTF-8.
                var letter when char.IsSurrogate(letter) && !IsPaired(text, i, clean.Length) => '…',
                var letter => letter,
            };
        }

        return text.Length > longest ? string.Concat(clean, "…") : clean.ToString();
    }

    private static bool IsPaired(string text, int index, int length) =>
        char.IsHighSurrogate(text[index])
            ? index + 1 < length && char.IsLowSurrogate(text[index + 1])
            : index > 0 && char.IsHighSurrogate(text[index - 1]);
}
