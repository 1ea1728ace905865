using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ConferenceGateway.UserAgents.Rules;

/// <summary>One rule of the file: a pattern, and what stands in place of the groups. Thread-safe.</summary>
/// <param name="pattern">The regular expression; case counts.</param>
/// <param name="replacements">For the name and up to four parts of the version; null = the group of that place.</param>
/// <param name="limit">How long a match may take. It counts the time of a busy machine too, so a short one makes names vary.</param>
internal sealed class NameRule(string pattern, ImmutableArray<string?> replacements, TimeSpan limit)
{
    /// <summary>A name and four parts of a version.</summary>
    public const int Parts = 5;

    // A busy machine makes a good pattern late now and then; one that is late so often is made of endless ways to try, and
    // whoever knows it could keep the machine busy with it.
    private const int MostLate = 3;

    private Regex? _regex;
    private int _late;

    /// <summary>The regular expression.</summary>
    public string Pattern => pattern;

    /// <summary>What stands in place of the name, if it is not the first group.</summary>
    public string? Family => replacements[0];

    /// <summary>The words that a text must hold, one of each list, by their numbers in the index; the rarest first.</summary>
    public ImmutableArray<int[]> Words { get; set; } = [];

    /// <summary>Whether it has run out of time so often that it is not tried any more.</summary>
    public bool IsLeftOut => Volatile.Read(ref _late) >= MostLate;

    /// <summary>Whether the pattern can be used.</summary>
    /// <exception cref="ArgumentException">It cannot; the message says why.</exception>
    public void Check() => _regex = Interpreted();

    /// <summary>Matches; null = it does not.</summary>
    public UserAgentName? Match(string text)
    {
        if (IsLeftOut)
            return null;
        try
        {
            var match = (Volatile.Read(ref _regex) ?? Prepare()).Match(text);
            return match.Success ? NameOf(match) : null;
        }
        catch (RegexMatchTimeoutException)
        {
            Interlocked.Increment(ref _late);
            return null;
        }
    }

    /// <summary>
    /// Compiles the pattern and puts it in the place of the interpreted one. Its code is made at the first run, so it runs
    /// here, on texts that go as deep into it as can be.
    /// </summary>
    public void Compile(IEnumerable<string> samples)
    {
        var compiled = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled, limit);
        foreach (var sample in samples)
        {
            try
            {
                compiled.IsMatch(sample);
            }
            catch (RegexMatchTimeoutException)
            {
                break;
            }
        }

        Volatile.Write(ref _regex, compiled);
    }

    private Regex Prepare()
    {
        var made = Interpreted();
        // The compiled one may have come in between, and is the better one.
        return Interlocked.CompareExchange(ref _regex, made, comparand: null) ?? made;
    }

    private Regex Interpreted() => new(pattern, RegexOptions.CultureInvariant, limit);

    private UserAgentName? NameOf(Match match) =>
        Part(match, 0) is { } family ? new UserAgentName(family, Part(match, 1), Part(match, 2), Part(match, 3), Part(match, 4)) : null;

    private string? Part(Match match, int place)
    {
        var replacement = replacements[place];
        var text = replacement is null ? match.Groups[place + 1].Value : Fill(replacement, match);
        text = text.Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Fill(string replacement, Match match)
    {
        if (!replacement.Contains('$'))
            return replacement;
        for (var group = 1; group < 10; group++)
            replacement = replacement.Replace($"${group}", match.Groups[group].Value, StringComparison.Ordinal);
        return replacement;
    }
}
