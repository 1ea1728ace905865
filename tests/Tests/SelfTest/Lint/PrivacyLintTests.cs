using AwesomeAssertions;
using ConferenceGateway.SelfTest;
using ConferenceGateway.SelfTest.Lint;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest.Lint;

public class PrivacyLintTests
{
    /// <summary>One key of each kind, its host, its code, and whether it is asked without a click.</summary>
    public static TheoryData<string, string, string, bool> Keys => new()
    {
        { "stunServers: [{ urls: 'stun:a.elsewhere.net' }],", "a.elsewhere.net", LintCodes.Stun, true },
        { "gravatar: { baseUrl: 'https://a.elsewhere.net/x' },", "a.elsewhere.net", LintCodes.Gravatar, true },
        { "gravatar: {}, gravatarBaseURL: 'https://a.elsewhere.net/x',", "a.elsewhere.net", LintCodes.Gravatar, true },
        { "analytics: { scriptURLs: ['libs/own.js', 'https://a.elsewhere.net/x.js'] },", "a.elsewhere.net", LintCodes.Analytics, true },
        { "analytics: { matomoEndpoint: 'https://a.elsewhere.net/' },", "a.elsewhere.net", LintCodes.Analytics, true },
        { "analytics: { rtcstatsEnabled: true, rtcstatsEndpoint: 'wss://a.elsewhere.net/' },", "a.elsewhere.net", LintCodes.Analytics, true },
        { "analytics: { amplitudeAPPKey: 'abc' },", "api2.amplitude.com", LintCodes.Analytics, true },
        { "analytics: { googleAnalyticsTrackingId: 'UA-1' },", "www.google-analytics.com", LintCodes.Analytics, true },
        { "dialInNumbersUrl: 'https://conference-mapper.jitsi.net/v1/access/dids',", "conference-mapper.jitsi.net", LintCodes.DialIn, true },
        { "dialInConfCodeUrl: 'https://conference-mapper.jitsi.net/v1/access',", "conference-mapper.jitsi.net", LintCodes.DialIn, true },
        { "enableCalendarIntegration: true, googleApiApplicationClientID: '1.apps',", "apis.google.com", LintCodes.Google, true },
        { "dynamicBrandingUrl: 'https://a.elsewhere.net/x.json',", "a.elsewhere.net", LintCodes.Branding, true },
        { "brandingDataUrl: 'https://a.elsewhere.net/x.json',", "a.elsewhere.net", LintCodes.Branding, true },
        { "prejoinConfig: { preCallTestEnabled: true, preCallTestICEUrl: 'https://a.elsewhere.net/' },", "a.elsewhere.net", LintCodes.PreCallTest, true },
        { "defaultLogoUrl: '//a.elsewhere.net/logo.svg',", "a.elsewhere.net", LintCodes.Image, true },
        { "jaasActuatorUrl: 'https://8x8.vc/v1/_jaas/jaas-actuator',", "8x8.vc", LintCodes.Jaas, true },
        { "welcomePage: { customUrl: 'https://a.elsewhere.net/' },", "a.elsewhere.net", LintCodes.Page, true },
        { "neverHeardOf: { list: [{ there: 'https://a.elsewhere.net:8443/' }] },", "a.elsewhere.net:8443", LintCodes.Other, true },
        { "googleApiApplicationClientID: '1.apps',", "apis.google.com", LintCodes.Google, false },
        { "microsoftApiApplicationClientID: '0000',", "graph.microsoft.com", LintCodes.Microsoft, false },
        { "dropbox: { appKey: 'abc' },", "www.dropbox.com", LintCodes.Dropbox, false },
        { "giphy: { enabled: true, sdkKey: 'abc' },", "api.giphy.com", LintCodes.Giphy, false },
        { "whiteboard: { enabled: true, collabServerBaseUrl: 'https://a.elsewhere.net' },", "a.elsewhere.net", LintCodes.Whiteboard, false },
        { "etherpad_base: 'https://a.elsewhere.net/p/',", "a.elsewhere.net", LintCodes.Etherpad, false },
        { "fileSharing: { apiUrl: 'https://a.elsewhere.net/' },", "a.elsewhere.net", LintCodes.Files, false },
        { "sharedVideoAllowedURLDomains: ['a.elsewhere.net'],", "a.elsewhere.net", LintCodes.SharedVideo, false },
        { "brandingRoomAlias: 'https://a.elsewhere.net/us',", "a.elsewhere.net", LintCodes.Link, false },
        { "deploymentUrls: { userDocumentationURL: 'https://a.elsewhere.net/' },", "a.elsewhere.net", LintCodes.Link, false },
        { "legalUrls: { terms: 'https://a.elsewhere.net/' },", "a.elsewhere.net", LintCodes.Link, false },
        { "helpCentreURL: 'https://a.elsewhere.net/',", "a.elsewhere.net", LintCodes.Link, false },
        { "deeplinking: { ios: { downloadLink: 'https://a.elsewhere.net/' } },", "a.elsewhere.net", LintCodes.Link, false },
        { "liveStreaming: { helpLink: 'https://a.elsewhere.net/' },", "a.elsewhere.net", LintCodes.Link, false },
        { "recordings: { consentLearnMoreLink: 'https://a.elsewhere.net/' },", "a.elsewhere.net", LintCodes.Link, false },
        { "peopleSearchUrl: 'https://a.elsewhere.net/',", "a.elsewhere.net", LintCodes.Invitation, false },
        { "inviteServiceUrl: 'https://a.elsewhere.net/',", "a.elsewhere.net", LintCodes.Invitation, false },
        { "tokenAuthUrl: 'https://a.elsewhere.net/{room}',", "a.elsewhere.net", LintCodes.Login, false },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_with_a_foreign_host_is_named_with_the_host_its_line_and_what_to_change(string keys, string host, string code, bool atOnce)
    {
        var found = LintSamples.With(keys).Should().ContainSingle(finding => finding.Code == code && finding.What.Contains(host, StringComparison.Ordinal)).Subject;

        found.Severity.Should().Be(atOnce ? Severity.Warning : Severity.Note);
        found.Where.Should().StartWith("config.js:5: ");
        found.Why.Should().NotBeNullOrEmpty();
        found.Fix.Should().NotBeNullOrEmpty();
        found.Subject.Should().Be("shard a");
    }

    [Theory]
    [InlineData("gravatar: { baseUrl: 'https://a.elsewhere.net/', disabled: true },")]
    [InlineData("analytics: { disabled: true, matomoEndpoint: 'https://a.elsewhere.net/' },")]
    [InlineData("analytics: { rtcstatsEnabled: false, rtcstatsEndpoint: 'wss://a.elsewhere.net/' },")]
    [InlineData("giphy: { enabled: false, sdkKey: 'abc' },")]
    [InlineData("whiteboard: { enabled: false, collabServerBaseUrl: 'https://a.elsewhere.net' },")]
    [InlineData("prejoinConfig: { preCallTestEnabled: false, preCallTestICEUrl: 'https://a.elsewhere.net/' },")]
    [InlineData("disableThirdPartyRequests: true, analytics: { scriptURLs: ['https://a.elsewhere.net/'] },")]
    [InlineData("dropbox: { appKey: '<APP_KEY>' },")]
    [InlineData("clientNode: 'http://jitsi.org/jitsimeet',")]
    [InlineData("logo: 'data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>',")]
    public void What_is_switched_off_is_not_complained_about(string keys) =>
        LintSamples.With(keys).Should().NotContain(finding => finding.Code.StartsWith("privacy.", StringComparison.Ordinal) && finding.Severity >= Severity.Note);

    [Fact]
    public void A_missing_list_of_stun_servers_means_the_one_built_in()
    {
        var found = LintSamples.Of("var config = { gravatar: { disabled: true } };").Should().ContainSingle(finding => finding.Code == LintCodes.StunDefault).Subject;

        found.Severity.Should().Be(Severity.Warning);
        found.What.Should().Contain("meet-jit-si-turnrelay.jitsi.net:443").And.Contain("without a click");
        found.Fix.Should().Contain("config.p2p.stunServers = [ { urls: 'stun:rooms.verein.de:3478' } ];").And.Contain("[]");
    }

    [Theory]
    [InlineData("p2p: { enabled: true, stunServers: [] },", null)]
    [InlineData("p2p: { enabled: false },", nameof(Severity.Good))]
    [InlineData("p2p: { enabled: location.hash },", nameof(Severity.Warning))]
    public void Nobody_asks_the_built_in_stun_server_with_an_empty_list_or_without_peer_to_peer(string keys, string? severity) =>
        LintSamples.With(keys).SingleOrDefault(finding => finding.Code == LintCodes.StunDefault)?.Severity.ToString().Should().Be(severity);

    [Fact]
    public void Stun_servers_that_the_script_computes_are_said_to_be_unknown() =>
        LintSamples.With("", "config.p2p.stunServers = window.ours();").Should().ContainSingle(finding => finding.Code == LintCodes.Stun)
            .Which.What.Should().Contain("computed");

    [Fact]
    public void Many_keys_with_one_host_are_one_finding() =>
        LintSamples.With("legalUrls: { helpCentre: 'https://a.elsewhere.net/h', terms: 'https://a.elsewhere.net/t' },").Should()
            .ContainSingle(finding => finding.Code == LintCodes.Link).Which.What.Should().Contain("(legalUrls.helpCentre, legalUrls.terms)");

    [Fact]
    public void A_host_of_the_own_domain_is_a_note_and_the_host_of_the_rooms_is_nothing()
    {
        var findings = LintSamples.With("p2p: { stunServers: [{ urls: 'stun:turn.verein.de:3478' }, { urls: 'turns:rooms.verein.de:443' }] },");

        var found = findings.Should().ContainSingle(finding => finding.Code == LintCodes.Stun).Subject;
        found.Severity.Should().Be(Severity.Note);
        found.What.Should().Contain("turn.verein.de:3478").And.Contain("your own domain");
    }

    [Theory]
    [InlineData("verein.de.elsewhere.net")]
    [InlineData("notverein.de")]
    [InlineData("192.0.2.7")]
    public void A_host_that_only_looks_like_the_own_domain_is_foreign(string host) =>
        LintSamples.With($"dynamicBrandingUrl: 'https://{host}/',").Should().ContainSingle(finding => finding.Code == LintCodes.Branding)
            .Which.What.Should().Contain($"{host}, a third party");

    [Theory]
    [InlineData("var t = 'https://' + which() + '.elsewhere.net/x'; config.dynamicBrandingUrl = t;", "….elsewhere.net")]
    [InlineData("config.dynamicBrandingUrl = `https://${which()}.elsewhere.net/x`;", "….elsewhere.net")]
    [InlineData("config.dynamicBrandingUrl = which() ? 'https://one.elsewhere.net' : '/own.json';", "may contact one.elsewhere.net")]
    [InlineData("if (which()) config.dynamicBrandingUrl = 'https://one.elsewhere.net';", "may contact one.elsewhere.net")]
    [InlineData("config['dynamic' + 'BrandingUrl'] = 'https://one.elsewhere.net';", "contact one.elsewhere.net")]
    [InlineData("Object.assign(config, { dynamicBrandingUrl: 'https://one.elsewhere.net' });", "contact one.elsewhere.net")]
    [InlineData("(function (c) { c.dynamicBrandingUrl = 'https://one.elsewhere.net'; })(config);", "contact one.elsewhere.net")]
    [InlineData("window.config.dynamicBrandingUrl = ['https:', '', 'one.elsewhere.net'].join('/');", "contact one.elsewhere.net")]
    [InlineData("let { a } = {}; config.dynamicBrandingUrl ??= 'https://one.elsewhere.net';", "contact one.elsewhere.net")]
    [InlineData("for (const x of []) { config.dynamicBrandingUrl = 'https://one.elsewhere.net'; }", "may contact one.elsewhere.net")]
    public void A_host_is_found_where_the_script_puts_it_together(string line, string said) =>
        LintSamples.With("", line).Should().ContainSingle(finding => finding.Code == LintCodes.Branding).Which.What.Should().Contain(said);

    [Theory]
    [InlineData("config.dynamicBrandingUrl = 'https://one.elsewhere.net'; config.dynamicBrandingUrl = '/own.json';")]
    [InlineData("config.dynamicBrandingUrl = 'https://one.elsewhere.net'; delete config.dynamicBrandingUrl;")]
    [InlineData("var on = false; if (on) { config.dynamicBrandingUrl = 'https://one.elsewhere.net'; }")]
    [InlineData("if (!config.hasOwnProperty('bosh')) config.dynamicBrandingUrl = 'https://one.elsewhere.net';")]
    [InlineData("if (typeof config === 'undefined') config.dynamicBrandingUrl = 'https://one.elsewhere.net';")]
    [InlineData("config.dynamicBrandingUrl = 'https://' + location.host + '/own.json';")]
    [InlineData("// config.dynamicBrandingUrl = 'https://one.elsewhere.net';")]
    public void What_is_overridden_or_never_runs_is_not_complained_about(string line) =>
        LintSamples.With("", line).Should().NotContain(finding => finding.What.Contains("elsewhere", StringComparison.Ordinal) && finding.Code == LintCodes.Branding);

    [Fact]
    public void An_address_in_a_function_or_another_variable_is_found_without_a_key()
    {
        var findings = LintSamples.With("", "window.onload = function () { fetch('https://beacon.elsewhere.net/'); };\nvar other = { at: 'https://other.elsewhere.net/' };");

        findings.Where(finding => finding.Code == LintCodes.Other).Select(finding => finding.Where)
            .Should().BeEquivalentTo("config.js:7: in the script", "config.js:8: other.at");
    }

    [Fact]
    public void Without_foreign_hosts_one_good_sentence_says_so()
    {
        var findings = LintSamples.Of(LintSamples.Read("private.js"));

        findings.Should().Contain(finding => finding.Code == LintCodes.Privacy && finding.Severity == Severity.Good);
        findings.Should().OnlyContain(finding => finding.Severity == Severity.Good);
    }

    [Fact]
    public void The_good_sentence_is_not_said_of_a_page_that_nobody_has_seen() =>
        ShardLint.Read(LintSamples.Files(LintSamples.Read("private.js"), page: null)).Should().NotContain(finding => finding.Code == LintCodes.Privacy);

    [Fact]
    public void Links_of_the_interface_need_a_click_and_its_pictures_do_not()
    {
        var findings = ShardLint.Read(LintSamples.Files(LintSamples.Read("private.js"), interfaceConfig: LintSamples.Read("interface.js")));

        findings.Where(finding => finding.Code == LintCodes.Link).Select(finding => finding.Where).Should().BeEquivalentTo(
            "interface_config.js:6: JITSI_WATERMARK_LINK", "interface_config.js:8: MOBILE_DOWNLOAD_LINK_ANDROID", "interface_config.js:9: SUPPORT_URL");
        findings.Should().ContainSingle(finding => finding.Code == LintCodes.Image && finding.Severity == Severity.Warning)
            .Which.Where.Should().Be("interface_config.js:5: DEFAULT_LOGO_URL");
    }
}
