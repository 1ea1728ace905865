using AwesomeAssertions;
using ConferenceGateway.UserAgents;
using Xunit;

namespace ConferenceGateway.Tests.UserAgents.Hints;

public sealed class HintsTests
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/157.0.0.0 Safari/537.36";
    private const string Android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/157.0.0.0 Safari/537.36";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    [Theory]
    [InlineData("\"Chromium\";v=\"157\", \"Google Chrome\";v=\"157\", \"Not?A_Brand\";v=\"99\"", "Chrome", 157)]
    [InlineData("\"Not;A=Brand\";v=\"8\", \"Chromium\";v=\"157\", \"Brave\";v=\"157\"", "Brave", 157)]
    [InlineData("\"Microsoft Edge\";v=\"157\", \"Chromium\";v=\"157\", \" Not;A Brand\";v=\"99\"", "Edge", 157)]
    [InlineData("\"(Not(A:Brand\";v=\"99\", \"Opera\";v=\"140\", \"Chromium\";v=\"157\"", "Opera", 140)]
    [InlineData("\"Chromium\";v=\"157\", \"YaBrowser\";v=\"26.9\", \"Not-A.Brand\";v=\"99\", \"Yowser\";v=\"2.5\"", "Yandex", 26)]
    [InlineData("\"Not/A)Brand\";v=\"8\", \"Chromium\";v=\"157\", \"Vivaldi\";v=\"7.6\"", "Vivaldi", 7)]
    [InlineData("\"Samsung Internet\";v=\"30.0\", \"Chromium\";v=\"157\", \"\\\\Not\\\"A\\\\Brand\";v=\"99\"", "Samsung Internet", 30)]
    [InlineData("\"Chromium\";v=\"157\", \"Not?A_Brand\";v=\"99\"", "Chromium", 157)]
    [InlineData("\"Chromium\";v=\"157\", \"Somebody's Browser\";v=\"3\"", "Somebody's Browser", 3)]
    public void The_brand_is_the_one_that_is_neither_engine_nor_decoy(string brands, string brand, int major)
    {
        var browser = Read(Chrome, new ClientHints { Brands = brands });

        (browser.Engine, browser.EngineMajor, browser.Brand, browser.BrandMajor).Should().Be((Engine.Blink, 157, brand, major));
    }

    [Theory]
    [InlineData("\"Chromium\";v=\"99\", \"Brave\";v=\"99\"garbage")]
    [InlineData("\"Chromium\";v=99, \"Brave\";v=\"99\"")]
    [InlineData("\"Chromium\", \"Brave\"")]
    [InlineData("Chromium;v=\"99\"")]
    [InlineData("\"Brave\";v=\"99\"")]
    [InlineData("\"Not?A_Brand\";v=\"99\"")]
    [InlineData("")]
    [InlineData("\"\u202e\";v=\"99\", \"Chromium\";v=\"99\"")]
    public void Hints_that_cannot_be_read_or_name_no_engine_count_for_nothing(string brands) =>
        Read(Chrome, new ClientHints { Brands = brands, Platform = "\"macOS\"", Mobile = "?1" }).Should().Be(Read(Chrome, default));

    [Fact]
    public void The_full_list_stands_in_where_the_short_one_is_broken() =>
        Read(Chrome, new ClientHints { Brands = "\"", FullVersions = "\"Chromium\";v=\"158.0.7000.1\", \"Brave\";v=\"158.1.2\"" })
            .Should().Match<Browser>(browser => browser.EngineMajor == 158 && browser.Brand == "Brave" && browser.BrandMajor == 158);

    [Fact]
    public void A_changed_User_Agent_does_not_hide_the_engine()
    {
        var browser = Read(Firefox, new ClientHints { Brands = "\"Chromium\";v=\"157\", \"Google Chrome\";v=\"157\"", Platform = "\"Windows\"", PlatformVersion = "\"15.0.0\"" });

        (browser.Engine, browser.EngineMajor, browser.Brand, browser.Os, browser.OsVersion, browser.OsName).Should().Be((Engine.Blink, 157, "Chrome", Os.Windows, 1100, "Windows"));
    }

    [Theory]
    [InlineData("\"0.3.0\"", 1000)]
    [InlineData("\"10.0.0\"", 1000)]
    [InlineData("\"13.0.0\"", 1100)]
    [InlineData("\"19.0.0\"", 1100)]
    [InlineData("\"x\"", 1000)]
    [InlineData("15", 1000)]
    [InlineData(null, 1000)]
    public void Windows_11_is_told_by_its_release(string? version, int expected) =>
        Read(Chrome, new ClientHints { Brands = Plain, Platform = "\"Windows\"", PlatformVersion = version }).OsVersion.Should().Be(expected);

    [Theory]
    [InlineData("?0", null, true)]
    [InlineData("?0", "\"Tablet\"", true)]
    [InlineData("?0", "\"Desktop\"", false)]
    [InlineData("?1", "\"Mobile\", \"XR\"", true)]
    [InlineData("?1", null, true)]
    [InlineData("?1", "(", true)]
    [InlineData("1", null, true)]
    public void A_tablet_is_mobile_although_it_wants_the_pages_of_a_computer(string mobile, string? forms, bool expected) =>
        Read(Android, new ClientHints { Brands = Plain, Platform = "\"Android\"", Mobile = mobile, FormFactors = forms }).IsMobile.Should().Be(expected);

    [Fact]
    public void A_frame_of_an_app_is_known_by_its_brand_and_an_app_keeps_its_name()
    {
        const string frame = "\"Android WebView\";v=\"157\", \"Chromium\";v=\"157\", \"Not?A_Brand\";v=\"8\"";

        Read(Android, new ClientHints { Brands = frame }).Should().Match<Browser>(browser => browser.IsInApp && browser.App == null && browser.Brand == "Chrome");
        Read(Android + " Instagram 335.0.0", new ClientHints { Brands = frame }).Should().Match<Browser>(browser => browser.App == "Instagram" && browser.Brand == "Instagram");
        Read("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) JitsiMeet/2026.3.0 Chrome/144.0.0.0 Electron/40.1.0 Safari/537.36", new ClientHints { Brands = "\"Chromium\";v=\"144\"" })
            .Brand.Should().Be("Jitsi Meet");
    }

    [Fact]
    public void Hints_alone_are_enough() =>
        Read("", new ClientHints { Brands = Plain, Platform = "\"Linux\"" }).Should().Match<Browser>(browser => browser.Engine == Engine.Blink && browser.Os == Os.Linux);

    private const string Plain = "\"Chromium\";v=\"157\", \"Google Chrome\";v=\"157\"";

    private static Browser Read(string userAgent, ClientHints hints) => BrowserReader.Shipped.Read(userAgent, hints);
}
