using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Proxy;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

public sealed class TimeLimitTests
{
    [Fact]
    public void A_quiet_socket_is_left_alone_for_an_hour() =>
        Of(Surface.XmppWebSocket, isSocket: true).Should().BeGreaterThanOrEqualTo(TimeSpan.FromHours(1));

    [Fact]
    public void A_long_poll_may_be_held_for_ninety_seconds() =>
        Of(Surface.Bosh, isSocket: false).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(90));

    [Fact]
    public void Nobody_waits_for_ever_for_a_page() =>
        Of(Surface.Page, isSocket: false).Should().BeLessThanOrEqualTo(TimeSpan.FromMinutes(1));

    private static TimeSpan? Of(Surface surface, bool isSocket)
    {
        ServerAddress.TryParse("http://127.0.0.1:8000", out var server).Should().BeTrue();
        return ForwardStep.ConfigOf(new UpstreamRequest(surface, null, server!, "/") { IsSocket = isSocket }).ActivityTimeout;
    }
}
