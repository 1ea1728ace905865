using System.Net;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Portal;
using Xunit;

namespace ConferenceGateway.Tests.Portal;

public sealed partial class PageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public static TheoryData<string> Paths => ["/", "/?room=a%3Bb", "/portal", "/room/fraktion", "problem"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_is_small_and_holds_nothing_that_runs_or_comes_from_elsewhere(string path)
    {
        if (path == "problem")
            path = host.Serve(new Problem.NoShardFree());
        using var response = await host.Client.SendAsync(PagesHost.Visit(path, userAgent: PagesHost.InternetExplorer), Stop);
        var html = await response.Content.ReadAsStringAsync(Stop);

        response.Content.Headers.ContentType!.ToString().Should().Be("text/html; charset=utf-8");
        html.Length.Should().BeLessThan(30_000);
        html.Should().StartWith("<!DOCTYPE html>");
        html.Should().NotMatchRegex("<script(?! src=\"/-/assets/[a-z]+[.]js[?]v=[0-9a-f]+\"></script>)").And.NotContain("<style").And.NotContain(" style=").And.NotMatchRegex(@"\son\w+=");
        Sources().Matches(html).Select(match => match.Groups[1].Value).Should().NotBeEmpty().And.OnlyContain(source => source.StartsWith("/-/assets/"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_tells_the_browser_what_it_may_do(string path)
    {
        if (path == "problem")
            path = host.Serve(new Problem.NoSuchPage());
        using var response = await host.Client.SendAsync(PagesHost.Visit(path, userAgent: PagesHost.OldFirefox), Stop);

        Header(response, "Content-Security-Policy").Should().Contain("default-src 'none'").And.Contain("form-action 'self'")
            .And.Contain("frame-ancestors 'none'").And.NotContain("unsafe");
        Header(response, "X-Content-Type-Options").Should().Be("nosniff");
        Header(response, "Referrer-Policy").Should().Be("same-origin");
        Header(response, "Cache-Control").Should().Be("no-store");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_names_the_operator_and_whom_to_ask(string path)
    {
        if (path == "problem")
            path = host.Serve(new Problem.Internal());
        using var response = await host.Client.SendAsync(PagesHost.Visit(path, userAgent: PagesHost.OldFirefox), Stop);

        (await response.Content.ReadAsStringAsync(Stop)).Should().Contain("Müller &amp; Söhne &lt;e. V.&gt;")
            .And.Contain($"href=\"mailto:{PagesHost.Contact}\"").And.Contain("https://verein.example/impressum").And.NotContain("Datenschutz</a>");
    }

    [Fact]
    public async Task The_sheet_is_small_and_in_the_operators_colour()
    {
        using var page = await host.Client.SendAsync(PagesHost.Visit("/"), Stop);
        var address = Regex.Match(await page.Content.ReadAsStringAsync(Stop), "href=\"(/-/assets/look.css[^\"]*)").Groups[1].Value;
        using var response = await host.Client.GetAsync(address, Stop);
        var sheet = await response.Content.ReadAsStringAsync(Stop);

        response.Content.Headers.ContentType!.MediaType.Should().Be("text/css");
        Header(response, "Cache-Control").Should().Contain("public").And.Contain("immutable");
        sheet.Length.Should().BeLessThanOrEqualTo(13 * 1024);
        sheet.Should().Contain("--accent:#0044cc").And.NotContain("#1d8a4b").And.NotContain("#17713c").And.NotContain("url(").And.NotContain("@import");
        sheet.Should().Contain("[hidden]{display:none!important}", "the name that a password store wants to see would stand in forms otherwise");

        var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var same = await host.Client.SendAsync(again, Stop);
        same.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Without_a_logo_there_is_none()
    {
        using var response = await host.Client.GetAsync("/-/assets/logo", Stop);

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("#1d8a4b")]
    [InlineData("#000000")]
    [InlineData("#ffffff")]
    [InlineData("#ff00ff")]
    [InlineData("#00ff00")]
    public void A_colour_survives_the_way_there_and_back(string hex) =>
        AccentColour.Parse(hex)!.Value.ToHex().Should().Be(hex);

    [Theory]
    [InlineData("#fffb00")]
    [InlineData("#ffffff")]
    [InlineData("#00ff88")]
    [InlineData("#1d8a4b")]
    public void White_text_is_legible_on_a_button_of_any_colour(string accent)
    {
        var colour = AccentColour.Parse(accent)!.Value;
        var fill = (colour with { Lightness = Math.Min(colour.Lightness, 0.49) }).ToHex();

        (1.05 / (Luminance(fill) + 0.05)).Should().BeGreaterThan(4.5);
    }

    private static double Luminance(string hex)
    {
        var rgb = Convert.ToInt32(hex[1..], 16);
        return (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear((rgb >> 8) & 255)) + (0.0722 * Linear(rgb & 255));

        static double Linear(int value) => value / 255.0 <= 0.04045 ? value / 255.0 / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));

    [GeneratedRegex("""<(?:link|img|iframe|object|embed|video|audio|use|source)\b[^>]*?(?:href|src|data)="([^"]*)""")]
    private static partial Regex Sources();
}
