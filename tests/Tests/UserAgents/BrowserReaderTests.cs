using AwesomeAssertions;
using ConferenceGateway.UserAgents;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.UserAgents;

public sealed class BrowserReaderTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15", Engine.WebKit, 26, "Safari", Os.MacOs)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.4 Mobile/15E148 Safari/604.1", Engine.WebKit, 26, "Safari", Os.Ios)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1", Engine.WebKit, 17, "Chrome", Os.Ios)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/121.0 Mobile/15E148 Safari/605.1.15", Engine.WebKit, 17, "Firefox", Os.Ios)]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120 Version/11.1.1 Safari/605.1.15", Engine.WebKit, 0, "Chrome", Os.Ios)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0", Engine.Gecko, 115, "Firefox", Os.Linux)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:91.0) Gecko/20100101 SeaMonkey/2.53.18", Engine.Gecko, 91, "SeaMonkey", Os.Linux)]
    [InlineData("Mozilla/5.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/7.0)", Engine.Trident, 7, "Internet Explorer", Os.Windows)]
    [InlineData("Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; en) Opera 8.50", Engine.Presto, 0, "Opera", Os.Windows)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0.3538.102 Safari/537.36 Edge/18.19582", Engine.EdgeHtml, 18, "Edge", Os.Windows)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0", Engine.Blink, 156, "Edge", Os.Windows)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) JitsiMeet/2024.6.0 Chrome/124.0.6367.119 Electron/30.0.2 Safari/537.36", Engine.Blink, 124, "Jitsi Meet", Os.Linux)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36", Engine.Blink, 156, "Chrome", Os.Linux)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Safari/605.1.15 Epiphany/605.1.15", Engine.WebKit, 16, "GNOME Web", Os.Linux)]
    [InlineData("Mozilla/5.0 (Linux; U; Android 4.1.2; de-de; GT-I9100) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30", Engine.WebKit, 4, "Android-Browser", Os.Android)]
    [InlineData("Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16", Engine.Presto, 2, "Opera Mini", Os.Android)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Goanna/6.7 Firefox/102.0 PaleMoon/33.4.0", Engine.Goanna, 6, "Pale Moon", Os.Linux)]
    public void It_reads_the_engine_behind_the_brand(string text, Engine engine, int major, string family, Os os)
    {
        var browser = BrowserReader.Shipped.Read(text);

        (browser.Engine, browser.EngineMajor, browser.Brand, browser.Os).Should().Be((engine, major, family, os));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36", true)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 310.0", true)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/295.0 Mobile/15E148 Safari/604.1", true)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1", false)]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/157.0.0.0 Mobile Safari/537.36", false)]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile DuckDuckGo/5 Safari/537.36", false)]
    public void It_knows_a_window_inside_an_app(string text, bool isInApp) =>
        BrowserReader.Shipped.Read(text).IsInApp.Should().Be(isInApp);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("Mozilla")]
    [InlineData("Chrome/-1")]
    [InlineData("Chrome/1e9")]
    [InlineData("Chrome/99999999999999999999")]
    [InlineData("Firefox/.1")]
    [InlineData("Firefox/0")]
    [InlineData("Version/ Safari/")]
    [InlineData("Googlebot/2.1")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("${jndi:ldap://127.0.0.1/a}")]
    [InlineData("\u202e")]
    [InlineData("\ud800")]
    [InlineData("CHROME/156")]
    [InlineData("Chrome 156")]
    [InlineData("Fire\u200bfox/153")]
    [InlineData("Mac OS X Macintosh Mac OS X 10")]
    [InlineData("Windows NT")]
    [InlineData("xxxxxxChrome/1")]
    public void Noise_throws_nothing_and_is_no_old_version(string text) =>
        BrowserReader.Shipped.Read(text).EngineMajor.Should().BeLessThanOrEqualTo(1);

    [Fact]
    public void What_lies_behind_512_characters_is_not_read()
    {
        BrowserReader.Shipped.Read(new string('x', 512) + " Chrome/10").Should().Be(Browser.Unknown);
        BrowserReader.Shipped.Read(string.Concat(Enumerable.Repeat("Chrome/1.", 100_000))).Engine.Should().Be(Engine.Blink);
    }

    [Property]
    public void Whatever_comes_it_never_throws(string? text) => BrowserReader.Shipped.Read(text);

    [Property]
    public void Mixed_tokens_never_throw(int[] picks)
    {
        string[] parts = ["Mozilla/5.0 (", "; wv)", "Chrome/", "rv:", "Version/", "OS ", "iPhone", "Macintosh", "Mac OS X ", "Android ", "Trident/", "MSIE ", "Opera ", "12", "_", ".", "Gecko/", "Safari/", "é", "\ud800", " "];
        var text = string.Concat(picks.Select(pick => parts[(pick & int.MaxValue) % parts.Length]));

        BrowserReader.Shipped.Read(text).EngineMajor.Should().BeInRange(0, 9999);
    }
}
