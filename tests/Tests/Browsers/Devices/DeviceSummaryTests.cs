using AwesomeAssertions;
using ConferenceGateway.Browsers.Devices;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Devices;

public sealed class DeviceSummaryTests
{
    [Fact]
    public void It_is_read_part_by_part()
    {
        var summary = DeviceSummary.Parse("Camera.1-Microphone.d-Udp.0-Clock.x")!;

        (summary[DevicePart.Camera], summary[DevicePart.Microphone], summary[DevicePart.Udp], summary[DevicePart.Clock], summary[DevicePart.Tls])
            .Should().Be((DeviceResult.Works, DeviceResult.Refused, DeviceResult.Fails, DeviceResult.Unknown, DeviceResult.Unknown));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("Camera")]
    [InlineData("Camera.2")]
    [InlineData("camera.1")]
    [InlineData("0.1")]
    [InlineData("Camera,Tls.1")]
    [InlineData("Camera.1-Camera.1")]
    [InlineData("Camera.1-")]
    [InlineData("Camera.1-Name.Erika")]
    [InlineData("<script>.1")]
    public void One_wrong_part_and_nothing_of_it_is_believed(string? field) => DeviceSummary.Parse(field).Should().BeNull();

    [Property]
    public bool Whatever_is_sent_never_throws(string field) => DeviceSummary.Parse(field) is null || field.Length <= DeviceSummary.MostCharacters;
}
