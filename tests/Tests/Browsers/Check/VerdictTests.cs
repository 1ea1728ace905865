using AwesomeAssertions;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Browsers.Reading;
using ConferenceGateway.Core;
using ConferenceGateway.Tests.Portal;
using ConferenceGateway.UserAgents;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Check;

public sealed class VerdictTests
{
    private const string Blink = "AppleWebKit/537.36 (KHTML, like Gecko)";
    private const string WebKit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";

    private static readonly BrowserCheck Check = new(new BrowserReading(BrowserReader.Shipped), new PolicyView(), PagesHost.Origins, TimeProvider.System);

    [Theory]
    // Works.
    [InlineData($"Mozilla/5.0 (X11; Linux x86_64) {Blink} Chrome/156.0.0.0 Safari/537.36")]
    [InlineData($"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {Blink} Chrome/72.0.3626.81 Safari/537.36")]
    [InlineData($"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {Blink} Chrome/157.0.0.0 Safari/537.36 Edg/157.0.0.0")]
    [InlineData($"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {Blink} Chrome/154.0.0.0 Safari/537.36 OPR/140.0.0.0")]
    [InlineData($"Mozilla/5.0 (Linux; Android 10; K) {Blink} SamsungBrowser/30.0 Chrome/140.0.0.0 Mobile Safari/537.36")]
    [InlineData($"Mozilla/5.0 (Linux; Android 10; K) {Blink} Chrome/157.0.0.0 Mobile Safari/537.36")]
    [InlineData($"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {Blink} Chrome/130.0.0.0 Safari/537.36")]
    [InlineData($"Mozilla/5.0 (X11; Linux x86_64) {Blink} JitsiMeet/2024.6.0 Chrome/124.0.6367.119 Electron/30.0.2 Safari/537.36")]
    [InlineData($"Mozilla/5.0 (X11; Linux x86_64) {Blink} HeadlessChrome/156.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:109.0) Gecko/20100101 Firefox/115.0")]
    [InlineData("Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:91.0) Gecko/20100101 Firefox/91.0")]
    [InlineData("Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:91.0) Gecko/20100101 SeaMonkey/2.53.18")]
    [InlineData($"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WebKit} Version/27.2 Safari/605.1.15")]
    [InlineData($"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) {WebKit} Version/14.1 Safari/605.1.15")]
    [InlineData($"Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) {WebKit} Version/26.4 Mobile/15E148 Safari/604.1")]
    [InlineData($"Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) {WebKit} CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1")]
    [InlineData($"Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) {WebKit} FxiOS/60.0 Mobile/15E148 Safari/605.1.15")]
    [InlineData($"Mozilla/5.0 (iPad; CPU OS 16_5 like Mac OS X) {WebKit} EdgiOS/113.0 Version/16.0 Mobile/15E148 Safari/604.1")]
    [InlineData($"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WebKit} CriOS/120 Version/11.1.1 Safari/605.1.15")]
    [InlineData($"Mozilla/5.0 (Linux; Android 10; K) {Blink} Version/4.0 Chrome/120.0.0.0 Mobile DuckDuckGo/5 Safari/537.36")]
    [InlineData("Googlebot/2.1")]
    [InlineData("curl/8.5.0")]
    [InlineData("")]
    [InlineData(null)]
    public void What_can_do_it_or_is_not_known_works(string? text) => Judge(text).Kind.Should().Be(VerdictKind.Works);

