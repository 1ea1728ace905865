using AwesomeAssertions;
using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("http://10.0.0.5:5280", "http://10.0.0.5:5280")]
    [InlineData("http://10.0.0.5:5280/", "http://10.0.0.5:5280")]
    [InlineData("https://meet.example.org", "https://meet.example.org")]
    [InlineData("HTTPS://Meet.Example.org:443/", "https://meet.example.org")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    [InlineData("http://localhost:65535", "http://localhost:65535")]
    public void Host_and_port_are_an_address(string text, string prefix)
    {
        ServerAddress.TryParse(text, out var address).Should().BeTrue();

        address!.Prefix.Should().Be(prefix);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://169.254.169.254")]
    [InlineData("http://2852039166")]
    [InlineData("http://0xA9FEA9FE")]
    [InlineData("http://[::ffff:169.254.169.254]")]
    [InlineData("http://[fe80::1]")]
    [InlineData("http://[fd00:ec2::254]")]
    [InlineData("http://224.0.0.1")]
    [InlineData("http://255.255.255.255")]
    [InlineData("http://[ff02::1]")]
    public void Some_addresses_are_no_servers(string text)
    {
        ServerAddress.TryParse(text, out var address).Should().BeTrue();

        address!.IsNobodys.Should().BeTrue();
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://10.0.0.5")]
    [InlineData("http://[fd00::5]")]
    [InlineData("http://meet.example.org")]
    [InlineData("http://169.254.169.254.example.org")]
    public void Others_may_be(string text)
    {
        ServerAddress.TryParse(text, out var address).Should().BeTrue();

        address!.IsNobodys.Should().BeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("meet.example.org")]
    [InlineData("//meet.example.org")]
    [InlineData("/")]
    [InlineData("meet.example.org:8080")]
    [InlineData("http://")]
    [InlineData("http:///")]
    [InlineData("http://:8080")]
    [InlineData("ftp://meet.example.org")]
    [InlineData("ws://meet.example.org")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:secret@meet.example.org")]
    [InlineData("http://user@meet.example.org")]
    [InlineData("http://@meet.example.org")]
    [InlineData("http://meet.example.org/jitsi")]
    [InlineData("http://meet.example.org/?a=b")]
    [InlineData("http://meet.example.org/?")]
    [InlineData("http://meet.example.org/#a")]
    [InlineData("http://meet.example.org/#")]
    [InlineData("http://meet.example.org/a/..")]
    [InlineData(@"http:\\meet.example.org")]
    [InlineData("http:meet.example.org")]
    [InlineData("http://meet.example.org:0")]
    [InlineData("http://meet.example.org:70000")]
    [InlineData("http://meet.example.org:-1")]
    [InlineData("http://meet.example.org:http")]
    [InlineData("http://meet example.org")]
    [InlineData("http://meet.example.org\r\nX: y")]
    [InlineData("http://a.example;http://b.example")]
    [InlineData("http://*:8080")]
    public void Everything_else_is_none(string? text) => ServerAddress.TryParse(text, out _).Should().BeFalse();
}
