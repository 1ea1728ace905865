using System.Globalization;
using System.Net;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Browsers.Check;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Check;

/// <summary>The check before the real gateway: on its own page and on the way into a room.</summary>
public sealed class CheckGatewayTests(CheckHouse house) : IClassFixture<CheckHouse>
{
    private const string Mark = """<meta name="lab-shard" content="alpha">""";

    private static readonly string All = Reports.Without();

    [Theory]
    [InlineData("/-/check", CheckHouse.Firefox, "Mit diesem Browser können Sie teilnehmen.")]
    [InlineData("/-/check", CheckHouse.Firefox78, "Sie können teilnehmen, aber Ihr Browser ist alt.")]
    [InlineData("/-/check?room=Plenum", CheckHouse.InternetExplorer, "Internet Explorer kann keine Video-Treffen.")]
    [InlineData("/plenum", CheckHouse.InternetExplorer, "Internet Explorer kann keine Video-Treffen.")]
    [InlineData("/plenum", "Mozilla/5.0 (Windows NT 6.1; WOW64; rv:45.0) Gecko/20100101 Firefox/45.0", "Dieser Browser ist zu alt für Video-Treffen.")]
    [InlineData("/plenum", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_6) AppleWebKit/601.7.7 (KHTML, like Gecko) Version/9.1.2 Safari/601.7.7", "Dieser Browser ist zu alt für Video-Treffen.")]
    [InlineData("/plenum", "Lynx/2.8.9rel.1 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.1", "Dieser Browser kann keine Video-Treffen.")]
    [InlineData("/-/check?room=Plenum", CheckHouse.Edge, "Edge ist hier nicht mehr zugelassen.")]
    [InlineData("/plenum", CheckHouse.Edge, "Edge ist hier nicht mehr zugelassen.")]
    public async Task It_says_its_verdict_without_script(string path, string userAgent, string headline)
    {
        var (answer, html) = await house.AskAsync(path, userAgent);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        html.Should().Contain($"<h1>{headline}</h1>").And.Contain("/-/assets/check.js?v=");
    }

    [Fact]
    public async Task A_browser_that_works_gets_the_meeting_in_its_first_answer()
    {
        var (answer, html) = await house.AskAsync("/plenum", CheckHouse.Firefox);

        html.Should().Contain(Mark);
        answer.Headers.Contains("Permissions-Policy").Should().BeFalse("what our own pages forbid themselves, a meeting needs");
    }

    [Fact]
    public async Task A_decision_names_who_and_since_when_and_offers_nobody_to_go_on()
    {
        foreach (var path in new[] { "/plenum", "/-/check?room=plenum" })
        {
            var (_, html) = await house.AskAsync(path, CheckHouse.Edge);
            html.Should().Contain("Er hat hier zu oft versagt. So hat es <bdi>die &lt;Technik&gt;-Gruppe</bdi> am 1. März").And.NotContain("value=\"on\"").And.Contain("Firefox holen");

            var (refused, page) = await house.AskAsync(path, CheckHouse.Edge, "go=on&probes=" + All);
            refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
            refused.Headers.Contains("Set-Cookie").Should().BeFalse();
            page.Should().Contain("nicht mehr zugelassen");
        }

        var (_, english) = await house.AskAsync("/plenum", CheckHouse.Edge, language: "en");
        english.Should().Contain("It failed too often here. Decided by <bdi>die &lt;Technik&gt;-Gruppe</bdi> on 1 March");
    }

    [Fact]
    public async Task Our_own_page_asks_for_no_device()
    {
        var (answer, _) = await house.AskAsync("/plenum", CheckHouse.Edge);

        answer.Headers.GetValues("Permissions-Policy").Should().ContainSingle().Which.Should().Contain("camera=(), microphone=()");
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("https://evil.example//evil.example/x")]
    [InlineData("https://evil.example/%2F%2Fevil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\r\nLocation: https://evil.example")]
    public async Task Whatever_is_typed_as_a_room_leads_to_this_host(string typed)
    {
        var (answer, _) = await house.AskAsync("/-/check?room=" + Uri.EscapeDataString(typed), CheckHouse.Firefox78, "go=on");

        answer.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        var target = answer.Headers.GetValues("Location").Single();
        target.Should().MatchRegex("^/([a-z0-9%][^/]*)?$").And.NotContain(":");
    }

    [Fact]
    public async Task A_framed_page_is_no_way_past_a_decision()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/plenum");
        request.Headers.TryAddWithoutValidation("User-Agent", CheckHouse.Edge);
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", "iframe");
        using var answer = await house.Client.SendAsync(request, TestContext.Current.CancellationToken);

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().NotContain(Mark);
    }

    [Fact]
    public async Task What_the_probes_find_softens_what_a_name_says_and_is_remembered()
    {
        var (refused, _) = await house.AskAsync("/plenum?a=1", CheckHouse.InternetExplorer, "go=on&probes=");
        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden, "its name alone lets nobody in");

        var (_, html) = await house.AskAsync("/plenum?a=1", CheckHouse.InternetExplorer, "probes=" + All);
        html.Should().Contain("aber Ihr Browser gibt sich als ein anderer aus.").And.Contain("Trotzdem teilnehmen").And.Contain($"value=\"{Reports.Of(All).ToField()}\"");