    [Theory]
    [InlineData($"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {Blink} Chrome/71.0.3578.98 Safari/537.36", NextStep.GetFirefox)]
    [InlineData($"Mozilla/5.0 (X11; Linux x86_64) {Blink} Chrome/60.0.3112.78 Safari/537.36", NextStep.GetFirefox)]
    [InlineData($"Mozilla/5.0 (Linux; Android 6.0; Nexus 5) {Blink} Chrome/65.0.3325.109 Mobile Safari/537.36", NextStep.OtherDevice)]
    [InlineData($"Mozilla/5.0 (Windows NT 6.1) {Blink} Chrome/70.0.3538.77 Safari/537.36", NextStep.OtherDevice)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0", NextStep.GetFirefox)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; rv:68.0) Gecko/20100101 Firefox/68.0", NextStep.GetFirefox)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:90.0) Gecko/20100101 Firefox/90.0", NextStep.GetFirefox)]
    [InlineData($"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WebKit} Version/13.1.2 Safari/605.1.15", NextStep.GetFirefox)]
    [InlineData($"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_13_6) {WebKit} Version/12.1 Safari/605.1.15", NextStep.OtherDevice)]
    [InlineData($"Mozilla/5.0 (iPhone; CPU iPhone OS 12_5 like Mac OS X) {WebKit} Version/12.1.2 Mobile/15E148 Safari/604.1", NextStep.UpdateIos)]
    [InlineData($"Mozilla/5.0 (iPhone; CPU iPhone OS 13_3 like Mac OS X) {WebKit} CriOS/80.0 Mobile/15E148 Safari/604.1", NextStep.UpdateIos)]
    [InlineData($"Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) {Blink} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/440.0]", NextStep.OpenInBrowser)]
    [InlineData($"Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) {Blink} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36", NextStep.OpenInBrowser)]
    [InlineData($"Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) {WebKit} Mobile/15E148 Instagram 310.0", NextStep.OpenInSafari)]
    [InlineData($"Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) {WebKit} Mobile/15E148", NextStep.OpenInSafari)]
    [InlineData($"Mozilla/5.0 (X11; Linux x86_64) {WebKit} Version/16.0 Safari/605.1.15 Epiphany/605.1.15", NextStep.GetFirefox)]
    public void The_middle_band_works_with_limits(string text, NextStep next)
    {
        var verdict = Judge(text);

        (verdict.Kind, NextSteps.Of(verdict, Check.IsWelcome)).Should().Be((VerdictKind.Limits, next));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko", NextStep.OpenInEdge)]
    [InlineData("Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", NextStep.OtherDevice)]
    [InlineData("Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)", NextStep.OtherDevice)]
    [InlineData("Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)", NextStep.OtherDevice)]
    [InlineData("Mozilla/5.0 (Mobile; Windows Phone 8.1; Android 4.0; ARM; Trident/7.0; Touch; rv:11.0; IEMobile/11.0; NOKIA; Lumia 520) like iPhone OS 7_0_3 Mac OS X AppleWebKit/537 (KHTML, like Gecko) Mobile Safari/537", NextStep.OtherDevice)]
    [InlineData($"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {Blink} Chrome/70.0.3538.102 Safari/537.36 Edge/18.19582", NextStep.GetFirefox)]
    [InlineData("Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18", NextStep.OtherDevice)]
    [InlineData("Opera/9.80 (X11; Linux x86_64) Presto/2.12.388 Version/12.16", NextStep.GetFirefox)]
    [InlineData("Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16", NextStep.GetFirefox)]
    [InlineData("Opera/9.80 (iPhone; Opera Mini/16.0.14/119.132; U; de) Presto/2.12.423 Version/12.16", NextStep.OpenInSafari)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:102.0) Goanna/6.7 Firefox/102.0 PaleMoon/33.4.0", NextStep.GetFirefox)]
    [InlineData("Lynx/2.8.9rel.1 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.1", NextStep.GetFirefox)]
    [InlineData("Links (2.21; Linux 5.10.0-8-amd64 x86_64; GNU C 10.2.1; text)", NextStep.GetFirefox)]
    [InlineData($"Mozilla/5.0 (X11; Linux x86_64) {Blink} Chrome/59.0.3071.86 Safari/537.36", NextStep.GetFirefox)]
    [InlineData($"Mozilla/5.0 (Linux; Android 5.0; SM-G900F; wv) {Blink} Version/4.0 Chrome/37.0.0.0 Mobile Safari/537.36", NextStep.OpenInBrowser)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:60.0) Gecko/20100101 Firefox/60.0", NextStep.GetFirefox)]
    [InlineData("Mozilla/5.0 (Windows; U; Windows NT 6.1; de; rv:1.9.2.3) Gecko/20100401 Firefox/3.6.3", NextStep.OtherDevice)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 10_3 like Mac OS X) AppleWebKit/603.1.30 (KHTML, like Gecko) Version/10.0 Mobile/14E277 Safari/602.1", NextStep.UpdateIos)]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_5) AppleWebKit/600.8.9 (KHTML, like Gecko) Version/7.1.8 Safari/537.85.17", NextStep.OtherDevice)]
    [InlineData("Mozilla/5.0 (Linux; U; Android 4.1.2; de-de; GT-I9100) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30", NextStep.OtherDevice)]
    [InlineData("w3m/0.5.3+git20210102", NextStep.GetFirefox)]
    public void What_lacks_the_parts_does_not_work(string text, NextStep next)
    {
        var verdict = Judge(text);

        (verdict.Kind, NextSteps.Of(verdict, Check.IsWelcome)).Should().Be((VerdictKind.Cannot, next));
    }

    [Fact]
    public void On_https_the_cookie_belongs_to_this_host_alone()
    {
        var check = new BrowserCheck(new BrowserReading(BrowserReader.Shipped), new PolicyView(), new Origins(new Uri("https://treffen.example"), new Uri("https://portal.example")), TimeProvider.System);
        var verdict = check.Judge(BrowserReader.Shipped.Read("Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0"));
        var context = new DefaultHttpContext();
        check.LetPass(context, verdict);

        context.Response.Headers.SetCookie.ToString().Should().StartWith("__Host-check=").And.Contain("; secure").And.Contain("path=/").And.NotContain("domain");
    }

    private static Verdict Judge(string? text) => Check.Judge(BrowserReader.Shipped.Read(text));
}
