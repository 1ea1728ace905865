using System.Net;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Tests.Proxy;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Check;

/// <summary>Whatever a client sends gets an answer, and none of them is a fault of ours.</summary>
public sealed class CheckBadInputTests(CheckHouse house) : IClassFixture<CheckHouse>
{
    private static readonly string[] Paths = ["/plenum", "/-/check", "/-/check?room=plenum"];

    public static TheoryData<string> UserAgents() => BadInputs.Lines("user_agents.txt");

    public static TheoryData<string> Hints() =>
    [
        "Sec-CH-UA: \"Chromium\";v=\"157\"\r\nSec-CH-UA-Mobile: ?2",
        "Sec-CH-UA: ,,,;;;\"\"\"",
        "Sec-CH-UA: \"a\";v=\"99999999999999999999\", \"Chromium\";v=-1",
        "Sec-CH-UA: " + new string('"', 4000),
        "Sec-CH-UA: \"Chromium\";v=\"157\"\r\nSec-CH-UA: \"Firefox\";v=\"1\"",
        "Sec-CH-UA-Platform: \"iOS\"\r\nSec-CH-UA-Mobile: ?0\r\nSec-CH-UA: \"Internet Explorer\";v=\"157\"",
        "Sec-CH-UA-Full-Version-List: \\x00\\xff(((",
    ];

    public static TheoryData<string> MadeUpReports() =>
    [
        "", "x", "Secure", "Secure.2", "Secure.1-Secure.0", "Nothing.1", "secure.1", "0.1", "Secure.1--", "-", ".", "Touch.x", "%00", "Secure.1%00", "Secure.1%0d%0aSet-Cookie: a=b",
        "<script>alert(1)</script>", "\u202e", "%ff%fe", "Secure.1&probes=Secure.0", "Secure.1&go=on&go=on", new string('a', 900),
    ];

    [Theory]
    [MemberData(nameof(UserAgents))]
    public async Task A_User_Agent_that_nobody_has(string line)
    {
        foreach (var path in Paths)
            await AnswersAsync($"GET {path} HTTP/1.1\r\nHost: meet.test\r\nAccept: text/html\r\nUser-Agent: {BadInputs.Text(line)}\r\nConnection: close\r\n\r\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("User-Agent:\r\n")]
    [InlineData("User-Agent: a\r\nUser-Agent: b\r\n")]
    [InlineData("User-Agent: \u0001\u0002\u007f\r\n")]
    [InlineData("User-Agent: Fïrefox/140\r\n")]
    public async Task A_User_Agent_that_is_none(string header)
    {
        foreach (var path in Paths)
            await AnswersAsync($"GET {path} HTTP/1.1\r\nHost: meet.test\r\nAccept: text/html\r\n{header}Connection: close\r\n\r\n");
    }

    [Theory]
    [InlineData("Mozilla/5.0 ")]
    [InlineData("Chrome/1")]
    [InlineData("(((((")]
    public async Task A_User_Agent_of_64_kilobytes(string piece)
    {
        foreach (var path in Paths)
            await AnswersAsync(Long(path, piece, 64 * 1024));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("(")]
    [InlineData(".1")]
    [InlineData(" ")]
    [InlineData("a; ")]
    [InlineData("Mozilla/5.0 ")]
    public async Task A_User_Agent_of_8_kilobytes_gets_its_page(string piece)
    {
        foreach (var path in Paths)
            RawConnection.Status(await RawConnection.ExchangeAsync(house.Gateway, Encoding.UTF8.GetBytes(Long(path, piece, 8_000)))).Should().Be(200);
    }

    [Theory]
    [MemberData(nameof(Hints))]
    public async Task Hints_that_contradict_or_cannot_be_read(string headers)
    {
        foreach (var path in Paths)
            await AnswersAsync($"GET {path} HTTP/1.1\r\nHost: meet.test\r\nAccept: text/html\r\nUser-Agent: {CheckHouse.Firefox}\r\n{headers}\r\nConnection: close\r\n\r\n");
    }

    [Theory]
    [MemberData(nameof(MadeUpReports))]
    public async Task A_report_that_a_client_made_up(string report)
    {
        foreach (var path in Paths)
        {
            var (answer, html) = await house.AskAsync(path, CheckHouse.InternetExplorer, "probes=" + report);
            ((int)answer.StatusCode).Should().BeInRange(200, 499);
            answer.Headers.Contains("Set-Cookie").Should().BeFalse();
            html.Should().NotContain("<script>").And.NotContain("Trotzdem teilnehmen");
        }
    }

    [Fact]
    public async Task A_report_of_10_kilobytes_is_not_read()
    {
        foreach (var path in Paths)
            (await house.AskAsync(path, CheckHouse.Firefox78, "probes=" + new string('a', 10_240))).Answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    private static string Long(string path, string piece, int length)
    {
        var text = new StringBuilder("Chrome/1");
        while (text.Length < length)
            text.Append(piece);
        return $"GET {path} HTTP/1.1\r\nHost: meet.test\r\nAccept: text/html\r\nUser-Agent: {text}\r\nConnection: close\r\n\r\n";
    }

    private async Task AnswersAsync(string request)
    {
        var answer = await RawConnection.ExchangeAsync(house.Gateway, Encoding.UTF8.GetBytes(request));
        RawConnection.Status(answer).Should().BeInRange(200, 499, answer);
    }
}
