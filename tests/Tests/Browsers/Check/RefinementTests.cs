using AwesomeAssertions;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Check;

public sealed class RefinementTests
{
    [Theory]
    // All is there.
    [InlineData(VerdictKind.Works, Engine.Gecko, 140, Os.Linux, false, "", VerdictKind.Works, Finding.None)]
    [InlineData(VerdictKind.Limits, Engine.Gecko, 78, Os.Linux, false, "", VerdictKind.Limits, Finding.None)]
    [InlineData(VerdictKind.Cannot, Engine.Trident, 7, Os.Windows, false, "", VerdictKind.Limits, Finding.FoundAll)]
    [InlineData(VerdictKind.Blocked, Engine.Blink, 150, Os.Windows, false, "", VerdictKind.Blocked, Finding.None)]
    // Less important things are missing.
    [InlineData(VerdictKind.Works, Engine.Blink, 150, Os.Android, false, "DisplayMedia", VerdictKind.Limits, Finding.NoScreen)]
    [InlineData(VerdictKind.Works, Engine.Blink, 150, Os.Windows, false, "WebAssembly AudioWorklet Storage", VerdictKind.Works, Finding.None)]
    [InlineData(VerdictKind.Works, Engine.Blink, 150, Os.Android, false, "OwnWindow DisplayMedia", VerdictKind.Limits, Finding.InApp)]
    [InlineData(VerdictKind.Limits, Engine.Gecko, 78, Os.Linux, false, "DisplayMedia", VerdictKind.Limits, Finding.None)]
    // Switched off.
    [InlineData(VerdictKind.Works, Engine.Gecko, 140, Os.Linux, false, "PeerConnection Transceivers", VerdictKind.SwitchedOff, Finding.SwitchedOff)]
    [InlineData(VerdictKind.Works, Engine.Gecko, 140, Os.Linux, false, "MediaDevices", VerdictKind.SwitchedOff, Finding.SwitchedOff)]
    [InlineData(VerdictKind.Works, Engine.Blink, 150, Os.Windows, false, "PeerConnection Transceivers", VerdictKind.SwitchedOff, Finding.SwitchedOff)]
    [InlineData(VerdictKind.Works, Engine.Blink, 150, Os.Windows, false, "MediaDevices", VerdictKind.SwitchedOff, Finding.SwitchedOff)]
    [InlineData(VerdictKind.Limits, Engine.Blink, 70, Os.Windows, false, "WebSocket", VerdictKind.SwitchedOff, Finding.SwitchedOff)]
    [InlineData(VerdictKind.Works, Engine.WebKit, 26, Os.Ios, false, "PeerConnection Transceivers WebAssembly", VerdictKind.SwitchedOff, Finding.LockedDown)]
    [InlineData(VerdictKind.Works, Engine.WebKit, 26, Os.MacOs, false, "PeerConnection Transceivers", VerdictKind.SwitchedOff, Finding.SwitchedOff)]
    [InlineData(VerdictKind.Works, Engine.Blink, 150, Os.Windows, false, "Secure MediaDevices AudioWorklet", VerdictKind.SwitchedOff, Finding.Insecure)]
    // Never had it.
    [InlineData(VerdictKind.Works, Engine.Gecko, 140, Os.Linux, false, "PeerConnection Transceivers MediaDevices", VerdictKind.Cannot, Finding.Lacks)]
    [InlineData(VerdictKind.Limits, Engine.WebKit, 18, Os.Linux, false, "PeerConnection Transceivers", VerdictKind.Cannot, Finding.Lacks)]
    [InlineData(VerdictKind.Limits, Engine.Blink, 65, Os.Linux, false, "Transceivers", VerdictKind.Cannot, Finding.Lacks)]
    [InlineData(VerdictKind.Works, Engine.Unknown, 0, Os.Unknown, false, "PeerConnection", VerdictKind.Cannot, Finding.Lacks)]
    [InlineData(VerdictKind.Works, Engine.Blink, 150, Os.Linux, false, "Codecs", VerdictKind.Cannot, Finding.Lacks)]
    [InlineData(VerdictKind.Limits, Engine.Blink, 150, Os.Android, true, "MediaDevices", VerdictKind.Cannot, Finding.AppRefuses)]
    [InlineData(VerdictKind.Works, Engine.Blink, 150, Os.Android, false, "MediaDevices OwnWindow", VerdictKind.Cannot, Finding.AppRefuses)]
    // What the rules refuse stays outside when anything that is needed is missing.
    [InlineData(VerdictKind.Cannot, Engine.Trident, 7, Os.Windows, false, "PeerConnection", VerdictKind.Cannot, Finding.None)]
    [InlineData(VerdictKind.Cannot, Engine.Blink, 50, Os.Windows, false, "Codecs", VerdictKind.Cannot, Finding.None)]
    [InlineData(VerdictKind.Blocked, Engine.Blink, 150, Os.Windows, false, "Secure PeerConnection", VerdictKind.Blocked, Finding.None)]
    public void Probes_refine(VerdictKind kind, Engine engine, int version, Os os, bool isInApp, string missing, VerdictKind refined, Finding finding)
    {
        var verdict = new Verdict(kind, new Browser { Engine = engine, EngineMajor = version, Os = os, IsInApp = isInApp }, BrowserWay.Jitsi);
        var report = Reports.Of(Reports.Without([.. missing.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Probe>)]));

