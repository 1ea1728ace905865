using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ConferenceGateway.UserAgents.Rules;

/// <summary>
/// Reads a file in the form of uap-core's <c>regexes.yaml</c>: the sections that name browsers and systems. Devices are not
/// read. Every fault is named with section, number of the rule and line.
/// </summary>
public sealed class RuleFile
{
    /// <summary>More faults than these help nobody.</summary>
    private const int MostFaults = 10;

    // uap-core bounds its repeats, so that no match takes longer than a millisecond; other people's patterns may not.
    private static readonly TimeSpan ForeignLimit = TimeSpan.FromSeconds(2);

    private static readonly string[] Parts = ["family_replacement", "v1_replacement", "v2_replacement", "v3_replacement", "v4_replacement"];
    private static readonly string[] SystemParts = ["os_replacement", "os_v1_replacement", "os_v2_replacement", "os_v3_replacement", "os_v4_replacement"];

    private readonly Parser _parser;
    private readonly Trust _trust;
    private readonly List<string> _faults = [];
    private int _left;

    private RuleFile(TextReader text, Trust trust) => (_parser, _trust) = (new Parser(text), trust);

    /// <summary>Where a file comes from.</summary>
    internal enum Trust
    {
        /// <summary>Tested with this build: patterns are made at their first use, and what lies behind the sections is not read.</summary>
        Shipped,

        /// <summary>An admin's: looked at to the end.</summary>
        Foreign,
    }

    /// <summary>Reads the whole file and looks at every pattern.</summary>
    public static RuleFileAnswer Read(TextReader text) => Read(text, Trust.Foreign);

    internal static RuleFileAnswer Read(TextReader text, Trust trust)
    {
        var file = new RuleFile(text, trust);
        UserAgentRules? rules = null;
        try
        {
            rules = file.ReadFile();
        }
        catch (YamlException broken)
        {
            file.Fault(broken.Start, $"is no YAML of that form: {broken.Message}");
        }

        if (file._left > 0)
            file._faults.Add(string.Create(CultureInfo.InvariantCulture, $"and {file._left} more"));
        return new RuleFileAnswer(file._faults.Count == 0 ? rules : null, file._faults);
    }

    private UserAgentRules? ReadFile()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _) || !_parser.TryConsume<MappingStart>(out _))
        {
            _faults.Add("it holds no rules; it must be a file like uap-core's regexes.yaml");
            return null;
        }

        var sections = new Dictionary<string, List<NameRule>>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.Consume<Scalar>();
            if (key.Value is not ("user_agent_parsers" or "os_parsers" or "device_parsers"))
                Fault(key.Start, $"{Shown(key.Value)} is no section; there are user_agent_parsers, os_parsers and device_parsers");
            else if (key.Value != "device_parsers" && !sections.TryAdd(key.Value, []))
                Fault(key.Start, $"{key.Value} is there twice");
            if (sections.TryGetValue(key.Value, out var rules) && rules.Count == 0)
                ReadSection(key.Value, rules);
            else
                _parser.SkipThisAndNestedEvents();
            if (_trust == Trust.Shipped && sections.Count == 2)
                break;
        }

        foreach (var needed in (string[])["user_agent_parsers", "os_parsers"])
        {
            // One whose rules all have faults of their own is not called empty as well.
            if (!sections.TryGetValue(needed, out var rules) || (rules.Count == 0 && _faults.Count == 0))
                Add($"the section {needed} is missing or empty");
        }

        return _faults.Count == 0 ? new UserAgentRules(sections["user_agent_parsers"], sections["os_parsers"]) : null;
    }

    private void ReadSection(string section, List<NameRule> rules)
    {
        if (!_parser.TryConsume<SequenceStart>(out _))
        {
            Fault(_parser.Current!.Start, $"{section} must be a list of rules");
            _parser.SkipThisAndNestedEvents();
            return;
        }

        var parts = section == "os_parsers" ? SystemParts : Parts;
        for (var number = 1; !_parser.TryConsume<SequenceEnd>(out _); number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{section}, rule {number}: ");
            if (!_parser.TryConsume<MappingStart>(out var start))
            {
                Fault(_parser.Current!.Start, name + "must have the keys regex and, if needed, replacements");
                _parser.SkipThisAndNestedEvents();
            }
            else if (ReadRule(name, start.Start, parts) is { } rule)
            {
                rules.Add(rule);
            }
        }
    }

    private NameRule? ReadRule(string name, Mark start, string[] parts)
    {
        string? pattern = null;
        var replacements = new string?[NameRule.Parts];
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.Consume<Scalar>();
            if (!_parser.TryConsume<Scalar>(out var value))
            {
                Fault(key.Start, $"{name}{Shown(key.Value)} must be a text");
                _parser.SkipThisAndNestedEvents();
            }
            else if (key.Value == "regex")
            {
                pattern = value.Value;
            }
            else if (Array.IndexOf(parts, key.Value) is >= 0 and var place)
            {
                replacements[place] = value.Value;
            }
            else
            {
                Fault(key.Start, $"{name}{Shown(key.Value)} is no key; there are regex, {string.Join(", ", parts)}");
            }
        }

        if (string.IsNullOrEmpty(pattern))
        {
            Fault(start, name + "regex is missing");
            return null;
        }

        var rule = new NameRule(pattern, [.. replacements], _trust == Trust.Shipped ? Regex.InfiniteMatchTimeout : ForeignLimit);
        if (_trust == Trust.Shipped)
            return rule;
        try
        {
            rule.Check();
            return rule;
        }
        catch (ArgumentException broken)
        {
            Fault(start, $"{name}the regular expression cannot be used: {broken.Message}");
            return null;
        }
    }

    private void Fault(Mark at, string what) => Add(string.Create(CultureInfo.InvariantCulture, $"line {at.Line}, {what}"));

    private void Add(string fault)
    {
        if (_faults.Count < MostFaults)
            _faults.Add(fault);
        else
            _left++;
    }

    private static string Shown(string text) => $"\"{(text.Length > 40 ? text[..40] + "…" : text)}\"";
}

/// <summary>What became of a file of rules.</summary>
/// <param name="Rules">Its rules; null = it cannot be used.</param>
/// <param name="Faults">Why not, one sentence each without the file's name.</param>
public sealed record RuleFileAnswer(UserAgentRules? Rules, IReadOnlyList<string> Faults);
