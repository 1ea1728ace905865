using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Tests.Portal;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Check;

public sealed class CheckPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_that_works_sees_no_page()
    {
        using var response = await host.Client.SendAsync(PagesHost.Visit("/room/fraktion", userAgent: PagesHost.Chrome), Stop);

        (await response.Content.ReadAsStringAsync(Stop)).Should().Be("in");
    }

    [Fact]
    public async Task An_old_browser_is_asked_once()
    {
        const string Path = "/room/Fraktion%20S%C3%BCd?a=1&b=%2F";
        using var asked = await host.Client.SendAsync(PagesHost.Visit(Path, userAgent: PagesHost.OldFirefox), Stop);
        var html = await asked.Content.ReadAsStringAsync(Stop);
        html.Should().Contain("Sie können teilnehmen, aber Ihr Browser ist alt.").And.Contain("Erkannt: Firefox 78 auf Linux.")
            .And.Contain("<form method=\"post\">").And.Contain("Trotzdem teilnehmen").And.Contain("http://127.0.0.1:8080/fraktion");

        using var answer = await PostAsync(Path, PagesHost.OldFirefox);
        answer.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.Should().Be(Path);
        var cookie = PagesHost.CookieIn(answer);
        cookie.Should().StartWith("check=").And.Contain("httponly").And.Contain("samesite=lax").And.Contain("path=/").And.Contain("max-age=2592000");

        var pair = cookie[..cookie.IndexOf(';', StringComparison.Ordinal)];
        using var again = await host.Client.SendAsync(PagesHost.Visit(Path, userAgent: PagesHost.OldFirefox, cookie: pair), Stop);
        (await again.Content.ReadAsStringAsync(Stop)).Should().Be("in");

        using var other = await host.Client.SendAsync(PagesHost.Visit(Path, userAgent: PagesHost.InternetExplorer, cookie: pair), Stop);
        (await other.Content.ReadAsStringAsync(Stop)).Should().Contain("Internet Explorer kann keine Video-Treffen.").And.NotContain("Trotzdem")
            .And.Contain("microsoft-edge:http://127.0.0.1:8080/fraktion");
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("go=off", HttpStatusCode.BadRequest)]
    [InlineData("go=on&go=on", HttpStatusCode.BadRequest)]
    [InlineData("%%%", HttpStatusCode.BadRequest)]
    public async Task A_form_that_does_not_answer_sets_nothing(string form, HttpStatusCode status)
    {
        using var response = await PostAsync("/room/fraktion", PagesHost.OldFirefox, form);

        response.StatusCode.Should().Be(status);
        PagesHost.CookieIn(response).Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_long_form_is_not_read(bool isChunked)
    {
        var request = PagesHost.Visit("/room/fraktion", userAgent: PagesHost.OldFirefox);
        request.Method = HttpMethod.Post;
        request.Content = PagesHost.GoOn("go=on&x=" + new string('a', 100_000));
        request.Headers.TransferEncodingChunked = isChunked;
        using var response = await host.Client.SendAsync(request, Stop);

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        PagesHost.CookieIn(response).Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_browser_calls_itself_stays_text()
    {
        using var response = await host.Client.SendAsync(
            PagesHost.Visit("/room/x?lang=\"><script>", userAgent: "MSIE 6 <script>alert(1)</script>\"><img src=x>"), Stop);

        (await response.Content.ReadAsStringAsync(Stop)).Should().NotContain("<script>").And.NotContain("<img");
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string userAgent, string form = "go=on")
    {
        var request = PagesHost.Visit(path, userAgent: userAgent);
        request.Method = HttpMethod.Post;
        request.Content = PagesHost.GoOn(form);
        return await host.Client.SendAsync(request, Stop);
    }
}
