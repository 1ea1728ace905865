using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using ConferenceGateway.UserAgents.Rules;

namespace ConferenceGateway.Benchmarks.UserAgents;

/// <summary>One text out of all real ones, on average.</summary>
public class UserAgentBenchmarks
{
    private UserAgentRules _rules = null!;
    private Regex[] _browsers = null!;
    private Regex[] _systems = null!;

    /// <summary>Everything is ready before the first round.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _rules = Compiled();
        _browsers = [.. _rules.BrowserPatterns.Select(Interpreted)];
        _systems = [.. _rules.SystemPatterns.Select(Interpreted)];
    }

    /// <summary>All texts by our filter and the compiled patterns.</summary>
    [Benchmark(OperationsPerInvoke = UserAgentCorpus.Count)]
    public int Ours()
    {
        var found = 0;
        foreach (var text in UserAgentCorpus.Real)
            found += _rules.Read(text).Browser.Family.Length;
        return found;
    }

    /// <summary>All texts by one pattern after the other.</summary>
    [Benchmark(OperationsPerInvoke = UserAgentCorpus.Count)]
    public int Linear()
    {
        var found = 0;
        foreach (var text in UserAgentCorpus.Real)
            found += First(_browsers, text) + First(_systems, text);
        return found;
    }

    internal static UserAgentRules Compiled()
    {
        var rules = UserAgentRules.Shipped;
        while (rules.CompileNext())
        {
        }

        return rules;
    }

    private static Regex Interpreted(string pattern) => new(pattern, RegexOptions.CultureInvariant);

    private static int First(Regex[] patterns, string text)
    {
        for (var number = 0; number < patterns.Length; number++)
        {
            var match = patterns[number].Match(text);
            if (match.Success)
                return match.Groups[1].Length;
        }

        return 0;
    }
}
