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

        _limit.Takes("192.0.2.0/24", out var wait).Should().BeFalse();
        wait.Should().Be(TimeSpan.FromMinutes(40));
        Takes("198.51.100.0/24").Should().BeTrue("others are not held up");

        _time.Advance(wait);
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

    [Fact]
    public void A_clock_that_was_set_back_locks_nobody_out()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 3, 4, 12, 0, 0, TimeSpan.Zero));
        var limit = new SupportLimit(new SetBack(clock, () => _isSetBack));
        while (limit.Takes("192.0.2.0/24", out _))
        {
        }

        _isSetBack = true;
        limit.Takes("192.0.2.0/24", out var wait).Should().BeTrue();
        wait.Should().Be(TimeSpan.FromHours(1));
    }

    private bool _isSetBack;

    private sealed class SetBack(TimeProvider clock, Func<bool> isSet) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => isSet() ? clock.GetUtcNow() - TimeSpan.FromDays(1) : clock.GetUtcNow();
    }

    private bool Takes(string source) => _limit.Takes(source, out _);
}
