using AwesomeAssertions;
using ConferenceGateway.Upkeep.Closing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

public sealed class ClosingFormTests
{
    [Theory]
    [InlineData("0001-01-01T00:00")]
    [InlineData("9999-12-31T23:59")]
    [InlineData("tomorrow")]
    public void A_moment_that_no_clock_shows_is_named_at_its_field(string typed)
    {
        foreach (var hours in (int[])[14, -12])
        {
            var time = new FakeTimeProvider();
            time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("far", TimeSpan.FromHours(hours), "far", "far"));
            var form = ClosingForm.Of(new FormCollection(new() { ["kind"] = "closed", ["from"] = typed, ["until"] = typed }));

            form.Read(time).Should().BeNull();

            form.Faults.Should().ContainKeys("from", "until");
        }
    }
}
