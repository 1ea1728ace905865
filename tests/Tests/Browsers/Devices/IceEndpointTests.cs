using System.Globalization;
using System.Net;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Devices;

/// <summary>Access to TURN is given to the device test's own page, for a short time, and not without end.</summary>
public sealed class IceEndpointTests
{
    private const string Secret = "s3cret-of-the-relay";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_gets_access_that_nobody_keeps()
    {
        await using var gateway = await StartAsync();
        using var client = gateway.CreateClient();
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        using var answer = await client.SendAsync(Ask(), Stop);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
        var text = await answer.Content.ReadAsStringAsync(Stop);
        text.Should().NotContain(Secret);
        var servers = JsonDocument.Parse(text).RootElement.GetProperty("servers");
        servers[0].GetProperty("way").GetString().Should().Be("stun");
        servers[0].TryGetProperty("credential", out _).Should().BeFalse("STUN asks for none");
        servers[1].GetProperty("urls").GetString().Should().Be("turn:turn.test:3478?transport=udp");
        var user = servers[1].GetProperty("username").GetString()!;
        long.Parse(user.Split(':')[0], CultureInfo.InvariantCulture).Should().BeInRange(now + 119, now + 180);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("http://evil.test")]
    [InlineData("http://portal.test")]
    [InlineData("http://meet.test.evil.test")]
    public async Task Another_site_gets_none(string? origin)
    {
        await using var gateway = await StartAsync();
        using var client = gateway.CreateClient();

        using var answer = await client.SendAsync(Ask(origin), Stop);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(Stop)).Should().NotContain("credential");
    }

    [Fact]
    public async Task A_link_gets_none_and_the_page_holds_none()
    {
        await using var gateway = await StartAsync();
        using var client = gateway.CreateClient();

        using var answer = await client.GetAsync(DeviceEndpoints.IcePath, Stop);
        answer.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        (await client.GetStringAsync(DeviceEndpoints.Path, Stop)).Should().Contain("data-ways=\"yes\"").And.NotContain("turn.test").And.NotContain(Secret);
    }

    [Fact]
    public async Task Without_servers_there_is_nothing_to_ask_for()
    {
        await using var gateway = await StartAsync(hasServers: false);
        using var client = gateway.CreateClient();

        using var answer = await client.SendAsync(Ask(), Stop);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.GetStringAsync(DeviceEndpoints.Path, Stop)).Should().NotContain("data-ways");
    }

    [Fact]
    public async Task One_network_is_not_served_without_end()
    {
        await using var gateway = await StartAsync();
        using var client = gateway.CreateClient();
        for (var i = 0; i < IceLimit.MostPerSource; i++)
        {
            using var good = await client.SendAsync(Ask(), Stop);
            good.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        using var answer = await client.SendAsync(Ask(), Stop);

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.Should().BeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
    }

    private static Task<TestGateway> StartAsync(bool hasServers = true) => TestGateway.StartAsync(new TestGatewayOptions
    {
        Settings = new Dictionary<string, string?>
        {
            ["Ice:Servers:0"] = hasServers ? "stun:turn.test:3478" : null,
            ["Ice:Servers:1"] = hasServers ? "turn:turn.test:3478?transport=udp" : null,
            ["Ice:Secret"] = hasServers ? Secret : null,
            ["Fleet:Shards:0:Name"] = "nowhere",
            ["Fleet:Shards:0:Address"] = "http://127.0.0.1:9",
        },
        WaitsForShards = false,
    });

    private static HttpRequestMessage Ask(string? origin = TestGateway.MeetingUrl)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, DeviceEndpoints.IcePath);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return request;
    }
}
