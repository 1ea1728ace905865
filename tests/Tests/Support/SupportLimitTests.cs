using AwesomeAssertions;
using ConferenceGateway.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Support;

public sealed class SupportLimitTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SupportLimit _limit;

    public SupportLimitTests() => _limit = new SupportLimit(_time);

    [Fact]
    public void One_network_gets_five_in_an_hour_and_is_told_how_long_to_wait()
    {
        Enumerable.Range(0, 5).Should().OnlyContain(_ => Takes("192.0.2.0/24"));
        _time.Advance(TimeSpan.FromMinutes(20));

        _limit.Takes("192.0.2.0/24", out var wait).Should().BeFalse();
        wait.Should().Be(TimeSpan.FromMinutes(40));
        Takes("198.51.100.0/24").Should().BeTrue("others are not held up");

        _time.Advance(wait);
        Takes("192.0.2.0/24").Should().BeTrue();
    }

    [Fact]
    public void All_together_get_two_hundred_in_an_hour()
    {
        Enumerable.Range(0, 1000).Count(number => Takes($"net {number}")).Should().Be(200);

        _time.Advance(TimeSpan.FromHours(1));
        Takes("net 1").Should().BeTrue();
    }

    private bool Takes(string source) => _limit.Takes(source, out _);
}
