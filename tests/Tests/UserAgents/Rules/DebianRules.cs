using ConferenceGateway.UserAgents.Rules;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ConferenceGateway.Tests.UserAgents.Rules;

/// <summary>Debian's package uap-core: rules of an older version, with the cases that belong to them.</summary>
internal static class DebianRules
{
    private const string Folder = "/usr/share/uap-core";

    private static readonly Lazy<UserAgentRules> Own = new(() =>
    {
        using var file = File.OpenText(Path.Combine(Folder, "regexes.yaml"));
        return RuleFile.Read(file).Rules!;
    });

    /// <summary>Its rules, read as an admin's file is.</summary>
    public static UserAgentRules Rules => Own.Value;

    public static void SkipWithout() => Assert.SkipUnless(File.Exists(Path.Combine(Folder, "regexes.yaml")), "uap-core is missing: apt-get install uap-core");

    /// <summary>The cases of a file: keys and values as they are written; null = nothing.</summary>
    public static List<Dictionary<string, string?>> Cases(string path)
    {
        using var file = File.OpenText(Path.Combine(Folder, path));
        var parser = new Parser(file);
        var cases = new List<Dictionary<string, string?>>();
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        parser.Consume<MappingStart>();
        parser.Consume<Scalar>();
        parser.Consume<SequenceStart>();
        while (parser.TryConsume<MappingStart>(out _))
        {
            var one = new Dictionary<string, string?>(StringComparer.Ordinal);
            while (parser.TryConsume<Scalar>(out var key))
                one[key.Value] = parser.Consume<Scalar>().Value is { Length: > 0 } text ? text : null;
            parser.Consume<MappingEnd>();
            cases.Add(one);
        }

        return cases;
    }
}
