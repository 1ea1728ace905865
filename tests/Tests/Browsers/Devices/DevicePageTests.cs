using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Testing;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Devices;

/// <summary>The page of the device test as it comes, before any script.</summary>
public sealed partial class DevicePageTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public static TheoryData<Browser, string> Browsers => new()
    {
        { new Browser { Engine = Engine.Blink, Os = Os.Linux, Brand = "Chrome" }, "Zeichen links in der Adresszeile, und schalten Sie" },
        { new Browser { Engine = Engine.Blink, Os = Os.Windows, Brand = "Edge" }, "Einstellungen von Windows" },
        { new Browser { Engine = Engine.Blink, Os = Os.Android, Brand = "Chrome" }, "„Berechtigungen“" },
        { new Browser { Engine = Engine.Blink, Os = Os.Android, IsInApp = true }, "im eigenen Browser des Geräts" },
        { new Browser { Engine = Engine.Gecko, Os = Os.Linux, Brand = "Firefox" }, "durchgestrichene Zeichen" },
        { new Browser { Engine = Engine.Gecko, Os = Os.Android, Brand = "Firefox" }, "Firefox wählen" },
        { new Browser { Engine = Engine.WebKit, Os = Os.MacOs, Brand = "Safari" }, "im Menü „Safari“" },
        { new Browser { Engine = Engine.WebKit, Os = Os.Ios, Brand = "Safari" }, "„Website-Einstellungen“" },
        { new Browser { Engine = Engine.WebKit, Os = Os.Ios, Brand = "Chrome" }, "dort „Chrome“" },
        { Browser.Unknown, "Einstellungen des Browsers" },
    };

    [Theory]
    [MemberData(nameof(Browsers), DisableDiscoveryEnumeration = true)]
    public void Each_browser_has_its_own_place_for_permissions(Browser browser, string words) =>
        PermissionTexts.How(browser).German.Should().Contain(words);

    [Fact]
    public void Every_word_is_there_once_in_both_languages_and_none_frightens()
    {
        foreach (var kind in new[] { VerdictKind.Works, VerdictKind.Limits })
        {
            var words = DeviceTexts.Words(new Verdict(kind, Browser.Unknown, BrowserWay.Jitsi), "Vorstand").ToList();

            words.Select(word => word.Name).Should().OnlyHaveUniqueItems();
            words.Should().OnlyContain(word => word.Text.German.Length > 0 && word.Text.English.Length > 0);
            words.SelectMany(word => new[] { word.Text.German, word.Text.English })
                .Should().OnlyContain(text => !text.Contains('!') && !Forbidden().IsMatch(text));
        }
    }

    [Fact]
    public void The_script_asks_for_no_word_that_the_page_lacks()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, "wwwroot", "assets", "device.js"));
        var words = DeviceTexts.Words(new Verdict(VerdictKind.Works, Browser.Unknown, BrowserWay.Jitsi), null).Select(word => word.Name).ToHashSet();

        var asked = Asked().Matches(script).Select(match => match.Groups[1].Value + match.Groups[2].Value).Distinct().ToList();

        asked.Should().HaveCountGreaterThan(25).And.OnlyContain(word => words.Contains(word) || words.Any(known => known.StartsWith(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_script_is_understood_by_old_browsers() =>
        File.ReadAllText(Path.Combine(Repository.Root, "wwwroot", "assets", "device.js")).Should().NotMatchRegex(@"\b(const|let|async|await|class)\s|=>|`");

    [Fact]
    public async Task Without_script_it_says_so_and_leads_to_the_check()
    {
        await using var gateway = await StartAsync();
        using var client = gateway.CreateClient();

        using var answer = await client.GetAsync(DeviceEndpoints.Path + "?room=Vorstand%20S%C3%BCd", Stop);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var html = await answer.Content.ReadAsStringAsync(Stop);
        html.Should().Contain("<h1 id=\"head\" tabindex=\"-1\">Dieser Test braucht Skripte").And.Contain("href=\"/-/check?room=vorstand%20s%C3%BCd\"").And.Contain("Zum Raum „vorstand süd“");
        answer.Headers.GetValues("Permissions-Policy").Single().Should().Contain("camera=(self), microphone=(self)");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("script-src http://meet.test/-/assets/device.js;").And.Contain("ws://meet.test").And.NotContain("unsafe");
        html.Should().NotMatchRegex("<[^>]+ style=").And.NotContain("onclick");
        var sheet = new FileInfo(Path.Combine(Repository.Root, "wwwroot", "assets", "look.css")).Length;
        var script = new FileInfo(Path.Combine(Repository.Root, "wwwroot", "assets", "device.js")).Length;
        (Encoding.UTF8.GetByteCount(html) + sheet + script).Should().BeLessThanOrEqualTo(64 * 1024, "page {0}, sheet {1}, script {2}", Encoding.UTF8.GetByteCount(html), sheet, script);
    }

    [Theory]
    [InlineData("?room=a%3Bb", HttpStatusCode.BadRequest)]
    [InlineData("?room=%00", HttpStatusCode.BadRequest)]
    [InlineData("?room=%3Cscript%3E", HttpStatusCode.OK)]
    [InlineData("?room=", HttpStatusCode.OK)]
    [InlineData("?room=a&room=b", HttpStatusCode.OK)]
    [InlineData("?room=%E0%80", HttpStatusCode.BadRequest)]
    public async Task A_room_that_cannot_be_is_refused_and_none_is_put_in_as_it_comes(string query, HttpStatusCode status)
    {
        await using var gateway = await StartAsync();
        using var client = gateway.CreateClient();

        using var answer = await client.GetAsync(DeviceEndpoints.Path + query, Stop);

        answer.StatusCode.Should().Be(status);
        (await answer.Content.ReadAsStringAsync(Stop)).Should().NotContain("<script>");
    }

    [Fact]
    public async Task It_is_read_only_and_on_the_meetings_host_only()
    {
        await using var gateway = await StartAsync();
        using var client = gateway.CreateClient();
        using var portal = gateway.CreateClient(TestGateway.PortalUrl);

        (await client.PostAsync(DeviceEndpoints.Path, null, Stop)).StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        (await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, DeviceEndpoints.Path), Stop)).Headers.Date.Should().NotBeNull("the page compares its clock with it");
        (await portal.GetAsync(DeviceEndpoints.Path, Stop)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await portal.GetAsync(EchoEndpoints.Path, Stop)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await portal.GetAsync(DeviceEndpoints.IcePath, Stop)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static Task<TestGateway> StartAsync() => TestGateway.StartAsync(new TestGatewayOptions
    {
        Settings = new Dictionary<string, string?> { ["Fleet:Shards:0:Name"] = "nowhere", ["Fleet:Shards:0:Address"] = "http://127.0.0.1:9" },
        WaitsForShards = false,
    });

    [GeneratedRegex(@"\b(leider|Fehler|unfortunately|error|WebRTC|Token|du|dein)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"words(?:\.([a-z]+)|\['([a-z-]+)')")]
    private static partial Regex Asked();
}
