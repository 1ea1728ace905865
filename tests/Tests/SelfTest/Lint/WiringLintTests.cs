using AwesomeAssertions;
using ConferenceGateway.SelfTest;
using ConferenceGateway.SelfTest.Lint;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest.Lint;

public class WiringLintTests
{
    [Theory]
    [InlineData("bosh: 'https://other.verein.de/http-bind',", LintCodes.Bosh, nameof(Severity.Error), "other.verein.de")]
    [InlineData("bosh: 'https://rooms.verein.de:8443/http-bind',", LintCodes.Bosh, nameof(Severity.Error), "rooms.verein.de:8443")]
    [InlineData("bosh: 'https://rooms.verein.de/bosh',", LintCodes.Bosh, nameof(Severity.Error), "http-bind")]
    [InlineData("bosh: 'http://rooms.verein.de/http-bind',", LintCodes.MixedContent, nameof(Severity.Error), "http:")]
    [InlineData("bosh: 'https://web/http-bind',", LintCodes.Bosh, nameof(Severity.Error), "https://web/http-bind")]
    [InlineData("bosh: undefined,", LintCodes.Bosh, nameof(Severity.Note), "not set")]
    [InlineData("websocket: 'wss://shard7.elsewhere.net/xmpp-websocket',", LintCodes.WebSocket, nameof(Severity.Error), "shard7.elsewhere.net")]
    [InlineData("websocket: 'ws://rooms.verein.de/xmpp-websocket',", LintCodes.MixedContent, nameof(Severity.Error), "ws:")]
    [InlineData("websocket: 'https://rooms.verein.de/xmpp-websocket',", LintCodes.WebSocket, nameof(Severity.Error), "wss:")]
    [InlineData("websocket: '/xmpp-websocket',", LintCodes.WebSocket, nameof(Severity.Warning), "without ws://")]
    [InlineData("websocket: undefined,", LintCodes.WebSocket, nameof(Severity.Warning), "not set")]
    [InlineData("websocketKeepAlive: 0,", LintCodes.KeepAlive, nameof(Severity.Warning), "websocketKeepAlive is 0")]
    [InlineData("websocketKeepAlive: -1,", LintCodes.KeepAlive, nameof(Severity.Warning), "websocketKeepAlive is -1")]
    [InlineData("websocketKeepAliveUrl: 'https://other.verein.de/_unlock',", LintCodes.KeepAlive, nameof(Severity.Error), "other.verein.de")]
    [InlineData("conferenceRequestUrl: 'https://rooms.verein.de/conference-request/v1',", LintCodes.ConferenceRequest, nameof(Severity.Note), "past Prosody")]
    [InlineData("conferenceRequestUrl: 'https://other.verein.de/conference-request/v1',", LintCodes.ConferenceRequest, nameof(Severity.Error), "other.verein.de")]
    [InlineData("hosts: { domain: 'rooms.verein.de' },", LintCodes.Hosts, nameof(Severity.Error), "hosts.muc")]
    [InlineData("hosts: { domain: 'meet.jitsi', muc: 'muc.meet.jitsi' },", LintCodes.Hosts, nameof(Severity.Note), "meet.jitsi")]
    [InlineData("hosts: { domain: 'rooms.verein.de', muc: 'x', anonymousdomain: 'guest.verein.de' },", LintCodes.AnonymousDomain, nameof(Severity.Warning), "guest.verein.de")]
    [InlineData("tokenAuthUrl: 'https://rooms.verein.de/login?{room}',", LintCodes.TokenAuth, nameof(Severity.Note), "refuses")]
    [InlineData("tokenAuthUrl: 'https://rooms.verein.de/login?{room}', tokenAuthUrlAutoRedirect: true,", LintCodes.TokenAuth, nameof(Severity.Warning), "by themselves")]
    [InlineData("deploymentInfo: { shard: 'beta' },", LintCodes.ShardName, nameof(Severity.Error), "beta")]
    [InlineData("deploymentInfo: { shard: 'alpha' },", LintCodes.ShardName, nameof(Severity.Good), "alpha")]
    [InlineData("bosh: 'https://jitsi-meet.example.com/http-bind',", LintCodes.Placeholder, nameof(Severity.Error), "jitsi-meet.example.com")]
    [InlineData("hosts: { domain: 'jitsi-meet.example.com', muc: 'conference.jitsi-meet.example.com' },", LintCodes.Placeholder, nameof(Severity.Error), "hosts.domain")]
    [InlineData("dropbox: { appKey: '{{ .Env.DROPBOX_APPKEY }}' },", LintCodes.Placeholder, nameof(Severity.Warning), "{{")]
    [InlineData("etherpad_base: 'https://your-domain/p/',", LintCodes.Placeholder, nameof(Severity.Warning), "your-domain")]
    [InlineData("dynamicBrandingUrl: 'http://rooms.verein.de/own.json',", LintCodes.MixedContent, nameof(Severity.Error), "http://rooms.verein.de")]
    public void A_wrong_wire_is_named_with_the_line_to_change(string keys, string code, string severity, string said)
    {
        var findings = ShardLint.Read(LintSamples.Files($"var config = {{ {LintSamples.Wired}\n{LintSamples.Quiet}\n{keys}\n}};", announced: "alpha"));

        var found = findings.Should().Contain(finding => finding.Code == code && finding.Severity.ToString() == severity && finding.What.Contains(said, StringComparison.Ordinal)).Which;
        found.Where.Should().StartWith("config.js");
        if (severity == nameof(Severity.Good))
            return;
        found.Why.Should().NotBeNullOrEmpty();
        found.Fix.Should().NotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("private.js")]
    [InlineData("minimal.js")]
    [InlineData("debian.js")]
    public void Right_wires_have_no_complaint(string sample) =>
        LintSamples.Of(LintSamples.Read(sample)).Should().NotContain(finding => finding.Code.StartsWith("wiring.", StringComparison.Ordinal) && finding.Severity != Severity.Good);