        var after = Refinement.Refine(verdict, report);

        (after.Kind, after.Finding).Should().Be((refined, finding));
    }

    [Theory]
    [InlineData(VerdictKind.Works)]
    [InlineData(VerdictKind.Limits)]
    [InlineData(VerdictKind.Cannot)]
    [InlineData(VerdictKind.Blocked)]
    public void Without_a_report_nothing_changes(VerdictKind kind)
    {
        var verdict = new Verdict(kind, Browser.Unknown, BrowserWay.Jitsi);

        Refinement.Refine(verdict, report: null).Should().BeSameAs(verdict);
    }

    [Theory]
    [InlineData("Touch.1")]
    [InlineData("Secure.1-PeerConnection.1")]
    public void Half_a_report_softens_nothing(string field) =>
        Refinement.Refine(new Verdict(VerdictKind.Cannot, Browser.Unknown, BrowserWay.Jitsi), Reports.Of(field)).Kind.Should().Be(VerdictKind.Cannot);

    [Fact]
    public void A_Mac_with_a_touch_screen_is_an_iPad()
    {
        var mac = BrowserReader.Shipped.Read("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1 Safari/605.1.15");
        var verdict = new Verdict(VerdictKind.Limits, mac, BrowserWay.Jitsi);

        var refined = Refinement.Refine(verdict, Reports.Of(Reports.Without() + "-Touch.1"));

        refined.Browser.Os.Should().Be(Os.Ios);
        NextSteps.Of(refined, _ => true).Should().Be(NextStep.UpdateIos);
        NextSteps.Of(verdict, _ => true).Should().Be(NextStep.GetFirefox);
    }

    [Fact]
    public void A_report_reads_itself_again()
    {
        var report = Reports.Of("Codecs.x-Secure.1-PeerConnection.0-Touch.1");

        report.ToField().Should().Be("Secure.1-PeerConnection.0-Codecs.x-Touch.1");
        Reports.Of(report.ToField()).HasTouch.Should().BeTrue();
        Reports.Of(Reports.Without()).ToField().Length.Should().BeLessThan(ProbeReport.MostCharacters);
    }

    [Fact]
    public void Nobody_is_led_to_a_browser_that_is_blocked()
    {
        var blocked = new Verdict(VerdictKind.Blocked, new Browser { Engine = Engine.Gecko, Brand = "Firefox", Os = Os.Linux }, BrowserWay.Jitsi);

        NextSteps.Of(blocked, browser => browser.Engine != Engine.Gecko).Should().Be(NextStep.GetChrome);
        NextSteps.Of(blocked, _ => false).Should().Be(NextStep.OtherDevice);
    }
}
