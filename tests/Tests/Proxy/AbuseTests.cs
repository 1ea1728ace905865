using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Proxy;
using ConferenceGateway.Tests.Placement;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>Requests that nobody sends by mistake.</summary>
public sealed class AbuseTests : IClassFixture<SurfaceFixture>
{
    private readonly SurfaceFixture _house;

    public AbuseTests(SurfaceFixture house)
    {
        _house = house;
        house.Clear();
    }

    [Theory]
    [InlineData("/-/health/live", 200)]
    [InlineData("/-/assets/look.css", 200)]
    [InlineData("/-/assets/nothing", 404)]
    [InlineData("/-/health/", 404)]
    [InlineData("/-/health/../../", 404)]
    [InlineData("/plenum", 421)]
    public async Task A_host_that_is_no_name_breaks_nothing(string target, int expected)
    {
        foreach (var host in new[] { "evil.test", "xn--", "xn--" + new string('a', 300), "xn--a-" })
        {
            var answer = await RawConnection.ExchangeAsync(
                _house.Gateway, $"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");

            RawConnection.Status(answer).Should().Be(expected, answer);
        }
    }

    [Fact]
    public async Task A_session_that_only_a_request_speaks_of_does_not_count()
    {
        // The rest of the body never comes.
        await RawConnection.ExchangeAsync(
            _house.Gateway,
            "POST /http-bind?room=invented HTTP/1.1\r\nHost: meet.test\r\nContent-Length: 500\r\n\r\n<body sid='x'>"u8.ToArray(),
            thenCloses: true);
        // Prosody does not answer properly.
        _house.Prosody.Faults.Garbage = "SSH-2.0\r\n"u8.ToArray();
        await RawConnection.ExchangeAsync(
            _house.Gateway,
            "POST /http-bind?room=invented HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\nContent-Length: 15\r\n\r\n<body sid='y'/>");

        _house.Gateway.Get<ConnectionTable>().CountOf(Book.Room("invented")).Should().Be(0);
    }

    [Theory]
    [InlineData("/plenum")]
    [InlineData("/config.js?room=plenum")]
    [InlineData("/libs/lab-meeting.js?v=1")]
    public async Task What_depends_on_who_asks_is_kept_by_no_cache_that_many_share(string target)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, target);
        asked.Headers.Add("Cookie", "shard=alpha");
        var answer = await _house.Client.SendAsync(asked);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var cache = answer.Headers.CacheControl!;
        (cache.Private, cache.Public).Should().Be((true, false), "of " + cache);
    }

    [Theory]
    [InlineData("meet.test", "conference.meet.test", true)]
    [InlineData("meet.test:8443", "conference.meet.test", true)]
    [InlineData("meet.test:8443", "conference.acme.meet.test", false)]
    [InlineData("meet.test:8443", "muc.meet.jitsi", true)]
    public void A_port_of_Host_hides_no_tenant(string host, string domain, bool expected)
    {
        var body = System.Text.Encoding.UTF8.GetBytes($$"""{"room":"plenum@{{domain}}"}""");

        (ConferenceRequestBody.Check(body, Book.Room("plenum"), host) is null).Should().Be(expected);
    }
}
