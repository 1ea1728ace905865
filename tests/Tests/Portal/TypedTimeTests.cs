using AwesomeAssertions;
using ConferenceGateway.Portal;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Portal;

public sealed class TypedTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_time_that_the_clocks_leave_out_is_an_hour_later_and_one_that_comes_twice_the_second()
    {
        TypedTime.At(new DateTime(2027, 3, 28, 2, 30, 0), Berlin).UtcDateTime.Should().Be(new DateTime(2027, 3, 28, 1, 30, 0), "then it is 3:30 there");
        TypedTime.At(new DateTime(2027, 10, 31, 2, 30, 0), Berlin).UtcDateTime.Should().Be(new DateTime(2027, 10, 31, 1, 30, 0));
    }

    [Fact]
    public void The_next_such_time_is_ahead_also_in_the_night_in_which_it_comes_twice()
    {
        // 2:40 for the first time; 2:30 comes once more.
        var time = new FakeTimeProvider(new DateTimeOffset(2027, 10, 31, 0, 40, 0, TimeSpan.Zero));
        time.SetLocalTimeZone(Berlin);

        TypedTime.Next(new TimeOnly(2, 30), time).UtcDateTime.Should().Be(new DateTime(2027, 10, 31, 1, 30, 0));
        TypedTime.Next(new TimeOnly(0, 30), time).UtcDateTime.Should().Be(new DateTime(2027, 10, 31, 23, 30, 0));
    }
}
