using AwesomeAssertions;
using ConferenceGateway.Browsers.Devices;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Devices;

public sealed class IceAccessTests
{
    // printf '%s' '1700000120:device-test' | openssl dgst -sha1 -hmac 'north' -binary | base64
    [Fact]
    public void The_password_is_what_a_TURN_server_computes_from_the_name()
    {
        var access = IceAccess.Mint("north", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

        access.User.Should().Be("1700000120:device-test");
        access.Password.Should().Be("CS/3oyu0Cy5v5JJeGtrVWFDS12w=");
    }

    // The same with a secret that is no ASCII: the bytes are UTF-8.
    [Fact]
    public void A_secret_may_have_umlauts() =>
        IceAccess.Mint("nördlich", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)).Password.Should().Be("wyMMjEC0r2Z0E+/5YULyP41btDs=");

    [Fact]
    public void Without_a_secret_the_name_of_the_settings_is_given() =>
        IceAccess.Of(new IceOptions { User = "u", Password = "p" }, DateTimeOffset.UnixEpoch).Should().Be(new IceAccess("u", "p"));

    [Theory]
    [InlineData("stun:turn.example.org:3478", IceWay.Stun)]
    [InlineData("turn:192.0.2.1:3478?transport=udp", IceWay.Udp)]
    [InlineData("turn:[2001:db8::1]:3478?transport=tcp", IceWay.Tcp)]
    [InlineData("turns:turn.example.org:443?transport=tcp", IceWay.Tls)]
    public void An_address_says_the_way(string text, IceWay way) => IceServer.Parse(text).Should().Be(new IceServer(way, text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("turn.example.org:3478")]
    [InlineData("stun:turn.example.org")]
    [InlineData("stun:turn.example.org:0")]
    [InlineData("stun:turn.example.org:65536")]
    [InlineData("stun:turn.example.org:3478?transport=udp")]
    [InlineData("turn:turn.example.org:3478")]
    [InlineData("turn:turn.example.org:3478?transport=sctp")]
    [InlineData("turns:turn.example.org:443?transport=udp")]
    [InlineData("turn:user:password@turn.example.org:3478?transport=udp")]
    [InlineData("turn://turn.example.org:3478?transport=udp")]
    [InlineData("turn:turn.example.org:3478/x?transport=udp")]
    [InlineData("turn:turn example.org:3478?transport=udp")]
    [InlineData("stun:a#b:3478")]
    [InlineData("stun::3478")]
    [InlineData("https://turn.example.org:443")]
    public void Anything_else_is_no_address(string? text) => IceServer.Parse(text).Should().BeNull();
}
