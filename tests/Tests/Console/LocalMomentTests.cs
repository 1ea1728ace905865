using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.Console;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Console;

public sealed class LocalMomentTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 20, 30, 0, TimeSpan.Zero));

    public LocalMomentTests() => _time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test"));

    [Theory]
    [InlineData("23:00", "2026-11-22T22:00:00Z")]
    [InlineData("21:30", "2026-11-23T20:30:00Z")]
    [InlineData("2:00", "2026-11-23T01:00:00Z")]
    [InlineData("2027-03-04T23:00", "2027-03-04T22:00:00Z")]
    [InlineData("2027-03-04 23:00", "2027-03-04T22:00:00Z")]
    [InlineData("2027-03-04T23:00Z", "2027-03-04T23:00:00Z")]
    [InlineData("2027-03-04T23:00:00+02:00", "2027-03-04T21:00:00Z")]
    public void A_clock_time_is_the_next_such_time_of_this_machine(string typed, string at)
    {
        LocalMoment.TryParse(typed, _time, out var moment).Should().BeTrue();
        moment.Should().Be(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("24:00")]
    [InlineData("now")]
    [InlineData("tomorrow")]
    [InlineData("4.3.2027 23:00")]
    [InlineData("23")]
    public void What_is_no_time_is_refused(string typed) => LocalMoment.TryParse(typed, _time, out _).Should().BeFalse();
}
