using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using Xunit;

namespace ConferenceGateway.Tests.Hosting.Listening;

/// <summary>Our hosts are reached with TLS, say so, and nothing else is served.</summary>
public sealed class HostTests : IAsyncLifetime
{
    private const string Strict = "max-age=31536000";

    private LabShard _shard = null!;
    private TestGateway _gateway = null!;
    private HttpClient _secure = null!;
    private HttpClient _plain = null!;

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions { IsSecure = true }, _shard);
        _secure = _gateway.CreateClient(TestGateway.SecureMeetingUrl);
        _plain = _gateway.CreateClient();
        _shard.Received.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        _secure.Dispose();
        _plain.Dispose();
        await _gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }

    [Theory]
    [InlineData("/", "https://meet.test/")]
    [InlineData("/Plenum?x=%20y", "https://meet.test/Plenum?x=%20y")]
    [InlineData("//evil.test/", "https://meet.test//evil.test/")]
    [InlineData("/\\evil.test", "https://meet.test/\\evil.test")]
    [InlineData("http://meet.test/plenum", "https://meet.test/")]
    public async Task Who_comes_without_TLS_is_sent_to_the_secure_address(string target, string expected)
    {
        var (status, answer) = await RawConnection.GetAsync(_gateway, target);

        status.Should().Be(301);
        answer.Should().Contain($"\r\nLocation: {expected}\r\n").And.NotContain("Strict-Transport-Security");
        _shard.Received.All.Where(request => request.Header("X-Forwarded-For") is not null).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_no_GET_keeps_its_method()
    {
        var answer = await _plain.PostAsync("/http-bind?room=plenum", Answers.Bosh());

        answer.StatusCode.Should().Be(HttpStatusCode.PermanentRedirect);
        answer.Headers.Location.Should().Be(new Uri("https://meet.test/http-bind?room=plenum"));
    }

    [Fact]
    public async Task The_portal_is_sent_to_itself()
    {
        using var portal = _gateway.CreateClient(TestGateway.PortalUrl);

        (await portal.GetAsync("/rooms")).Headers.Location.Should().Be(new Uri("https://portal.test/rooms"));
    }

    [Theory]
    [InlineData("https://meet.test/")]
    [InlineData("https://meet.test/plenum")]
    [InlineData("https://meet.test/libs/app.min.js")]
    [InlineData("https://meet.test/room-census")]
    [InlineData("https://portal.test/")]
    public async Task Every_answer_of_our_hosts_asks_for_TLS_from_now_on(string url)
    {
        var answer = await _secure.GetAsync(url);

        answer.Headers.GetValues("Strict-Transport-Security").Should().Equal(Strict);
    }

    [Fact]
    public async Task Another_host_is_answered_421_and_promises_nothing()
    {
        var answer = await _secure.GetAsync("https://elsewhere.test/plenum");

        answer.StatusCode.Should().Be(HttpStatusCode.MisdirectedRequest);
        answer.Headers.Should().NotContain(header => header.Key == "Strict-Transport-Security");
    }

    [Fact]
    public async Task Health_is_answered_without_TLS_to_who_asks_the_machine()
    {
        var answer = await _plain.GetAsync("http://machine.test/-/health/live");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_promise_can_be_left_out()
    {
        await using var gateway = await TestGateway.StartAsync(
            new TestGatewayOptions { IsSecure = true, Settings = new Dictionary<string, string?> { ["Tls:HstsDays"] = "0" } }, _shard);
        using var client = gateway.CreateClient(TestGateway.SecureMeetingUrl);

        (await client.GetAsync("/plenum")).Headers.Should().NotContain(header => header.Key == "Strict-Transport-Security");
    }

    [Fact]
    public async Task An_authority_finds_its_file_without_TLS_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        var challenges = folder.CreateSubdirectory(".well-known/acme-challenge");
        await File.WriteAllTextAsync(Path.Combine(challenges.FullName, "to_ken-1"), "to_ken-1.thumbprint");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "secret"), "secret");
        File.CreateSymbolicLink(Path.Combine(challenges.FullName, "link"), Path.Combine(folder.FullName, "secret"));
        await using var gateway = await TestGateway.StartAsync(
            new TestGatewayOptions { IsSecure = true, Settings = new Dictionary<string, string?> { ["Tls:ChallengeFolder"] = folder.FullName } }, _shard);

        (await RawConnection.GetAsync(gateway, "/.well-known/acme-challenge/to_ken-1")).Answer.Should().Contain("\r\nto_ken-1.thumbprint\r\n");
        foreach (var other in (string[])["other", "", "..", "../../secret", "..%2F..%2Fsecret", "to_ken-1/", "to_ken-1?x", "link"])
            (await RawConnection.GetAsync(gateway, $"/.well-known/acme-challenge/{other}")).Status.Should().Be(301, other);
        // The server itself refuses a zero byte.
        (await RawConnection.GetAsync(gateway, "/.well-known/acme-challenge/to_ken-1%00")).Status.Should().Be(400);
        using var elsewhere = gateway.CreateClient("http://elsewhere.test");
        (await elsewhere.GetAsync("/.well-known/acme-challenge/to_ken-1")).StatusCode.Should().Be(HttpStatusCode.MisdirectedRequest);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_nobody_is_sent_in_circles()
    {
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions
        {
            Settings = new Dictionary<string, string?> { ["MeetingUrl"] = TestGateway.SecureMeetingUrl, ["PortalUrl"] = TestGateway.SecurePortalUrl },
        }, _shard);
        using var client = gateway.CreateClient();

        var answer = await client.GetAsync("/plenum");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.GetValues("Strict-Transport-Security").Should().Equal(Strict);
    }
}