        var (passed, _) = await house.AskAsync("/plenum?a=1", CheckHouse.InternetExplorer, "go=on&probes=" + All);
        passed.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        passed.Headers.Location!.OriginalString.Should().Be("/plenum?a=1");
        var cookie = passed.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        (await house.AskAsync("/vorstand", CheckHouse.InternetExplorer, cookie: cookie)).Html.Should().Contain(Mark);
        (await house.AskAsync("/vorstand", CheckHouse.Edge, cookie: cookie)).Html.Should().NotContain(Mark);
    }

    [Theory]
    [InlineData(CheckHouse.Firefox, Probe.PeerConnection, "In diesem Browser ist Video abgeschaltet.", "media.peerconnection.enabled")]
    [InlineData(CheckHouse.Firefox, Probe.MediaDevices, "In diesem Browser ist Video abgeschaltet.", "media.navigator.enabled")]
    [InlineData(CheckHouse.Firefox, Probe.Secure, "Hier fehlt die sichere Verbindung.", "mailto:hilfe@beispielverein.example")]
    [InlineData(CheckHouse.Firefox, Probe.Codecs, "Dieser Browser kann keine Video-Treffen.", "Firefox holen")]
    [InlineData(CheckHouse.Firefox, Probe.DisplayMedia, "Sie können teilnehmen, aber Ihren Bildschirm nicht zeigen.", "Trotzdem teilnehmen")]
    public async Task What_is_missing_is_said_with_its_help(string userAgent, Probe missing, string headline, string help)
    {
        var form = "probes=" + Reports.Without(missing);
        var (answer, html) = await house.AskAsync("/-/check?room=plenum", userAgent, form);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        html.Should().Contain(headline).And.Contain(help);
        var letsIn = missing == Probe.DisplayMedia;
        (await house.AskAsync("/-/check?room=plenum", userAgent, "go=on&" + form)).Answer.StatusCode.Should().Be(letsIn ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task To_check_again_leads_back_to_the_same_address()
    {
        var (answer, _) = await house.AskAsync("/-/check?room=plenum", CheckHouse.Firefox, "go=again");

        answer.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.Should().Be("/-/check?room=plenum");
    }

    [Fact]
    public async Task On_its_own_page_going_on_leads_into_the_room()
    {
        var (answer, _) = await house.AskAsync("/-/check?room=Große+Runde", CheckHouse.Firefox78, "go=on");

        answer.Headers.Location!.OriginalString.Should().Be("/gro%C3%9Fe%20runde");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        (await house.AskAsync("/gro%C3%9Fe%20runde", CheckHouse.Firefox78, cookie: cookie)).Html.Should().Contain(Mark);
    }

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData("null", null)]
    [InlineData(null, "cross-site")]
    [InlineData(null, "same-site")]
    [InlineData("http://meet.test", "cross-site")]
    public async Task Another_site_says_nothing_in_somebodys_place(string? origin, string? fetchSite)
    {
        var (answer, _) = await house.AskAsync("/plenum", CheckHouse.Firefox78, "go=on", origin: origin, fetchSite: fetchSite);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task The_own_site_may() =>
        (await house.AskAsync("/plenum", CheckHouse.Firefox78, "go=on", origin: "http://meet.test", fetchSite: "same-origin")).Answer.StatusCode.Should().Be(HttpStatusCode.SeeOther);

    [Theory]
    [InlineData("a%5Cb", "Ein umgekehrter Schrägstrich darf nicht vorkommen.")]
    [InlineData("%3Cscript%3E%5C", "Ein umgekehrter Schrägstrich darf nicht vorkommen.")]
    [InlineData("a%00b", "unsichtbares Zeichen")]
    public async Task A_name_that_cannot_be_is_said_kindly(string room, string sentence)
    {
        var (answer, html) = await house.AskAsync("/-/check?room=" + room, CheckHouse.Firefox);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        html.Should().Contain("Mit diesem Browser können Sie teilnehmen.").And.Contain(sentence).And.NotContain("<script>");
    }

    [Fact]
    public async Task The_language_of_the_page_is_the_language_of_its_answers()
    {
        var (_, html) = await house.AskAsync("/-/check?lang=en", CheckHouse.Firefox, "probes=" + All);
        html.Should().Contain("You can join with this browser.").And.Contain("lang=\"en\"");
        (await house.AskAsync("/-/check", CheckHouse.Firefox, "probes=" + All, cookie: "lang=en")).Html.Should().Contain("You can join with this browser.");
    }

    [Theory]
    [InlineData("HEAD", HttpStatusCode.OK)]
    [InlineData("PUT", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", HttpStatusCode.MethodNotAllowed)]
    public async Task Other_methods_get_their_answer(string method, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/-/check");
        using var answer = await house.Client.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(status);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length.Should().Match(length => method != "HEAD" || length == 0);
    }

    [Fact]
    public async Task The_portal_has_no_check()
    {
        using var client = house.Gateway.CreateClient("http://portal.test");
        using var answer = await client.GetAsync("/-/check", TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(CheckHouse.Firefox, "")]
    [InlineData(CheckHouse.Firefox, "DisplayMedia")]
    [InlineData(CheckHouse.Firefox, "PeerConnection")]
    [InlineData(CheckHouse.Firefox, "Codecs")]
    [InlineData(CheckHouse.InternetExplorer, "")]
    [InlineData(CheckHouse.InternetExplorer, "PeerConnection")]
    [InlineData(CheckHouse.Edge, "")]
    public async Task The_page_with_all_that_it_loads_has_at_most_30_kilobytes(string userAgent, string missing)
    {
        var report = Reports.Without([.. missing.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Probe>)]);
        foreach (var language in new[] { "de", "en" })
        {
            var (_, html) = await house.AskAsync("/-/check?room=plenum", userAgent, "probes=" + report, language);
            var bytes = Encoding.UTF8.GetByteCount(html);
            foreach (var file in new[] { "look.css", "icon.svg", "check.js" })
            {
                html.Should().Contain("/-/assets/" + file);
                bytes += (await house.Client.GetByteArrayAsync("/-/assets/" + file, TestContext.Current.CancellationToken)).Length;
            }

            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{language}: {bytes} bytes"));
            bytes.Should().BeLessThan(30_000);
        }
    }
}
