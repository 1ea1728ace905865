using AwesomeAssertions;
using ConferenceGateway.SelfTest;
using ConferenceGateway.SelfTest.Lint;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest.Lint;

public class PageLintTests
{
    private static IReadOnlyList<Finding> Page(string page, params (string Name, string Value)[] headers) =>
        ShardLint.Read(LintSamples.Files(LintSamples.Read("private.js"), page) with
        {
            PageHeaders = [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
        });

    [Fact]
    public void Each_host_that_the_page_loads_from_is_named_and_no_other()
    {
        var findings = Page(LintSamples.Read("page.html"));

        var hosts = findings.Where(finding => finding.Code == LintCodes.Page).SelectMany(finding => finding.What.Split(' ', ',')).Where(word => word.EndsWith(".elsewhere.net", StringComparison.Ordinal));
        hosts.Should().BeEquivalentTo("fonts.elsewhere.net", "styles.elsewhere.net", "imports.elsewhere.net", "pictures.elsewhere.net", "tags.elsewhere.net",
            "cdn.elsewhere.net", "pixel.elsewhere.net", "frames.elsewhere.net");
        findings.Should().ContainSingle(finding => finding.Code == LintCodes.Link).Which.What.Should().Contain("links.elsewhere.net").And.Contain("With a click");
        findings.Should().ContainSingle(finding => finding.Code == LintCodes.MixedContent).Which.What.Should().Contain("http://frames.elsewhere.net");
        findings.Should().ContainSingle(finding => finding.What.Contains("tags.", StringComparison.Ordinal)).Which.Where.Should().Be("page:16: script");
        findings.Should().NotContain(finding => finding.Code == LintCodes.Privacy);
    }

    [Theory]
    [InlineData("Report-To", """{"group":"nel","max_age":604800,"endpoints":[{"url":"https://a.elsewhere.net/r"}]}""")]
    [InlineData("NEL", """{"report_to":"https://a.elsewhere.net/","max_age":1}""")]
    [InlineData("Reporting-Endpoints", "main=\"https://a.elsewhere.net/r\"")]
    [InlineData("Content-Security-Policy", "default-src 'self'; report-uri https://a.elsewhere.net/csp")]
    [InlineData("Link", "</css/all.css>; rel=preload, <//a.elsewhere.net>; rel=preconnect")]
    public void A_header_that_makes_browsers_talk_to_somebody_is_a_warning(string name, string value) =>
        Page("<html></html>", (name, value)).Should().ContainSingle(finding => finding.Code == LintCodes.Header && finding.Severity == Severity.Warning)
            .Which.What.Should().Contain("a.elsewhere.net");

    [Fact]
    public void What_a_policy_allows_is_a_note() =>
        Page("<html></html>", ("Content-Security-Policy", "default-src 'self' data:; script-src 'self' https://a.elsewhere.net *.b.elsewhere.net; img-src rooms.verein.de"))
            .Where(finding => finding.Code == LintCodes.Header).Should().HaveCount(2).And.OnlyContain(finding => finding.Severity == Severity.Note);

    [Fact]
    public void A_page_whose_include_of_the_configuration_is_not_replaced_has_none()
    {
        var found = Page("<html><head><script><!--#include virtual=\"/config.js\" --></script></head></html>").Should().ContainSingle(finding => finding.Code == LintCodes.Ssi).Subject;

        found.Severity.Should().Be(Severity.Error);
        found.What.Should().Contain("config.js");
    }

    [Fact]
    public void The_configuration_inside_of_the_page_is_read_when_the_file_was_not_fetched()
    {
        var page = $"<html>\n<script>{LintSamples.Read("everything.js")}</script></html>";

        var findings = ShardLint.Read(LintSamples.Files(config: null, page));

        findings.Should().Contain(finding => finding.Code == LintCodes.Analytics && finding.Where == "page:22: analytics.matomoEndpoint");
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<script")]
    [InlineData("<script>")]
    [InlineData("<a href=")]
    [InlineData("<a href='")]
    [InlineData("<!--")]
    [InlineData("<a b c=d e='f' / = >")]
    [InlineData("<style>@import url(")]
    public void Half_a_page_is_read_as_far_as_it_goes(string page) =>
        Page(page).Should().OnlyContain(finding => finding.Severity == Severity.Good);
}
