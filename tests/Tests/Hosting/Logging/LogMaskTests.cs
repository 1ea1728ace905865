using AwesomeAssertions;
using ConferenceGateway.Hosting.Logging;
using Xunit;

namespace ConferenceGateway.Tests.Hosting.Logging;

public sealed class LogMaskTests
{
    private readonly LogMask _mask = new(showsRooms: false);

    [Theory]
    [InlineData("192.0.2.77", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    [InlineData("fe80::1234%2", "fe80::/48")]
    [InlineData("2002:c000:024d::1", "2002:c000:200::/40")]
    [InlineData("192.0.2.77:5060", "192.0.2.0/24")]
    [InlineData("[2001:db8:1:2::6]:443", "2001:db8:1::/48")]
    [InlineData("", "")]
    [InlineData("nobody", "nobody")]
    public void Of_an_address_the_network_is_left(string address, string shown) => LogMask.Client(address).Should().Be(shown);

    [Fact]
    public void A_room_has_one_mark_in_a_process_and_another_one_in_the_next()
    {
        _mask.Room("plenum").Should().Be(_mask.Room("plenum")).And.MatchRegex("^#[0-9a-f]{8}$");
        _mask.Room("plenum").Should().NotBe(_mask.Room("vorstand")).And.NotBe(new LogMask(false).Room("plenum"));
    }

    [Fact]
    public void A_room_is_named_where_that_is_switched_on() => new LogMask(showsRooms: true).Room("größe\nraum").Should().Be("größe·raum");

    [Theory]
    [InlineData("GET http://127.0.0.1:5280/http-bind answered 500", "GET http://127.0.0.1:5280/http-bind answered 500")]
    [InlineData("GET http://127.0.0.1/http-bind?room=plenum&token=abc answered", "GET http://127.0.0.1/http-bind?… answered")]
    [InlineData("x token=abc&jwt=def PWD: ghi", "x token=…&jwt=… PWD=…")]
    [InlineData("Fleet:Shards:1:Token:SecretFile is not there, token: abc", "Fleet:Shards:1:Token:SecretFile is not there, token=…")]
    [InlineData("a\r\nb\u001b[31mc\u2028d\u0085e", "a··b·[31mc·d·e")]
    [InlineData("Is it there?", "Is it there?")]
    public void Lines_of_ours_hold_no_query_no_secret_no_line_break(string text, string shown) => LogMask.Own(text).Should().Be(shown);

    [Theory]
    [InlineData("Request starting HTTP/1.1 GET http://meet.test/plenum?jwt=abc - application/json", "Request starting HTTP/1.1 GET http://meet.test/… - application/json")]
    [InlineData("1 candidate(s) found for the request path '/acme/plenum'", "1 candidate(s) found for the request path '…'")]
    [InlineData("Invalid request target: 'plenum?jwt=abc'", "Invalid request target: '…'")]
    [InlineData("Invalid request line: 'GET /x'plenum?a='&%6awt=abc HTTP/1.1'", "Invalid request line: '…'")]
    [InlineData("plenum?jwt=abc is odd", "?… is odd")]
    [InlineData("/plenum", "/…")]
    [InlineData("?room=plenum", "?…")]
    [InlineData("Now listening on: http://127.0.0.1:8080", "Now listening on: http://127.0.0.1:8080")]
    [InlineData("192.0.2.77:5060", "192.0.2.0/24")]
    public void Lines_of_others_hold_no_path_either(string text, string shown) => _mask.Foreign(text).Should().Be(shown);

    [Fact]
    public void Of_an_exception_types_and_frames_are_left()
    {
        var text = "";
        try
        {
            throw new InvalidOperationException("Cannot reach https://meet.test/plenum?token=abc\nnow", new IOException("GET /acme/plenum HTTP/1.1"));
        }
        catch (InvalidOperationException e)
        {
            text = _mask.Foreign(e);
        }

        text.Should().Contain("System.InvalidOperationException: Cannot reach https://meet.test/…·now").And.Contain("System.IO.IOException: GET /… HTTP/1.1")
            .And.Contain(nameof(Of_an_exception_types_and_frames_are_left)).And.NotContain("plenum").And.NotContain("abc");
    }
}
