using AwesomeAssertions;
using ConferenceGateway.UserAgents.Rules;
using Xunit;

namespace ConferenceGateway.Tests.UserAgents.Rules;

/// <summary>uap-core's own cases: each must come out as its authors say.</summary>
public sealed class ConformanceTests
{
    /// <summary>File, and how many cases it has at least, so that a file that is not read does not pass.</summary>
    public static TheoryData<string, int> Browsers => new()
    {
        { "tests/test_ua.yaml", 1_400 },
        { "test_resources/firefox_user_agent_strings.yaml", 200 },
        { "test_resources/pgts_browser_list.yaml", 12_000 },
        { "test_resources/opera_mini_user_agent_strings.yaml", 200 },
        { "test_resources/podcasting_user_agent_strings.yaml", 140 },
    };

    public static TheoryData<string, int> Systems => new()
    {
        { "tests/test_os.yaml", 400 },
        { "test_resources/additional_os_tests.yaml", 20 },
    };

    [Theory]
    [MemberData(nameof(Browsers))]
    public void Every_browser_of_Debians_cases_comes_out_right(string file, int atLeast)
    {
        DebianRules.SkipWithout();

        Wrong(DebianRules.Rules, file, atLeast, rules => text => rules.Read(text).Browser, ["family", "major", "minor", "patch"]).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_system_of_Debians_cases_comes_out_right(string file, int atLeast)
    {
        DebianRules.SkipWithout();

        Wrong(DebianRules.Rules, file, atLeast, rules => text => rules.Read(text).System, ["family", "major", "minor", "patch", "patch_minor"]).Should().BeEmpty();
    }

    [Fact]
    public void The_shipped_rules_are_newer_and_every_one_of_Debians_cases_comes_out_right_by_them_too()
    {
        DebianRules.SkipWithout();

        var wrong = Browsers.SelectMany(row => Wrong(UserAgentRules.Shipped, row.Data.Item1, row.Data.Item2, rules => text => rules.Read(text).Browser, ["family", "major", "minor", "patch"]))
            .Concat(Systems.SelectMany(row => Wrong(UserAgentRules.Shipped, row.Data.Item1, row.Data.Item2, rules => text => rules.Read(text).System, ["family", "major", "minor", "patch", "patch_minor"])))
            .ToList();

        wrong.Should().BeEmpty();
    }

    private static List<string> Wrong(UserAgentRules rules, string file, int atLeast, Func<UserAgentRules, Func<string, UserAgentName>> read, string[] keys)
    {
        var cases = DebianRules.Cases(file);
        cases.Should().HaveCountGreaterThan(atLeast);
        var find = read(rules);
        return cases.Select(one => (Text: one["user_agent_string"] ?? "", Expected: Line(keys.Select(one.GetValueOrDefault))))
            .Select(one => (one.Text, one.Expected, Read: Line(Parts(find(one.Text)).Take(keys.Length))))
            .Where(one => one.Expected != one.Read)
            .Select(one => $"{one.Text}: {one.Expected}, read as {one.Read}")
            .ToList();
    }

    private static IEnumerable<string?> Parts(UserAgentName name) => [name.Family, name.Major, name.Minor, name.Patch, name.PatchMinor];

    private static string Line(IEnumerable<string?> parts) => string.Join(' ', parts.Select(part => part ?? "-"));
}
