using System.Buffers;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Proxy;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>The small parts of the proxy, each by itself.</summary>
public sealed class ProxyPartsTests
{
    private static readonly Origins Origins = new(new Uri("https://meet.test"), new Uri("https://portal.test"));

    [Theory]
    [InlineData("room=a", 1, "a")]
    [InlineData("x=1&room=a", 1, "a")]
    [InlineData("room", 1, "")]
    [InlineData("r%6F%6fm=a&b", 1, "a")]
    [InlineData("ROOM=a&room=b", 2, "a")]
    [InlineData("rooms=a&oom=b&=c&", 0, "")]
    [InlineData("roo%6=a", 0, "")]
    [InlineData("roo%=a", 0, "")]
    [InlineData("room%00=a", 0, "")]
    [InlineData("", 0, "")]
    public void A_parameter_is_found_by_its_decoded_name(string query, int times, string value)
    {
        new RequestQuery(query).Find("room", out var found).Should().Be(times);
        found.ToString().Should().Be(value);
    }

    [Theory]
    [InlineData("a=1&token=x&b=2", "?a=1&b=2")]
    [InlineData("token=x", "")]
    [InlineData("tok%65n=x&JWT=y&%6A%57%74", "")]
    [InlineData("tokens=x&jwt2", "?tokens=x&jwt2")]
    [InlineData("&&a=1&&", "?a=1")]
    public void Tokens_are_left_out(string query, string expected)
    {
        var text = new StringBuilder();
        new RequestQuery(query).AppendAllButTokens(text);
        text.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("previd=a-b_c.d~1", "/x?previd=a-b_c.d~1")]
    [InlineData("previd=a%26b", "/x?")]
    [InlineData("previd=a&previd=b", "/x?")]
    [InlineData("previd=", "/x?")]
    [InlineData("previd=0123456789", "/x?")]
    public void An_opaque_value_is_plain_or_not_there(string query, string expected)
    {
        var text = new StringBuilder("/x?");
        new RequestQuery(query).AppendPlain(text, "previd", maxLength: 9);
        text.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("<body rid='1' sid='abc' xmlns='x'/>", "abc", false)]
    [InlineData("  <body sid=\"a-b\" type=\"terminate\">", "a-b", true)]
    [InlineData("<body\tto='a>b'\r\n\tsid = 'abc'\n>", "abc", false)]
    [InlineData("<body type='terminated' xsid='abc' x:sid='d'>", null, false)]
    [InlineData("<body/>", null, false)]
    public void The_tag_of_a_long_poll_names_its_session(string body, string? sid, bool isTerminate)
    {
        BoshTag.TryRead(Encoding.UTF8.GetBytes(body), out var tag).Should().BeTrue();

        tag.IsPlain.Should().BeTrue();
        tag.Sid.Should().Be(sid);
        tag.IsTerminate.Should().Be(isTerminate);
    }

    [Theory]
    [InlineData("<body sid='abc")]
    [InlineData("<body sid")]
    [InlineData("<body /")]
    [InlineData("<bo")]
    [InlineData("  ")]
    [InlineData("")]
    public void A_tag_that_has_not_ended_is_waited_for(string body) =>
        BoshTag.TryRead(Encoding.UTF8.GetBytes(body), out _).Should().BeFalse();

    [Theory]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><body sid='abc'/>")]
    [InlineData("<!-- <body> --><body sid='abc'/>")]
    [InlineData("\uFEFF<body sid='abc'/>")]
    [InlineData("<x:body xmlns:x='http://jabber.org/protocol/httpbind' sid='abc'/>")]
    [InlineData("<bodysid='abc'>")]
    [InlineData("<body rid='1'sid='abc'>")]
    [InlineData("<body sid='&#97;bc'>")]
    [InlineData("<body type='termin&#97;te'>")]
    [InlineData("<body rid='9007199254740992' sid='abc'>")]
    [InlineData("<body rid='1.0' sid='abc'>")]
    [InlineData("<body rid='0x1' sid='abc'>")]
    [InlineData("<body sid=abc>")]
    [InlineData("<body sid=''>")]
    [InlineData("<body sid=>")]
    [InlineData("<body / sid='abc'>")]
    [InlineData("<html>")]
    [InlineData("{}")]
    public void A_tag_that_two_could_read_in_two_ways_is_not_plain(string body)
    {
        BoshTag.TryRead(Encoding.UTF8.GetBytes(body), out var tag).Should().BeTrue();

        tag.Should().Be(default(BoshTag));
    }

    [Property(MaxTest = 2_000)]
    public bool Any_bytes_can_be_a_long_poll_and_in_pieces_they_say_the_same(byte[] first, byte[] second)
    {
        byte[] start = [.. "<body sid='a' "u8, .. first];
        byte[] whole = [.. start, .. second];
        var one = BoshTag.TryRead(whole, out var tag);
        var head = new Segment(start);
        var pieces = BoshTag.TryRead(new ReadOnlySequence<byte>(head, 0, head.Append(second), second.Length), out var again);
        return one == pieces && tag == again;
    }

