using System.Text;
using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>Requests that are meant to be read in two ways. What the shard received is the judge.</summary>
public sealed class BadInputTests : IClassFixture<SurfaceFixture>
{
    private static readonly string[] Protected = ["/room-census", "/conference-request/v1", "/http-bind"];

    private readonly SurfaceFixture _house;

    public BadInputTests(SurfaceFixture house)
    {
        _house = house;
        house.Clear();
    }

    public static TheoryData<string> Paths() => BadInputs.Lines("path_confusion.txt");

    public static TheoryData<string> Raw() => BadInputs.Lines("raw_http.txt");

    public static TheoryData<string> Hosts() => BadInputs.Lines("host_header.txt");

    public static TheoryData<string> Headers() => BadInputs.Lines("header_spoof.txt");

    public static TheoryData<string> Redirects() => BadInputs.Lines("open_redirect.txt");

    public static TheoryData<string> UserAgents() => BadInputs.Lines("user_agents.txt");

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task No_spelling_of_a_path_leads_to_what_is_not_forwarded(string line)
    {
        var request = Encoding.UTF8.GetBytes($"GET {BadInputs.Text(line)} HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n\r\n");
        var answer = await RawConnection.ExchangeAsync(_house.Gateway, request);

        RawConnection.Status(answer).Should().BeInRange(200, 499);
        _house.Received().Where(received => Protected.Contains(AsALenientServerReads(received.RawTarget))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/a/")]
    [InlineData("/%2e%2e")]
    [InlineData("/..;")]
    [InlineData("?a=b&")]
    public async Task A_very_long_path_is_refused_or_harmless(string piece)
    {
        foreach (var times in new[] { 1_000, 10_000 })
        {
            var (status, answer) = await RawConnection.GetAsync(_house.Gateway, "/room-census" + string.Concat(Enumerable.Repeat(piece, times)));
            status.Should().BeInRange(400, 499, answer);
        }

        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Raw))]
    public async Task Bytes_that_are_read_in_two_ways_get_one_answer(string line)
    {
        var parts = line.Split('\t');
        var answer = await RawConnection.ExchangeAsync(_house.Gateway, BadInputs.Bytes(parts[0]), thenCloses: parts[1] == "plain");

        if (answer.Length > 0)
            RawConnection.Status(answer).Should().BeInRange(200, 499);
        RawConnection.Count(answer).Should().BeLessThanOrEqualTo(1, answer);
        answer.Should().NotContain("101 Switching");
        _house.Received().Should().NotContain(request => request.RawTarget == "/plenum");
        _house.Received().Count.Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_length_with_a_sign_ends_for_the_shard_where_it_ends_for_the_gateway()
    {
        // The server takes the sign; what goes to the shard is a plain number, so that both see the same two requests.
        await RawConnection.ExchangeAsync(_house.Gateway,
            "POST /http-bind?room=plenum HTTP/1.1\r\nHost: meet.test\r\nContent-Length: +7\r\n\r\n<body/>" +
            "GET /static/x.js HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n\r\n");

        var body = _house.Prosody.Received.All.Should().ContainSingle().Which;
        body.Header("Content-Length").Should().Be("7");
        body.BodyText.Should().Be("<body/>");
        _house.Web.Received.All.Should().ContainSingle().Which.RawTarget.Should().Be("/static/x.js");
    }

    [Theory]
    [InlineData("/http-bind?room=plenum", "Content-Length: 500", "<body rid='1' xmlns='http://jabber.org/protocol/httpbind'>")]
    [InlineData("/http-bind?room=plenum", "Content-Length: 500", "<body")]
    [InlineData("/http-bind?room=plenum", "Content-Length: 500", "")]
    [InlineData("/http-bind?room=plenum", "Transfer-Encoding: chunked", "5\r\n<body\r\n")]
    [InlineData("/http-bind?room=plenum", "Transfer-Encoding: chunked", "ffffff\r\n<body>")]
    [InlineData("/http-bind?room=plenum", "Transfer-Encoding: chunked", "zz\r\n<body>\r\n0\r\n\r\n")]
    [InlineData("/http-bind?room=plenum", "Transfer-Encoding: chunked", "3\r\n<body>\r\n0\r\n\r\n")]
    [InlineData("/conference-request/v1?room=plenum", "Content-Length: 500", "{\"room\":\"plenum@conference.meet.test\"}")]
    [InlineData("/conference-request/v1?room=plenum", "Content-Length: 10", "{\"room\":\"plenum@conference.meet.test\"}")]
    [InlineData("/conference-request/v1?room=plenum", "Transfer-Encoding: chunked", "26\r\n{\"room\":\"plenum@conference.meet.test\"}\r\n")]
    [InlineData("/conference-request/v1?room=plenum", "Transfer-Encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("/conference-request/v1?room=plenum", "Transfer-Encoding: gzip, chunked", "2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("/conference-request/v1?room=plenum", "Transfer-Encoding: identity", "{}")]
    public async Task A_body_that_lies_about_its_length_reaches_nobody_as_a_whole_one(string target, string length, string body)
    {
        var text = $"POST {target} HTTP/1.1\r\nHost: meet.test\r\n{length}\r\nContent-Type: text/xml\r\n\r\n{body}";
        var answer = await RawConnection.ExchangeAsync(_house.Gateway, Encoding.Latin1.GetBytes(text), thenCloses: true);

        if (answer.Length > 0)
            RawConnection.Status(answer).Should().BeInRange(400, 499, answer);
        _house.Jicofo.Received.All.Should().BeEmpty();
        _house.Received().Where(request => request.BodyComplete).Should().BeEmpty();
        (await _house.Client.GetAsync("/plenum")).IsSuccessStatusCode.Should().BeTrue();
    }

    [Theory]
    [InlineData("/plenum")]
    [InlineData("/static/app/x.js")]
    [InlineData("/config.js")]
    [InlineData("/http-bind?room=plenum")]
    public async Task A_GET_with_a_body_hides_no_second_request(string target)
    {
        const string second = "GET /room-census HTTP/1.1\r\nHost: meet.test\r\n\r\n";
        foreach (var head in new[] { $"Content-Length: {second.Length}\r\n\r\n{second}", $"Transfer-Encoding: chunked\r\n\r\n{second.Length:x}\r\n{second}\r\n0\r\n\r\n" })
        {
            var answer = await RawConnection.ExchangeAsync(_house.Gateway, $"GET {target} HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n{head}");
            RawConnection.Status(answer).Should().Be(400, answer);
        }

        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_host_that_is_not_ours_is_served_nothing_and_shown_nowhere(string line)
    {
        foreach (var target in new[] { "/PLENUM", "/", "/config.js", "/-/nothing" })
        {
            var answer = await RawConnection.ExchangeAsync(_house.Gateway,
                Encoding.UTF8.GetBytes($"GET {target} HTTP/1.1\r\nHost: {BadInputs.Text(line)}\r\nConnection: close\r\n\r\n"));
            RawConnection.Status(answer).Should().BeOneOf(400, 421);
            answer.Should().NotContain("evil.test");
        }

        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [InlineData("xn--")]
    [InlineData("127.0.0.1")]
    [InlineData("evil.test")]
    public async Task Health_is_told_under_any_host(string host)
    {
        var answer = await RawConnection.ExchangeAsync(_house.Gateway,
            Encoding.UTF8.GetBytes($"GET /-/health/live HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));

        RawConnection.Status(answer).Should().Be(200, answer);
    }

    [Theory]
    [InlineData("GET /plenum HTTP/1.0\r\n\r\n")]
    [InlineData("GET /plenum HTTP/1.1\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /plenum HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /plenum HTTP/1.1\r\nHost: meet.test\r\nHost: evil.test\r\nConnection: close\r\n\r\n")]
    [InlineData("GET http://evil.test/plenum HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n\r\n")]
    [InlineData("CONNECT meet.test:80 HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /plenum HTTP/3.0\r\nHost: meet.test\r\nConnection: close\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    public async Task A_request_line_without_a_host_of_ours_is_refused(string request)
    {
        var answer = await RawConnection.ExchangeAsync(_house.Gateway, Encoding.UTF8.GetBytes(request), thenCloses: false);

        if (answer.StartsWith("HTTP/1", StringComparison.Ordinal))
            RawConnection.Status(answer).Should().BeOneOf(400, 404, 405, 421, 505);
        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task A_header_that_pretends_changes_nothing(string line)
    {
        foreach (var target in new[] { "/plenum", "/static/app/x.js", "/config.js?room=plenum" })
        {
            _house.Clear();
            var request = Encoding.UTF8.GetBytes($"GET {target} HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n{BadInputs.Text(line)}\r\n\r\n");
            var answer = await RawConnection.ExchangeAsync(_house.Gateway, request);

            RawConnection.Status(answer).Should().BeInRange(200, 499, answer);
            foreach (var received in _house.Received())
            {
                received.RawTarget.Should().Be(target);
                received.Method.Should().Be("GET");
                SurfaceFixture.ShouldBeRebuilt(received);
            }
        }
    }

    [Theory]
    [InlineData("X-A", 20_000, 1)]
    [InlineData("X-A", 100, 90)]
    [InlineData("X-A", 1, 500)]
    [InlineData("User-Agent", 20_000, 1)]
    [InlineData("Cookie", 8_000, 3)]
    public async Task Very_long_and_very_many_headers_are_no_fault_of_ours(string name, int length, int times)
    {
        var headers = string.Concat(Enumerable.Range(0, times).Select(i => $"{name}{(name == "X-A" ? i : "")}: {new string('b', length)}\r\n"));
        var (status, answer) = await RawConnection.GetAsync(_house.Gateway, "/plenum", headers: headers);

        status.Should().BeInRange(200, 499, answer);
    }

    [Theory]
    [MemberData(nameof(UserAgents))]
    public async Task Any_User_Agent_gets_a_page(string line)
    {
        var request = Encoding.UTF8.GetBytes($"GET /plenum HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\nUser-Agent: {BadInputs.Text(line)}\r\n\r\n");
        var answer = await RawConnection.ExchangeAsync(_house.Gateway, request);

        RawConnection.Status(answer).Should().Be(200, answer);
    }

    [Theory]
    [InlineData("User-Agent: Müller")]
    [InlineData("Origin: http://müller.test")]
    [InlineData("If-None-Match: \"é\"")]
    [InlineData("Range: bytes=é")]
    [InlineData("Accept: é")]
    [InlineData("Sec-WebSocket-Protocol: é")]
    public async Task A_header_beyond_ASCII_is_forwarded_as_it_came(string header)
    {
        var request = Encoding.UTF8.GetBytes($"GET /static/app/x.js HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n{header}\r\n\r\n");
        var answer = await RawConnection.ExchangeAsync(_house.Gateway, request);

        RawConnection.Status(answer).Should().Be(404, answer);
        _house.Single('W').ToString().Should().Contain(header);
    }

    [Theory]
    [InlineData("X-A: \u00ff")]
    [InlineData("User-Agent: \u00ff\u00fe")]
    [InlineData("Cookie: check=\u00e9")]
    public async Task A_header_that_is_no_text_is_refused(string header)
    {
        var (status, answer) = await RawConnection.GetAsync(_house.Gateway, "/plenum", headers: header + "\r\n");

        status.Should().Be(400, answer);
        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task No_redirect_leads_away(string line)
    {
        var text = BadInputs.Text(line);
        // The field of the start page, a page's other spelling, and "go on anyway" of the check.
        await ShouldStayAsync($"GET /?room={Uri.EscapeDataString(text)} HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n\r\n");
        await ShouldStayAsync($"GET /{text} HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n\r\n");
        await ShouldStayAsync($"GET /{Uri.EscapeDataString(text)} HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n\r\n");
        await ShouldStayAsync($"POST /plenum?{Uri.EscapeDataString(text)} HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\nContent-Length: 0\r\nUser-Agent: Mozilla/4.0\r\n\r\n");

        // A shard that sends people away.
        _house.Web.Faults.Garbage = Encoding.UTF8.GetBytes($"HTTP/1.1 302 Found\r\nLocation: {text}\r\nContent-Length: 0\r\n\r\n");
        var answer = await ShouldStayAsync("GET /plenum HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n\r\n", isShards: true);
        RawConnection.Status(answer).Should().BeOneOf(302, 502);
    }

    private async Task<string> ShouldStayAsync(string request, bool isShards = false)
    {
        var answer = await RawConnection.ExchangeAsync(_house.Gateway, Encoding.UTF8.GetBytes(request));
        if (!isShards)
            RawConnection.Status(answer).Should().BeInRange(200, 499, answer);
        var location = answer.Split("\r\n\r\n")[0].Split("\r\n").FirstOrDefault(line => line.StartsWith("Location:", StringComparison.OrdinalIgnoreCase));
        if (location is null)
            return answer;
        var target = location["Location:".Length..].Trim();
        target.Should().NotContainAny("\\", "\t", "\0");
        if (target.StartsWith("http://meet.test", StringComparison.Ordinal))
            target["http://meet.test".Length..].Should().StartWith("/");
        else
            target.Should().StartWith("/").And.NotStartWith("//");
        answer.Should().NotContain("\nSet-Cookie:a=b");
        return answer;
    }

    /// <summary>A path as the most forgiving of servers might understand it.</summary>
    private static string AsALenientServerReads(string target)
    {
        var path = target.Split('?')[0];
        for (var times = 0; times < 3; times++)
            path = Uri.UnescapeDataString(path);
        path = path.Normalize(NormalizationForm.FormKC).Replace('\\', '/').ToLowerInvariant();
        var segments = new Stack<string>();
        foreach (var part in path.Split('/').Select(part => part.Split(';', '\0', '\r', '\n', '\t')[0].Trim()))
        {
            if (part == "..")
                segments.TryPop(out _);
            else if (part is not ("" or "."))
                segments.Push(part);
        }

        return "/" + string.Join('/', segments.Reverse());
    }
}
