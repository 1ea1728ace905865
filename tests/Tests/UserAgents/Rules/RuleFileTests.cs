using AwesomeAssertions;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Rules;
using Xunit;

namespace ConferenceGateway.Tests.UserAgents.Rules;

public sealed class RuleFileTests
{
    private const string Systems = "os_parsers:\n  - regex: '(Windows)'\n";

    [Theory]
    [InlineData("", "holds no rules")]
    [InlineData("- 1", "holds no rules")]
    [InlineData("5", "holds no rules")]
    [InlineData("{", "no YAML")]
    [InlineData("a: [", "no YAML")]
    [InlineData("user_agent_parsers:\n  - regex: '(A)'\n", "os_parsers is missing")]
    [InlineData("user_agent_parsers: []\n" + Systems, "user_agent_parsers is missing or empty")]
    [InlineData("user_agent_parsers: x\n" + Systems, "line 1, user_agent_parsers must be a list")]
    [InlineData("user_agents:\n  - regex: '(A)'\n" + Systems, "line 1, \"user_agents\" is no section")]
    [InlineData("user_agent_parsers:\n  - regex: '(A)'\n  - regx: '(B)'\n" + Systems, "line 3, user_agent_parsers, rule 2: \"regx\" is no key")]
    [InlineData("user_agent_parsers:\n  - regex: '(A)'\n    os_replacement: B\n" + Systems, "rule 1: \"os_replacement\" is no key")]
    [InlineData("user_agent_parsers:\n  - regex: '(A'\n" + Systems, "line 2, user_agent_parsers, rule 1: the regular expression cannot be used")]
    [InlineData("user_agent_parsers:\n  - family_replacement: A\n" + Systems, "rule 1: regex is missing")]
    [InlineData("user_agent_parsers:\n  - regex: ['(A)']\n" + Systems, "rule 1: \"regex\" must be a text")]
    [InlineData("user_agent_parsers:\n  - A\n" + Systems, "rule 1: must have the keys")]
    [InlineData("user_agent_parsers:\n  - regex: '(A)'\nuser_agent_parsers:\n  - regex: '(B)'\n" + Systems, "is there twice")]
    public void A_fault_says_where_it_is(string content, string fault)
    {
        var answer = RuleFile.Read(new StringReader(content));

        answer.Rules.Should().BeNull();
        answer.Faults.Should().Contain(line => line.Contains(fault));
    }

    [Fact]
    public void A_pattern_that_is_late_again_and_again_is_left_out()
    {
        var rule = new NameRule("^((\\w+ ?)*)$", [null, null, null, null, null], TimeSpan.FromMilliseconds(5));
        var text = new string('a', 300) + "!";
        rule.Match("Firefox")!.Family.Should().Be("Firefox");

        for (var time = 1; time <= 3; time++)
        {
            rule.IsLeftOut.Should().BeFalse();
            rule.Match(text).Should().BeNull();
        }

        rule.IsLeftOut.Should().BeTrue();
        rule.Match("Firefox").Should().BeNull("who knows such a text cannot keep the machine busy");
    }

    [Fact]
    public void Many_faults_are_counted_and_not_all_said()
    {
        var content = "user_agent_parsers:\n" + string.Concat(Enumerable.Repeat("  - regex: '('\n", 50)) + Systems;

        RuleFile.Read(new StringReader(content)).Faults.Should().HaveCount(11).And.EndWith("and 40 more");
    }

    [Fact]
    public void An_admins_file_names_new_browsers_and_the_engine_stays_ours()
    {
        var rules = RuleFile.Read(new StringReader("user_agent_parsers:\n  - regex: '(Comet)/(\\d+)'\n    family_replacement: '$1 Browser'\n" + Systems)).Rules!;
        var browser = new BrowserReader(rules).Read("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/157.0.0.0 Safari/537.36 Comet/12.1", default);

        (browser.Engine, browser.EngineMajor, browser.Brand, browser.BrandMajor).Should().Be((Engine.Blink, 157, "Comet Browser", 12));
        new BrowserReader(rules).KnownBrands.Should().Contain("Comet Browser").And.Contain("Firefox");
    }

    [Fact]
    public void The_shipped_file_passes_as_an_admins_one()
    {
        using var file = typeof(UserAgentRules).Assembly.GetManifestResourceStream("regexes.yaml")!;

        RuleFile.Read(new StreamReader(file)).Faults.Should().BeEmpty();
    }

    [Fact]
    public void Compiled_rules_say_what_interpreted_ones_say()
    {
        using var file = typeof(UserAgentRules).Assembly.GetManifestResourceStream("regexes.yaml")!;
        var compiled = RuleFile.Read(new StreamReader(file)).Rules!;
        while (compiled.CompileNext())
        {
        }

        compiled.Compiled.Should().Be(compiled.Count);
        KnownBrowsers.Texts.Select(compiled.Read).Should().Equal(KnownBrowsers.Texts.Select(UserAgentRules.Shipped.Read));
    }
}
