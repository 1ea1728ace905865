using System.Net.WebSockets;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>What a client would like a shard to believe reaches none, whatever it asks for.</summary>
public sealed class StrippedTests : IClassFixture<SurfaceFixture>
{
    private const string Parameters = "token=stolen&tok%65n=stolen&%54OKEN=stolen&TOKEN=stolen&jwt=stolen&j%77t=stolen&JWT=stolen&token&jwt";

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Authorization", "Bearer stolen"),
        ("Proxy-Authorization", "Basic stolen"),
        ("Cookie", "shard=stolen; check=stolen; lang=stolen; __Host-shard=stolen; __Host-check=stolen; __Host-ticket=stolen; __Secure-x=stolen"),
        ("Forwarded", "for=stolen"),
        ("X-Forwarded-For", "stolen"),
        ("X-Forwarded-Host", "stolen"),
        ("X-Forwarded-Proto", "stolen"),
        ("X-Forwarded-Prefix", "/stolen"),
        ("X-Forwarded-Port", "stolen"),
        ("X-Real-IP", "stolen"),
        ("X-Proxy-Region", "stolen"),
        ("X-Jitsi-Shard", "stolen"),
        ("X-Jitsi-Region", "stolen"),
        ("X-Original-URL", "/stolen"),
        ("X-HTTP-Method-Override", "STOLEN"),
        ("X-Anything-Else", "stolen"),
        ("Referer", "http://meet.test/stolen"),
        ("From", "stolen@example.org"),
    ];

    private readonly SurfaceFixture _house;

    public StrippedTests(SurfaceFixture house)
    {
        _house = house;
        house.Clear();
    }

    [Theory]
    [InlineData("GET", "/plenum?")]
    [InlineData("GET", "/acme/plenum?prefix=stolen&")]
    [InlineData("GET", "/config.js?room=plenum&prefix=stolen&")]
    [InlineData("GET", "/acme/config.js?")]
    [InlineData("GET", "/static/app/x.js?")]
    [InlineData("GET", "/external_api.js?")]
    [InlineData("GET", "/etherpad/p/1?")]
    [InlineData("GET", "/socket.io/?EIO=4&")]
    [InlineData("POST", "/socket.io/?EIO=4&")]
    [InlineData("POST", "/http-bind?room=plenum&prefix=stolen&pr%65fix=stolen&")]
    [InlineData("POST", "/acme/http-bind?room=plenum&PREFIX=stolen&")]
    [InlineData("POST", "/conference-request/v1?room=plenum&prefix=stolen&")]
    public async Task By_request(string method, string target)
    {
        var body = target.Contains("conference", StringComparison.Ordinal)
            ? """{"room":"plenum@conference.meet.test"}"""
            : Answers.BoshBody;
        var headers = string.Concat(Headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        var length = method == "POST" ? $"Content-Length: {body.Length}\r\n" : "";
        var answer = await RawConnection.ExchangeAsync(_house.Gateway,
            $"{method} {target}{Parameters} HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n{headers}{length}\r\n{(method == "POST" ? body : "")}");

        RawConnection.Status(answer).Should().BeOneOf([200, 404], answer);
        ShouldBeClean(_house.Received().Should().ContainSingle().Which);
    }

    [Theory]
    [InlineData("/xmpp-websocket?room=plenum&prefix=stolen&")]
    [InlineData("/acme/xmpp-websocket?room=plenum&pref%69x=stolen&")]
    [InlineData("/etherpad/socket.io/?EIO=4&")]
    [InlineData("/socket.io/?EIO=4&")]
    public async Task By_socket(string target)
    {
        using var socket = await OpenAsync(target + Parameters);

        socket.State.Should().Be(WebSocketState.Open);
        ShouldBeClean(_house.Received().Should().ContainSingle().Which);
    }

    [Fact]
    public async Task By_a_bridges_socket()
    {
        using var socket = await OpenAsync("/colibri-ws/bridge-1/conf/endpoint?pwd=x");

        ShouldBeClean(_house.Single('B'), _house.Bridge.Address.Authority);
    }

    private Task<ClientWebSocket> OpenAsync(string target) => _house.OpenAsync(target, options =>
    {
        if (target.Contains("xmpp", StringComparison.Ordinal))
            options.AddSubProtocol("xmpp");
        foreach (var (name, value) in Headers)
            options.SetRequestHeader(name, value);
    });

    private static void ShouldBeClean(LabRequest request, string host = "meet.test")
    {
        request.ToString().Should().NotContainEquivalentOf("stolen");
        var names = Uri.UnescapeDataString(request.RawQuery).Split('&').Select(pair => pair.Split('=')[0].ToLowerInvariant());
        names.Should().NotContain(["token", "jwt"]);
        SurfaceFixture.ShouldBeRebuilt(request, host);
        request.Header("Cookie").Should().BeNull();
    }
}
