using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.UserAgents;
using ConferenceGateway.WaysIn;
using Xunit;

namespace ConferenceGateway.Tests.WaysIn;

public sealed class WaysInTests
{
    private const string AndroidApp = "intent://meet.example/gro%C3%9Fe%20runde#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;end";
    private const string IosApp = "org.jitsi.meet://meet.example/gro%C3%9Fe%20runde";

    [Theory]
    [InlineData(Os.Android, 1400, false, Engine.Blink, $"MobileApp={AndroidApp}")]
    [InlineData(Os.Android, 0, false, Engine.Gecko, $"MobileApp={AndroidApp}")]
    [InlineData(Os.Android, 701, false, Engine.Blink, "")]
    [InlineData(Os.Android, 1400, true, Engine.Blink, $"OtherBrowser=intent://meet.example/gro%C3%9Fe%20runde#Intent;scheme=https;end MobileApp={AndroidApp}")]
    [InlineData(Os.Ios, 1805, false, Engine.WebKit, $"MobileApp={IosApp}")]
    [InlineData(Os.Ios, 1805, true, Engine.WebKit, $"OtherBrowser=x-safari-https://meet.example/gro%C3%9Fe%20runde MobileApp={IosApp}")]
    [InlineData(Os.Ios, 1602, true, Engine.WebKit, $"OtherBrowser= MobileApp={IosApp}")]
    [InlineData(Os.Ios, 1205, false, Engine.WebKit, "")]
    [InlineData(Os.Windows, 1000, false, Engine.Trident, "OtherBrowser=microsoft-edge:https://meet.example/gro%C3%9Fe%20runde DesktopApp=jitsi-meet://meet.example/gro%C3%9Fe%20runde")]
    [InlineData(Os.Windows, 601, false, Engine.Trident, "")]
    [InlineData(Os.MacOs, 1015, false, Engine.WebKit, "DesktopApp=jitsi-meet://meet.example/gro%C3%9Fe%20runde")]
    [InlineData(Os.ChromeOs, 0, false, Engine.Blink, "")]
    [InlineData(Os.Unknown, 0, false, Engine.Unknown, "")]
    public void Every_device_is_offered_what_leads_somewhere_on_it(Os os, int version, bool isInApp, Engine engine, string ways)
    {
        var browser = new Browser { Os = os, OsVersion = version, IsInApp = isInApp, Engine = engine };

        string.Join(' ', Offer(browser).Select(way => $"{way.Kind}={way.Link}")).Should().Be(ways);
    }

    [Fact]
    public void An_app_needs_a_room()
    {
        var ways = Offer(new Browser { Os = Os.Android, IsInApp = true }, isRoomNamed: false);

        ways.Should().ContainSingle().Which.Link.Should().Be("intent://meet.example/-/check#Intent;scheme=https;end");
    }

    [Fact]
    public void An_app_needs_https()
    {
        Offer(new Browser { Os = Os.Android }, meeting: "http://meet.example").Should().BeEmpty();
        Offer(new Browser { Os = Os.Android }, meeting: "http://localhost:8080").Should().ContainSingle();
    }

    [Fact]
    public void The_operator_takes_apps_away()
    {
        var none = new WaysInOptions { HasMobileApp = false, HasDesktopApp = false };
        Offer(new Browser { Os = Os.Android }, options: none).Should().BeEmpty();
        Offer(new Browser { Os = Os.Linux }, options: none).Should().BeEmpty();
    }

    [Fact]
    public void Shops_are_plain_links() =>
        Offer(new Browser { Os = Os.Android }).Concat(Offer(new Browser { Os = Os.Ios })).Concat(Offer(new Browser { Os = Os.Linux }))
            .Should().OnlyContain(way => way.Shops.Count > 0 && way.Shops.All(shop => shop.Link.StartsWith("https://", StringComparison.Ordinal)));

    private static IReadOnlyList<WayIn> Offer(Browser browser, bool isRoomNamed = true, string meeting = "https://meet.example", WaysInOptions? options = null)
    {
        RoomName.TryParseTyped("Große Runde", out var room, out _).Should().BeTrue();
        var origins = new Origins(new Uri(meeting), new Uri("https://portal.example"));
        return new WaysInList([new AppWaySource(origins, options ?? new WaysInOptions()), new BrowserWaySource(origins)])
            .For(new WayInQuestion(browser, isRoomNamed ? room : null));
    }
}
