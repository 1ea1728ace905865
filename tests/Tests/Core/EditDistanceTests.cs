using AwesomeAssertions;
using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "run", 3)]
    [InlineData("rum", "run", 1)]
    [InlineData("rn", "run", 1)]
    [InlineData("RUN", "run", 0)]
    [InlineData("kitten", "sitting", 3)]
    public void It_counts_letters_to_insert_leave_out_or_replace(string a, string b, int distance) =>
        EditDistance.Of(a, b).Should().Be(distance);
}
