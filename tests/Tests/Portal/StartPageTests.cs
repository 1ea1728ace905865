using System.Net;
using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.Tests.Portal;

public sealed class StartPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "In welchen Raum möchten Sie?")]
    [InlineData("en-GB,en;q=0.9", "Which room would you like?")]
    [InlineData("fr,en;q=0.3,de;q=0.7", "In welchen Raum möchten Sie?")]
    [InlineData("fr", "In welchen Raum möchten Sie?")]
    [InlineData("de;q=0,en;q=0.1", "Which room would you like?")]
    [InlineData(";;;q=x,,\"", "In welchen Raum möchten Sie?")]
    public async Task It_speaks_the_visitors_language(string? accepted, string sentence)
    {
        using var response = await host.Client.SendAsync(PagesHost.Visit("/", accepted), Stop);

        (await response.Content.ReadAsStringAsync(Stop)).Should().Contain(sentence);
    }

    [Fact]
    public async Task A_chosen_language_is_kept()
    {
        using var chosen = await host.Client.SendAsync(PagesHost.Visit("/?lang=en", "de"), Stop);
        (await chosen.Content.ReadAsStringAsync(Stop)).Should().Contain("lang=\"en\"").And.Contain("Which room");
        var cookie = PagesHost.CookieIn(chosen);
        cookie.Should().StartWith("lang=en;").And.Contain("httponly").And.Contain("samesite=lax");

        using var later = await host.Client.SendAsync(PagesHost.Visit("/", "de", cookie: "lang=en"), Stop);
        (await later.Content.ReadAsStringAsync(Stop)).Should().Contain("Which room");
        later.Headers.Vary.Should().Contain(["Accept-Language", "Cookie"]);
    }

    [Theory]
    [InlineData("?lang=\"><script>alert(1)</script>")]
    [InlineData("?lang=fr")]
    [InlineData("?lang=")]
    public async Task An_unknown_language_is_no_language(string query)
    {
        using var response = await host.Client.SendAsync(PagesHost.Visit("/" + query), Stop);
        var html = await response.Content.ReadAsStringAsync(Stop);

        html.Should().Contain("lang=\"de\"").And.NotContain("<script").And.Contain("href=\"?lang=en\"");
        PagesHost.CookieIn(response).Should().BeEmpty();
    }

    [Fact]
    public async Task The_language_link_keeps_the_rest_of_the_query()
    {
        using var response = await host.Client.SendAsync(PagesHost.Visit("/?room=a%3Bb&lang=de"), Stop);

        (await response.Content.ReadAsStringAsync(Stop)).Should().Contain("href=\"?room=a%3Bb&amp;lang=en\"");
    }

    [Theory]
    [InlineData("Fraktion", "/fraktion")]
    [InlineData("  Vorstand ", "/vorstand")]
    [InlineData("Тест", "/%D1%82%D0%B5%D1%81%D1%82")]
    [InlineData("https://treffen.example/Fraktion?x=1#config", "/fraktion")]
    [InlineData("https://treffen.example/ACME/Fraktion", "/acme/fraktion")]
    public async Task A_typed_name_leads_to_its_room(string typed, string location)
    {
        using var response = await host.Client.SendAsync(PagesHost.Visit("/?room=" + Uri.EscapeDataString(typed)), Stop);

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location!.OriginalString.Should().Be(location);
    }

    [Theory]
    [InlineData("a;b", "Ein Strichpunkt darf nicht vorkommen.")]
    [InlineData("a\\b", "Ein umgekehrter Schrägstrich darf nicht vorkommen.")]
    [InlineData("", "Bitte einen Namen eingeben")]
    [InlineData("room-size", "Diesen Namen braucht das Haus selbst.")]
    public async Task A_name_that_cannot_be_is_refused_with_one_sentence_and_kept(string typed, string sentence)
    {
        using var response = await host.Client.SendAsync(PagesHost.Visit("/?room=" + Uri.EscapeDataString(typed)), Stop);
        var html = await response.Content.ReadAsStringAsync(Stop);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        html.Should().Contain(sentence).And.Contain($"value=\"{typed}\"").And.Contain(PagesHost.Contact);
    }

    [Theory]
    [InlineData("\"><script>alert(1)</script>;")]
    [InlineData("';alert(1)//<img src=x onerror=alert(1)>")]
    public async Task What_was_typed_stays_text(string typed)
    {
        using var response = await host.Client.SendAsync(PagesHost.Visit("/?room=" + Uri.EscapeDataString(typed)), Stop);

        (await response.Content.ReadAsStringAsync(Stop)).Should().NotContain("<script").And.NotContain("<img");
    }

    [Fact]
    public async Task A_long_text_is_not_sent_back_whole()
    {
        using var response = await host.Client.SendAsync(PagesHost.Visit("/?room=" + new string('a', 5000)), Stop);

        (await response.Content.ReadAsByteArrayAsync(Stop)).Length.Should().BeLessThan(30_000);
    }

    [Fact]
    public async Task Two_rooms_are_none()
    {
        using var response = await host.Client.SendAsync(PagesHost.Visit("/?room=a&room=b"), Stop);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_is_read_only()
    {
        using var response = await host.Client.PostAsync("/", PagesHost.GoOn(), Stop);

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.Should().Equal("GET", "HEAD");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/portal")]
    [InlineData("/room/fraktion")]
    public async Task A_head_is_a_page_without_its_body(string path)
    {
        var request = PagesHost.Visit(path, userAgent: PagesHost.InternetExplorer);
        request.Method = HttpMethod.Head;
        using var response = await host.Client.SendAsync(request, Stop);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.Should().BeGreaterThan(1000);
        (await response.Content.ReadAsByteArrayAsync(Stop)).Should().BeEmpty();
    }
}
