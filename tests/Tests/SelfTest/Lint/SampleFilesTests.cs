using AwesomeAssertions;
using ConferenceGateway.SelfTest;
using ConferenceGateway.SelfTest.Lint;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest.Lint;

/// <summary>Whole files, in the shapes in which they are found in the wild.</summary>
public class SampleFilesTests
{
    [Fact]
    public void Dockers_file_is_followed_through_its_assignments()
    {
        var findings = ShardLint.Read(LintSamples.Files(LintSamples.Read("docker.js"), announced: "alpha", host: "meet.jitsi"));

        findings.Where(finding => finding.Severity >= Severity.Note).Select(finding => (finding.Severity, finding.Code, finding.Where)).Should().BeEquivalentTo([
            (Severity.Warning, LintCodes.Stun, "config.js:35: p2p.stunServers[0].urls"),
            (Severity.Note, LintCodes.Stun, "config.js:35: p2p.stunServers[1].urls"),
            (Severity.Warning, LintCodes.Gravatar, "config.js: gravatar.disabled (not set)"),
            (Severity.Note, LintCodes.SharedVideo, "config.js: toolbarButtons"),
        ]);
        findings.Should().Contain(finding => finding.Code == LintCodes.ShardName && finding.Severity == Severity.Good);
        findings.Should().NotContain(finding => finding.What.Contains("boards.elsewhere.net", StringComparison.Ordinal));
    }

    [Fact]
    public void Unexpanded_includes_in_Debians_file_are_a_finding_of_their_own_and_the_rest_is_still_read()
    {
        var findings = LintSamples.Of(LintSamples.Read("debian-raw.js"));

        var ssi = findings.Should().ContainSingle(finding => finding.Code == LintCodes.Ssi).Subject;
        ssi.Severity.Should().Be(Severity.Error);
        ssi.What.Should().Contain("3 server-side includes").And.Contain("line 4, 21, 22");
        ssi.Fix.Should().StartWith("ssi on;");
        findings.Should().NotContain(finding => finding.Code == LintCodes.Read);
        findings.Should().ContainSingle(finding => finding.Code == LintCodes.Stun).Which.Where.Should().Be("config.js:30: p2p.stunServers[0].urls");
        findings.Should().Contain(finding => finding.Code == LintCodes.Bosh && finding.Severity == Severity.Good);
        findings.Should().NotContain(finding => finding.What.Contains("never.looked.at", StringComparison.Ordinal) || finding.Code == LintCodes.DialIn);
    }

    [Fact]
    public void Includes_whose_quotes_do_no_harm_are_a_warning()
    {
        var ssi = LintSamples.With("", "var subdir = '<!--# echo var=\"subdir\" default=\"\" -->';\nif (subdir.startsWith('<!--')) subdir = '';")
            .Should().ContainSingle(finding => finding.Code == LintCodes.Ssi).Subject;

        ssi.Severity.Should().Be(Severity.Warning);
        ssi.Where.Should().StartWith("config.js:7: ");
    }

    [Fact]
    public void Expanded_includes_are_none() =>
        LintSamples.Of(LintSamples.Read("debian.js")).Should().NotContain(finding => finding.Code == LintCodes.Ssi || finding.Code == LintCodes.Read);

    [Fact]
    public void Of_a_service_with_everything_on_each_host_is_named()
    {
        var config = LintSamples.Read("everything.js");

        var said = string.Join('\n', LintSamples.Of(config).Select(finding => finding.What));

        var hosts = config.Split('\'', '"', '`', '/', ':').Where(part => part.EndsWith(".elsewhere.net", StringComparison.Ordinal)).Distinct();
        hosts.Should().HaveCountGreaterThan(25).And.AllSatisfy(host => said.Should().Contain(host));
        said.Should().Contain("conference-mapper.jitsi.net").And.Contain("shard7.verein.de").And.Contain("api2.amplitude.com");
    }

    [Fact]
    public void A_minimal_file_gets_the_warnings_about_what_is_built_in()
    {
        var findings = LintSamples.Of(LintSamples.Read("minimal.js"));

        findings.Where(finding => finding.Severity == Severity.Warning).Select(finding => finding.Code).Should().BeEquivalentTo(LintCodes.StunDefault, LintCodes.Gravatar);
    }

    [Fact]
    public void All_codes_are_lower_case_words_joined_by_dots() =>
        typeof(LintCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).Should().OnlyHaveUniqueItems().And.AllSatisfy(code => code.Should().MatchRegex("^(lint|privacy|wiring)\\.[a-z-]+$"));
}
