using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Portal;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Portal;

public sealed class FixedWindowLimitTests
{
    private readonly SettableTime _time = new();
    private readonly Five _limit;

    public FixedWindowLimitTests() => _limit = new Five(_time);

    [Fact]
    public void One_network_gets_its_number_and_is_told_how_long_to_wait()
    {
        for (var i = 0; i < 5; i++)
            Wait(i % 2 == 0 ? "192.0.2.1" : "192.0.2.200").Should().BeNull("neighbours count together, up to the number");
        _time.Advance(TimeSpan.FromMinutes(20));

        Wait("192.0.2.77").Should().Be(TimeSpan.FromMinutes(40));
        Wait("198.51.100.1").Should().BeNull("others are not held up");

        _time.Advance(TimeSpan.FromMinutes(40));
        Wait("192.0.2.77").Should().BeNull();
    }

    [Fact]
    public void All_together_have_a_number_too()
    {
        Enumerable.Range(0, 100).Count(number => Wait($"10.0.{number}.1") is null).Should().Be(20);

        _time.Advance(TimeSpan.FromHours(1));
        Wait("10.0.99.1").Should().BeNull();
    }

    [Fact]
    public void A_clock_that_is_set_back_locks_nobody_out()
    {
        for (var i = 0; i < 6; i++)
            Wait("192.0.2.1");
        _time.Ahead = TimeSpan.FromDays(-1);

        Wait("192.0.2.1").Should().BeNull();
    }

    private TimeSpan? Wait(string address) => _limit.Wait(IPAddress.Parse(address));

    private sealed class Five(TimeProvider time) : FixedWindowLimit(TimeSpan.FromHours(1), mostPerSource: 5, mostInAll: 20, mostAtAll: 20, time);

    private sealed class SettableTime : FakeTimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