    [Theory]
    [InlineData("'//jitsi-meet.example.com/http-bind'")]
    [InlineData("'https://' + which() + '/http-bind'")]
    [InlineData("which() + 'http-bind'")]
    public void An_address_of_a_sample_or_one_that_nobody_knows_is_not_called_right(string value) =>
        LintSamples.With($"bosh: {value},").Should().NotContain(finding => finding.Code == LintCodes.Bosh);

    [Fact]
    public void The_line_to_change_keeps_the_tenant() =>
        LintSamples.With("bosh: 'https://other.verein.de/' + subdir + 'http-bind',").Should().ContainSingle(finding => finding.Code == LintCodes.Bosh)
            .Which.Fix.Should().Be("config.bosh = 'https://rooms.verein.de/' + subdir + 'http-bind';");

    [Fact]
    public void Without_any_address_nobody_can_join() =>
        LintSamples.Of("var config = { hosts: { domain: 'a', muc: 'b' } };").Should().ContainSingle(finding => finding.Code == LintCodes.Bosh)
            .Which.Severity.Should().Be(Severity.Error);

    [Fact]
    public void A_name_of_the_shard_without_an_announced_one_is_a_warning() =>
        LintSamples.With("deploymentInfo: { shard: 'beta' },").Should().ContainSingle(finding => finding.Code == LintCodes.ShardName)
            .Which.Severity.Should().Be(Severity.Warning);

    [Fact]
    public void On_another_port_that_port_belongs_to_the_address()
    {
        var files = LintSamples.Files("var config = { bosh: 'http://127.0.0.1:8080/http-bind', websocket: 'ws://127.0.0.1/xmpp-websocket', hosts: { domain: 'a', muc: 'b' } };") with
        {
            MeetingUrl = new Uri("http://127.0.0.1:8080/"),
        };

        var findings = ShardLint.Read(files);

        findings.Should().ContainSingle(finding => finding.Code == LintCodes.Bosh).Which.Severity.Should().Be(Severity.Good);
        findings.Should().ContainSingle(finding => finding.Code == LintCodes.WebSocket).Which.Severity.Should().Be(Severity.Error);
    }
}
