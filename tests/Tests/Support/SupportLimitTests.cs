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
    public void One_network_gets_twenty_in_an_hour_and_is_told_how_long_to_wait()
    {
        Enumerable.Range(0, 20).Should().OnlyContain(_ => Takes("192.0.2.0/24"));
        _time.Advance(TimeSpan.FromMinutes(20));

        _limit.Wait("192.0.2.0/24").Should().Be(TimeSpan.FromMinutes(40));
        Takes("198.51.100.0/24").Should().BeTrue("others are not held up");

        _time.Advance(TimeSpan.FromMinutes(40));
        Takes("192.0.2.0/24").Should().BeTrue();
    }

    [Fact]
    public void All_together_get_two_hundred_in_an_hour_and_whoever_had_none_yet_one_more()
    {
        Enumerable.Range(0, 1000).Count(number => Takes($"flood {number % 15}")).Should().Be(200);
        Takes("flood 1").Should().BeFalse();

        Takes("member").Should().BeTrue("somebody else's flood does not take help away");
        Takes("member").Should().BeFalse();
        Enumerable.Range(0, 5000).Count(number => Takes($"net {number}")).Should().Be(799, "there is an end to it");

        _time.Advance(TimeSpan.FromHours(1));
        Takes("flood 1").Should().BeTrue();
    }

    [Fact]
    public void A_code_is_renewed_twenty_times_an_hour_and_takes_nothing_from_the_neighbours()
    {
        Enumerable.Range(0, 100).Count(_ => _limit.Renews("one")).Should().Be(20);
        _limit.Renews("other").Should().BeTrue();
        Enumerable.Range(0, 20).Should().OnlyContain(_ => Takes("192.0.2.0/24"));

        _time.Advance(TimeSpan.FromHours(1));
        _limit.Renews("one").Should().BeTrue();
    }

    private bool Takes(string source) => _limit.Wait(source) is null;
}
