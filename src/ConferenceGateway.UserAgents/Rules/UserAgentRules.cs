using System.Collections.Immutable;
using System.Numerics;

namespace ConferenceGateway.UserAgents.Rules;

/// <summary>
/// The rules of a file that name browsers and systems. Of the first rule that matches a text the name counts; which rules
/// can match at all is found out in one pass over the text. Thread-safe.
/// </summary>
public sealed class UserAgentRules
{
    // Runs of the compiled patterns, so that their code is there before the first visitor.
    private static readonly string[] Samples =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
    ];

    private static readonly Lazy<UserAgentRules> OfThisBuild = new(ReadShipped);

    private readonly ImmutableArray<NameRule> _rules;
    private readonly ImmutableArray<string> _words;
    private readonly int _browsers;
    private readonly WordIndex _index;
    private readonly int[][] _rulesOfWord;
    private readonly ulong[] _always;
    private int _compiled;

    internal UserAgentRules(IReadOnlyList<NameRule> browsers, IReadOnlyList<NameRule> systems)
    {
        _rules = [.. browsers, .. systems];
        _browsers = browsers.Count;
        _always = new ulong[(_rules.Length + 63) / 64];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var rulesOfWord = new List<List<int>>();
        var spellings = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < _rules.Length; number++)
        {
            var rule = _rules[number];
            var pattern = PatternParser.Parse(rule.Pattern);
            rule.Words = [.. FixedWords.Of(pattern).Select(list => list.Select(NumberOf).ToArray())];
            if (rule.Words.IsEmpty)
                _always[number >> 6] |= 1UL << number;
            else
                Array.ForEach(rule.Words[0], word => rulesOfWord[word].Add(number));
            if (number < _browsers)
                spellings.UnionWith(FamiliesOf(rule, pattern));
        }

        _words = [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        _index = new WordIndex(_words);
        _rulesOfWord = [.. rulesOfWord.Select(list => list.ToArray())];
        Families = spellings;

        int NumberOf(string word)
        {
            if (numbers.TryGetValue(word, out var known))
                return known;
            rulesOfWord.Add([]);
            return numbers[word] = numbers.Count;
        }
    }

    /// <summary>The rules that came with this build: uap-core's, of the version in its lock file. Read at the first use.</summary>
    public static UserAgentRules Shipped => OfThisBuild.Value;

    /// <summary>How many rules there are.</summary>
    public int Count => _rules.Length;

    /// <summary>How many of them are compiled.</summary>
    public int Compiled => Math.Min(Volatile.Read(ref _compiled), _rules.Length);

    /// <summary>The patterns for browsers, in their order.</summary>
    internal IEnumerable<string> BrowserPatterns => _rules.Take(_browsers).Select(rule => rule.Pattern);

    /// <summary>The patterns for systems, in their order.</summary>
    internal IEnumerable<string> SystemPatterns => _rules.Skip(_browsers).Select(rule => rule.Pattern);

    /// <summary>The words that the filter looks for.</summary>
    internal ImmutableArray<string> Words => _words;

    /// <summary>The names of browsers that the rules can give, but for those that they take out of the text itself.</summary>
    internal IReadOnlySet<string> Families { get; }

    /// <summary>
    /// Compiles one more rule, which takes some milliseconds of computing. Until then, and meanwhile, it is interpreted.
    /// </summary>
    /// <returns>Whether there was one left.</returns>
    public bool CompileNext()
    {
        var number = Interlocked.Increment(ref _compiled) - 1;
        if (number < 0 || number >= _rules.Length)
        {
            Volatile.Write(ref _compiled, _rules.Length);
            return false;
        }

        var rule = _rules[number];
        var own = string.Concat(rule.Words.Reverse().Select(list => $" {_words[list[0]]}")) + "/12.3.4";
        _rules[number].Compile([.. Samples, own, $"Mozilla/5.0 Mobile{own}", own.Trim()]);
        return true;
    }

    /// <summary>The names of browser and system; a text may be of any length here.</summary>
    internal (UserAgentName Browser, UserAgentName System) Read(string text)
    {
        Span<ulong> words = stackalloc ulong[64];
        var needed = (_words.Length + 63) / 64;
        words = needed <= words.Length ? words[..needed] : new ulong[needed];
        words.Clear();
        Span<ulong> rules = stackalloc ulong[64];
        rules = _always.Length <= rules.Length ? rules[.._always.Length] : new ulong[_always.Length];
        _always.CopyTo(rules);

        _index.Find(text, words);
        for (var at = 0; at < words.Length; at++)
        {
            for (var left = words[at]; left != 0; left &= left - 1)
            {
                foreach (var rule in _rulesOfWord[(at << 6) + BitOperations.TrailingZeroCount(left)])
                    rules[rule >> 6] |= 1UL << rule;
            }
        }

        return (First(text, words, rules, 0, _browsers), First(text, words, rules, _browsers, _rules.Length));
    }

    private UserAgentName First(string text, ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> rules, int from, int to)
    {
        for (var at = from >> 6; at < rules.Length && at << 6 < to; at++)
        {
            for (var left = rules[at]; left != 0; left &= left - 1)
            {
                var number = (at << 6) + BitOperations.TrailingZeroCount(left);
                if (number >= from && number < to && HasWords(_rules[number], words) && _rules[number].Match(text) is { } name)
                    return name;
            }
        }

        return UserAgentName.Other;
    }

    private static bool HasWords(NameRule rule, ReadOnlySpan<ulong> words)
    {
        // The first list has brought the rule here.
        for (var list = 1; list < rule.Words.Length; list++)
        {
            var isThere = false;
            foreach (var word in rule.Words[list])
                isThere |= (words[word >> 6] & (1UL << word)) != 0;
            if (!isThere)
                return false;
        }

        return true;
    }

    private static IEnumerable<string> FamiliesOf(NameRule rule, PatternNode? pattern)
    {
        var replacement = rule.Family;
        if (replacement is not null && !replacement.Contains('$'))
            return [replacement];
        var ones = FixedWords.SpellingsOf(pattern, 1).Where(word => word.Length > 0);
        return replacement is null ? ones : ones.Select(word => replacement.Replace("$1", word, StringComparison.Ordinal)).Where(name => !name.Contains('$'));
    }

    private static UserAgentRules ReadShipped()
    {
        using var stream = typeof(UserAgentRules).Assembly.GetManifestResourceStream("regexes.yaml")!;
        using var reader = new StreamReader(stream);
        return RuleFile.Read(reader, RuleFile.Trust.Shipped).Rules ?? throw new InvalidOperationException("The rules of this build cannot be read.");
    }
}
