using System.Globalization;
using System.Net;
using System.Xml.Linq;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Lab;

public sealed class LabBoshTests
{
    private static readonly XNamespace Bosh = "http://jabber.org/protocol/httpbind";
    private static readonly XNamespace XBosh = "urn:xmpp:xbosh";
    private static readonly XNamespace Client = "jabber:client";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_created_joins_a_room_and_is_terminated()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        using var http = new HttpClient { BaseAddress = shard.Address };
        await using var anna = await LabClient.ConnectAsync(shard.Address, "vorstand", cancel: Cancel);
        await anna.JoinAsync("Anna", Cancel);

        var session = await BoshPerson.SignInAsync(http, "vorstand");
        var joined = await session.SendAsync(new XElement(Client + "presence", new XAttribute("to", "vorstand@conference.127.0.0.1/Ole")));

        joined.Elements(Client + "presence").Select(presence => presence.Attribute("from")!.Value).Should().Equal(
            "vorstand@conference.127.0.0.1/Anna", "vorstand@conference.127.0.0.1/Ole");
        await anna.WaitForOthersAsync(1, Cancel);
        shard.BoshSessions.Should().Be(1);

        var end = await session.PostAsync(new XAttribute("type", "terminate"));
        end.Attribute("type")!.Value.Should().Be("terminate");
        await anna.WaitForOthersAsync(0, Cancel);
        shard.BoshSessions.Should().Be(0);
        var later = await session.PostAsync();
        later.Attribute("condition")!.Value.Should().Be("item-not-found");
    }

    [Fact]
    public async Task A_poll_waits_until_there_is_something_to_say()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        using var http = new HttpClient { BaseAddress = shard.Address };
        var session = await BoshPerson.SignInAsync(http, "vorstand");
        await session.SendAsync(new XElement(Client + "presence", new XAttribute("to", "vorstand@conference.127.0.0.1/Ole")));
        var before = shard.Received.Total;
        var poll = session.PostAsync();
        await shard.Received.WaitForAsync(request => request.Number > before && request.BodyComplete, Cancel);

        await using var anna = await LabClient.ConnectAsync(shard.Address, "vorstand", cancel: Cancel);
        await anna.JoinAsync("Anna", Cancel);

        (await poll).Elements(Client + "presence").Should().ContainSingle(presence => presence.Attribute("from")!.Value.EndsWith("/Anna"));
    }

    [Fact]
    public async Task Requests_are_taken_in_their_order_and_a_repeated_one_gets_its_answer_again()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        using var http = new HttpClient { BaseAddress = shard.Address };
        var session = await BoshPerson.SignInAsync(http, "vorstand");
        var rid = session.Rid;
        var before = shard.Received.Total;
        var second = session.PostAtAsync(rid + 2, Ping("two"));
        await shard.Received.WaitForAsync(request => request.Number > before && request.BodyComplete, Cancel);

        var first = await session.PostAtAsync(rid + 1, Ping("one"));
        var again = await session.PostAtAsync(rid + 1, Ping("one"));
        await session.PostAtAsync(rid + 3, new XAttribute("type", "terminate"));

        first.Elements().Select(iq => iq.Attribute("id")!.Value).Should().Equal("one", "two");
        XNode.DeepEquals(again, first).Should().BeTrue();
        (await second).Attribute("type")!.Value.Should().Be("terminate");
    }

    [Fact]
    public async Task Whoever_stops_polling_is_gone_after_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a", Time = time }, Cancel);
        using var http = new HttpClient { BaseAddress = shard.Address };
        var session = await BoshPerson.SignInAsync(http, "vorstand");
        await session.SendAsync(new XElement(Client + "presence", new XAttribute("to", "vorstand@conference.127.0.0.1/Ole")));

        time.Advance(TimeSpan.FromSeconds(59));
        shard.Rooms.Should().ContainKey("vorstand");
        time.Advance(TimeSpan.FromSeconds(1));

        shard.Rooms.Should().BeEmpty();
        shard.BoshSessions.Should().Be(0);
    }

    [Theory]
    [InlineData("<body xmlns='http://jabber.org/protocol/httpbind' rid='1' sid='unknown'/>", "item-not-found")]
    [InlineData("<body xmlns='http://jabber.org/protocol/httpbind' rid='x'/>", "bad-request")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><body xmlns='http://jabber.org/protocol/httpbind' rid='1'/>", "bad-request")]
    [InlineData("not xml", "bad-request")]
    public async Task A_bad_request_is_terminated_with_its_reason(string body, string condition)
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        using var http = new HttpClient { BaseAddress = shard.Address };

        using var answer = await http.PostAsync("/http-bind?room=x", new StringContent(body), Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        XElement.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Attribute("condition")!.Value.Should().Be(condition);
    }

    private static XElement Ping(string id) => new(Client + "iq",
        new XAttribute("type", "get"), new XAttribute("id", id), new XAttribute("to", "127.0.0.1"), new XElement(XName.Get("ping", "urn:xmpp:ping")));

    private sealed class BoshPerson(HttpClient http, string room, string sid, long rid)
    {
        public long Rid { get; private set; } = rid;

        public static async Task<BoshPerson> SignInAsync(HttpClient http, string room)
        {
            var creation = await PostAsync(http, room, new XElement(Bosh + "body",
                new XAttribute("rid", "100"), new XAttribute("to", "127.0.0.1"), new XAttribute("wait", "60"), new XAttribute("hold", "1")));
            var person = new BoshPerson(http, room, creation.Attribute("sid")!.Value, 100);
            XNamespace sasl = "urn:ietf:params:xml:ns:xmpp-sasl";
            await person.SendAsync(new XElement(sasl + "auth", new XAttribute("mechanism", "ANONYMOUS")));
            await person.PostAsync(new XAttribute(XBosh + "restart", "true"));
            await person.SendAsync(new XElement(Client + "iq", new XAttribute("type", "set"), new XAttribute("id", "bind"),
                new XElement(XName.Get("bind", "urn:ietf:params:xml:ns:xmpp-bind"))));
            return person;
        }

        public Task<XElement> SendAsync(XElement stanza) => PostAsync(stanza);

        public Task<XElement> PostAsync(params object[] content) => PostAtAsync(++Rid, content);

        public Task<XElement> PostAtAsync(long number, params object[] content) => PostAsync(http, room, new XElement(Bosh + "body",
            new XAttribute("rid", number.ToString(CultureInfo.InvariantCulture)), new XAttribute("sid", sid), content));

        private static async Task<XElement> PostAsync(HttpClient http, string room, XElement body)
        {
            using var answer = await http.PostAsync($"/http-bind?room={room}", new StringContent(body.ToString()), Cancel);
            return XElement.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        }
    }
}
