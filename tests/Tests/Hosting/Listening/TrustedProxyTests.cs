using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Hosting.Listening;

/// <summary>Who asks is known from the connection, or from a proxy that the settings name; from nobody else.</summary>
public sealed class TrustedProxyTests : IAsyncLifetime
{
    private LabShard _shard = null!;

    public async ValueTask InitializeAsync() => _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });

    public ValueTask DisposeAsync() => _shard.DisposeAsync();

    [Theory]
    [InlineData(null, "203.0.113.7", "127.0.0.1")]
    [InlineData("192.0.2.1", "203.0.113.7", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.0/8", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1", "2001:db8::7", "2001:db8::7")]
    // The client wrote the first one itself; the last is what the proxy has seen.
    [InlineData("127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1;10.0.0.0/24", "198.51.100.1, 203.0.113.7, 10.0.0.5", "203.0.113.7")]
    [InlineData("127.0.0.1", "nonsense", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.7, nonsense", "127.0.0.1")]
    [InlineData("127.0.0.1", "", "127.0.0.1")]
    public async Task A_shard_is_told_the_address_that_can_be_believed(string? trusted, string said, string expected)
    {
        await using var gateway = await StartAsync(trusted, isSecure: false);
        using var client = gateway.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", said);

        await client.GetAsync("/plenum");

        _shard.Received.To("/plenum").Should().ContainSingle().Which.Header("X-Forwarded-For").Should().Be(expected);
    }

    [Theory]
    [InlineData(null, "https", HttpStatusCode.MovedPermanently)]
    [InlineData("192.0.2.1", "https", HttpStatusCode.MovedPermanently)]
    [InlineData("127.0.0.1", "https", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", "http", HttpStatusCode.MovedPermanently)]
    // A proxy that does not say it would send everybody in circles.
    [InlineData("127.0.0.1", "", HttpStatusCode.OK)]
    public async Task Whether_TLS_was_used_is_believed_of_a_trusted_proxy(string? trusted, string said, HttpStatusCode expected)
    {
        await using var gateway = await StartAsync(trusted, isSecure: true);
        using var client = gateway.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.7");
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-Proto", said);

        (await client.GetAsync("/plenum")).StatusCode.Should().Be(expected);
    }

    [Theory]
    [InlineData("X-Forwarded-Host", "evil.test")]
    [InlineData("X-Forwarded-Prefix", "/evil")]
    [InlineData("X-Original-For", "203.0.113.7")]
    [InlineData("X-Original-Proto", "http")]
    [InlineData("Forwarded", "for=203.0.113.7;host=evil.test")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    public async Task Nothing_else_is_believed_of_anybody(string header, string value)
    {
        await using var gateway = await StartAsync("127.0.0.1", isSecure: false);
        using var client = gateway.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        var answer = await client.GetAsync("/Plenum");
        await client.GetAsync("/plenum");

        answer.Headers.Location.Should().Be(new Uri("http://meet.test/plenum"));
        var received = _shard.Received.To("/plenum").Should().ContainSingle().Which;
        received.ToString().Should().NotContain("evil").And.NotContain("203.0.113.7");
        received.Header("X-Forwarded-Proto").Should().Be("http");
    }

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public async Task Who_believes_everybody_is_warned(string trusted)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        var port = LoopbackPorts.NextPair();
        await using var gateway = GatewayProcess.Start(
            [
                "run", "--MeetingUrl", $"http://127.0.0.1:{port}", "--PortalUrl", $"http://127.0.0.1:{port + 1}",
                "--Storage:Path", Path.Combine(folder.FullName, "gateway.db"), "--TrustedProxies:0", trusted,
                "--Fleet:Shards:0:Name", "alpha", "--Fleet:Shards:0:Address", _shard.Address.ToString(),
            ],
            folder.FullName);

        var line = await gateway.WaitForLineAsync(line => line.Contains("TrustedProxies has", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        line.Should().Contain(" WRN ").And.Contain(trusted).And.Contain("everybody");
        gateway.Terminate();
        (await gateway.EndAsync()).Should().Be(0);
        folder.Delete(recursive: true);
    }

    private Task<TestGateway> StartAsync(string? trusted, bool isSecure)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (index, proxy) in (trusted?.Split(';') ?? []).Index())
            settings[$"TrustedProxies:{index}"] = proxy;
        return TestGateway.StartAsync(new TestGatewayOptions { Settings = settings, IsSecure = isSecure }, _shard);
    }
}
