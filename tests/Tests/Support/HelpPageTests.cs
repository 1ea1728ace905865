using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Support;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Support;

/// <summary>The member's side, without script.</summary>
public sealed class HelpPageTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await HelpHost.StartAsync(_time);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_member_reads_what_will_be_kept_asks_sees_it_and_deletes_it()
    {
        using var member = HelpHost.Member(_gateway);
        using var before = await member.GetAsync("/-/help");
        before.StatusCode.Should().Be(HttpStatusCode.OK);
        member.Page.Should().Contain("Brauchen Sie Hilfe?").And.Contain("speichern wir für 14 Tage").And.Contain("Keine Adresse, keinen Namen, keinen Raum.")
            .And.Contain("action=\"/-/help\"").And.NotContain("<script");

        using var made = await member.AskAsync(("room", "http://meet.test/Fraktion"), ("probes", "Secure.1-WebSocket.0"), ("device", "Camera.1-Microphone.d"));

        made.StatusCode.Should().Be(HttpStatusCode.OK);
        made.Headers.CacheControl!.NoStore.Should().BeTrue();
        SupportCode.TryParse(member.Code(), out var code).Should().BeTrue();
        member.Page.Should().Contain("Das ist Ihr Hilfe-Code.").And.Contain("hilfe@beispielverein.example")
            .And.Contain("In diesem Browser ist Video abgeschaltet.").And.Contain("Firefox 78").And.Contain("Gecko 78").And.Contain("Linux, Computer")
            .And.Contain("Fehlt: dauernde Verbindung. Da: sichere Verbindung.").And.Contain("Nicht erlaubt: Mikrofon. Geht: Kamera.")
            .And.Contain("7. Dezember 2026").And.Contain("href=\"/fraktion\"").And.NotContain("<script");
        (await _gateway.Get<SupportStore>().FindAsync(code))!.Entry.At.Should().Be(_time.GetUtcNow());

        using var deleted = await member.AskAsync(("delete", member.Proof()));
        deleted.StatusCode.Should().Be(HttpStatusCode.OK);
        member.Page.Should().Contain("Ihr Hilfe-Code ist gelöscht.");
        member.Cookies.Should().BeEmpty();
        (await _gateway.CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task It_speaks_English_too()
    {
        using var member = HelpHost.Member(_gateway, language: "en");
        using var before = await member.GetAsync("/-/help");
        member.Page.Should().Contain("Do you need help?").And.Contain("we keep for 14 days");

        using var made = await member.AskAsync();

        member.Page.Should().Contain("This is your support code.").And.Contain("You can join, but your browser is old.").And.Contain("none: no room was named.")
            .And.Contain("not handed in").And.Contain("Delete it now").And.Contain("href=\"/\"").And.Contain("Start page");
    }

    [Fact]
    public async Task Reloading_or_asking_again_keeps_the_code_and_renews_what_lies_under_it()
    {
        using var member = HelpHost.Member(_gateway);
        (await member.AskAsync()).Dispose();
        var code = member.Code();
        _time.Advance(TimeSpan.FromMinutes(30));

        (await member.AskAsync(("probes", "Secure.1"))).Dispose();
        member.Code().Should().Be(code);
        member.Page.Should().Contain("Da: sichere Verbindung.");
        (await member.GetAsync("/-/help?lang=en")).Dispose();
        member.Code().Should().Be(code);
        member.Page.Should().Contain("This is your support code.");
        (await _gateway.CountAsync()).Should().Be(1);

        for (var again = 0; again < SupportLimit.PerCode + 5; again++)
        {
            using var answer = await member.AskAsync();
            answer.StatusCode.Should().Be(HttpStatusCode.OK, "who has a code sees it beyond the limit too");
            member.Code().Should().Be(code);
        }

        using var neighbour = HelpHost.Member(_gateway, "198.51.100.8");
        using var made = await neighbour.AskAsync();
        made.StatusCode.Should().Be(HttpStatusCode.OK, "who reloads takes nothing from the others behind the same address");

        _time.Advance(TimeSpan.FromHours(1));
        (await member.AskAsync()).Dispose();
        member.Code().Should().NotBe(code);
    }

    [Fact]
    public async Task The_code_stands_in_no_address_and_its_cookie_is_sealed()
    {
        using var member = HelpHost.Member(_gateway);
        using var made = await member.AskAsync(("room", "x"));
        var code = member.Code().Replace(" ", "", StringComparison.Ordinal);

        var cookie = made.Headers.GetValues("Set-Cookie").Single();
        cookie.Should().StartWith("help=").And.Contain("max-age=3600").And.Contain("httponly").And.Contain("samesite=lax").And.NotContain(code);
        made.Headers.Location.Should().BeNull();
        member.Page.Should().NotContain("code=").And.NotContain($"/{code}");
        using var other = HelpHost.Member(_gateway);
        foreach (var value in new[] { code, "x", new string('a', 600), member.Proof() })
        {
            other.Cookies["help"] = value;
            (await other.GetAsync("/-/help")).Dispose();
            other.Code().Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Ten_thousand_guesses_of_a_stranger_open_and_delete_nothing()
    {
        using var member = HelpHost.Member(_gateway);
        (await member.AskAsync()).Dispose();
        var own = member.Code();
        using var stranger = HelpHost.Member(_gateway, "203.0.113.9");

        // The right code among them: nothing that a stranger can ask takes a code.
        foreach (var guess in new[] { own }.Concat(Enumerable.Range(0, 9_999).Select(_ => SupportCode.Make().Shown)))
        {
            using var answer = await stranger.AskAsync(("delete", guess));
            if (answer.StatusCode != HttpStatusCode.Forbidden)
                Assert.Fail($"{guess}: {answer.StatusCode}");
        }

        foreach (var path in new[] { $"/-/help?code={own}", $"/-/help/{own.Replace(" ", "", StringComparison.Ordinal)}" })
        {
            (await stranger.GetAsync(path)).Dispose();
            stranger.Page.Should().NotContain("Firefox 78").And.NotContain("id=\"code\"");
        }

        (await _gateway.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task One_network_gets_twenty_an_hour_and_is_told_so()
    {
        for (var number = 1; number <= SupportLimit.PerSource; number++)
        {
            using var one = HelpHost.Member(_gateway, $"198.51.100.{number}");
            using var made = await one.AskAsync();
            made.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        using var next = HelpHost.Member(_gateway, "198.51.100.200");
        using var refused = await next.AskAsync();
        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromHours(1));
        next.Page.Should().Contain("Im Moment gibt es hier keinen neuen Hilfe-Code.").And.Contain("In 60 Minuten geht es wieder.").And.Contain("hilfe@beispielverein.example");
        (await _gateway.CountAsync()).Should().Be(SupportLimit.PerSource);

        using var elsewhere = HelpHost.Member(_gateway, "2001:db8:1:2::3");
        (await elsewhere.AskAsync()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_full_store_keeps_nobody_from_help()
    {
        await Sql.ScalarAsync(_gateway.StoragePath, $"""
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {SupportStore.Most})
            INSERT INTO support_codes SELECT 'full ' || n, n, {_time.GetUtcNow().ToUnixTimeMilliseconds()}, 'Works', '', '', 0, 0, 'Gecko', 0, NULL, 0, 'Linux', 0, FALSE, FALSE, NULL, NULL, NULL, NULL FROM numbers
            """);
        using var member = HelpHost.Member(_gateway, language: "en");

        using var made = await member.AskAsync();

        made.StatusCode.Should().Be(HttpStatusCode.OK);
        member.Page.Should().Contain("This is your support code.");
    }

    [Fact]
    public async Task Nothing_personal_is_in_the_row()
    {
        const string Telling = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 321.0.0 (iPhone14,5; iOS 17_4; de_DE; serial-4711)";
        using var member = HelpHost.Member(_gateway, "203.0.113.77", userAgent: Telling);
        (await member.AskAsync(("room", "Sprechstunde Erika Mustermann"), ("name", "Erika"), ("probes", "Secure.1"))).Dispose();

        var row = await Sql.ScalarAsync(_gateway.StoragePath, """
            SELECT concat_ws('|', code, id, made_ms, verdict, said_de, said_en, rule, policy_version, engine, engine_major, brand, brand_major, os, os_version, is_mobile, is_in_app, app, probes, devices, shard)
            FROM support_codes
            """);

        row.Should().BeOfType<string>().Which.ToLowerInvariant().Should().Contain("webkit").And.NotContain("203.0").And.NotContain("erika").And.NotContain("sprechstunde")
            .And.NotContain("mozilla").And.NotContain("4711").And.NotContain("15e148").And.NotContain("iphone14");
    }

    [Theory]
    [InlineData("Secure.1-Secure.1", "Camera.9")]
    [InlineData("<script>alert(1)</script>", "<img src=x onerror=alert(1)>")]
    [InlineData("Secure.1-Name.Erika", "Camera.1-Erika.1")]
    [InlineData("'; DROP TABLE support_codes; --", "%00%0d%0a")]
    public async Task Made_up_fields_are_not_kept(string probes, string device)
    {
        using var member = HelpHost.Member(_gateway, userAgent: "MSIE 6 <script>alert(1)</script>\"><img src=x>");
        using var made = await member.AskAsync(("probes", probes), ("device", device), ("room", "<script>alert(1)</script>"));

        made.StatusCode.Should().Be(HttpStatusCode.OK);
        member.Page.Should().NotContain("<script").And.NotContain("<img");
        SupportCode.TryParse(member.Code(), out var code).Should().BeTrue();
        var entry = (await _gateway.Get<SupportStore>().FindAsync(code))!.Entry;
        (entry.Probes, entry.Devices).Should().Be((null, null));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", TestGateway.PortalUrl)]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task A_form_of_another_site_makes_nothing(string header, string value)
    {
        using var member = HelpHost.Member(_gateway);
        member.Headers.TryAddWithoutValidation(header, value);

        using var refused = await member.AskAsync();

        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        member.Page.Should().Contain("Dieses Formular kam nicht von hier.");
        (await _gateway.CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_form_of_its_own_origin_is_taken()
    {
        using var member = HelpHost.Member(_gateway);
        member.Headers.TryAddWithoutValidation("Origin", TestGateway.MeetingUrl);
        member.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");

        (await member.AskAsync()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("x=%%%&&&==&room&probes", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("delete=", HttpStatusCode.Forbidden)]
    [InlineData("delete=a&delete=b", HttpStatusCode.Forbidden)]
    [InlineData("{\"room\":1}", HttpStatusCode.OK)]
    public async Task Rubbish_gets_an_answer(string body, HttpStatusCode status)
    {
        using var member = HelpHost.Member(_gateway);
        using var answer = await member.SendAsync(new(HttpMethod.Post, "/-/help") { Content = new StringContent(body) });

        answer.StatusCode.Should().Be(status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_long_body_is_not_read(bool isChunked)
    {
        using var member = HelpHost.Member(_gateway);
        var request = new HttpRequestMessage(HttpMethod.Post, "/-/help") { Content = new StringContent("room=" + new string('a', 5000)) };
        request.Headers.TransferEncodingChunked = isChunked;
        using var answer = await member.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Other_methods_and_the_portal_have_no_such_page()
    {
        using var member = HelpHost.Member(_gateway);
        using var put = await member.SendAsync(new(HttpMethod.Put, "/-/help"));
        put.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);

        using var portal = new PortalClient(_gateway);
        (await portal.GetAsync("/-/help")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_the_database_it_is_said()
    {
        await Sql.ScalarAsync(_gateway.StoragePath, "ALTER TABLE support_codes RENAME TO away");
        using var member = HelpHost.Member(_gateway);

        using var answer = await member.AskAsync();

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }
}