    [Theory]
    [InlineData("plenum", "plenum@conference.meet.test", true)]
    [InlineData("plenum", "plenum@muc.xmpp.example", true)]
    [InlineData("plenum", "plenum@conference.acme.meet.test", false)]
    [InlineData("plenum", "plenum@conference", false)]
    [InlineData("plenum", "plenum@.meet.test", false)]
    [InlineData("plenum", "@conference.meet.test", false)]
    [InlineData("plenum", "[acme]plenum@conference.meet.test", false)]
    [InlineData("acme/plenum", "[acme]plenum@conference.acme.meet.test", false)]
    [InlineData("acme/plenum", "plenum@conference.acme.meet.test", true)]
    [InlineData("acme/plenum", "plenum@conference.ACME.meet.test", true)]
    [InlineData("acme/plenum", "plenum@conference.acmex.meet.test", false)]
    [InlineData("acme/plenum", "plenum@conference.meet.test", false)]
    [InlineData("acme/plenum", "plenum@conference.acme", false)]
    public void A_conference_request_names_the_room_or_not(string room, string jid, bool isSame)
    {
        RoomName.TryParseKey(room, out var name).Should().BeTrue();
        var fault = ConferenceRequestBody.Check(Encoding.UTF8.GetBytes($$"""{"a":[1,{"room":"x"}],"room":"{{jid}}" }"""), name, "meet.test");

        (fault is null).Should().Be(isSame, fault);
    }

    [Property(MaxTest = 2_000)]
    public bool Any_bytes_can_be_a_conference_request(byte[] body) =>
        RoomName.TryParseKey("plenum", out var name) && ConferenceRequestBody.Check(body, name, "meet.test") is not null;

    [Theory]
    [InlineData("/x?y#z", "/x?y#z")]
    [InlineData("http://10.0.0.1:8000/x", "https://meet.test/x")]
    [InlineData("https://meet.test/x#y", "https://meet.test/x#y")]
    [InlineData("http://xmpp.test/x", "https://meet.test/x")]
    [InlineData("http://xmpp.test:8443/x", "https://meet.test/x")]
    [InlineData("http://10.0.0.1:8001/x", null)]
    [InlineData("https://meet.test@evil.test/", null)]
    [InlineData("https://meet.test:pw@meet.test/", null)]
    [InlineData("https://meet.test.evil.test/", null)]
    [InlineData("//evil.test/", null)]
    [InlineData("/\\evil.test/", null)]
    [InlineData("/\t/evil.test/", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("relative", null)]
    [InlineData("/\u00e9", null)]
    [InlineData("", null)]
    public void A_shards_redirect_stays_on_the_site(string location, string? expected) =>
        LocalLocation.Of(location, "http://10.0.0.1:8000", "xmpp.test", Origins).Should().Be(expected);

    [Property(MaxTest = 5_000)]
    public bool No_redirect_of_a_shard_leads_away(string? location) =>
        LocalLocation.Of(location ?? "", "http://10.0.0.1:8000", "xmpp.test", Origins) is not { } local ||
        new Uri(new Uri("https://meet.test/room"), local).Authority == "meet.test";

    [Theory]
    [InlineData("express_sid=1; shard=alpha; prefs=%7B%7D", "express_sid=1; prefs=%7B%7D")]
    [InlineData("EXPRESS_SID=1", null)]
    [InlineData("express_sid2=1; __Host-express_sid=1", null)]
    [InlineData("", null)]
    public void Etherpad_gets_its_own_cookies(string sent, string? expected) => EtherpadCookies.ToShard(sent).Should().Be(expected);

    [Fact]
    public void Etherpads_cookies_stay_on_its_path()
    {
        using var from = new HttpResponseMessage();
        from.Headers.TryAddWithoutValidation("Set-Cookie",
            ["sessionID=1; path=/; DOMAIN=meet.test; Secure", "shard=x; Path=/etherpad/", "", "token=t; Path=/x; Path=/y; SameSite=Lax"]);
        var context = new DefaultHttpContext();
        EtherpadCookies.FromShard(from, context.Response);

        context.Response.Headers.SetCookie.Should().Equal("sessionID=1; Secure; Path=/etherpad/", "token=t; SameSite=Lax; Path=/etherpad/");
    }

    [Theory]
    [InlineData("/static/a-b_c~d.js", true)]
    [InlineData("/static/a%20b", true)]
    [InlineData("/static/a%2eb", false)]
    [InlineData("/static/a%3bb", false)]
    [InlineData("/static/a%25b", false)]
    [InlineData("/static/a%C3%A9", false)]
    [InlineData("/static/a%", false)]
    [InlineData("/static/a%1", false)]
    [InlineData("/static/a%+1", false)]
    [InlineData("/static/a;b", false)]
    [InlineData("/static/a\"b", false)]
    public void A_files_path_is_plain(string path, bool isPlain) => PathRules.IsPlainFile(path).Should().Be(isPlain);

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes) => Memory = bytes;

        public Segment Append(byte[] bytes)
        {
            var next = new Segment(bytes) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
