using System.Net.WebSockets;
using System.Xml.Linq;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.Tests.Lab;

public sealed class LabXmppTests
{
    private static readonly XNamespace Client = "jabber:client";
    private static readonly XNamespace Test = "urn:test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_meet_in_a_room_and_a_third_is_elsewhere()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        await using var anna = await JoinAsync(shard, "Vorstand", "Anna");
        await using var ole = await JoinAsync(shard, "vorstand", "Ole");
        await using var elsewhere = await JoinAsync(shard, "plenum-süd", "Heike");

        ole.Others.Should().Equal("Anna");
        await anna.WaitForOthersAsync(1, Cancel);
        elsewhere.Others.Should().BeEmpty();
        shard.Rooms.Should().BeEquivalentTo(new Dictionary<string, int> { ["vorstand"] = 2, ["plenum-s%c3%bcd"] = 1 });
        shard.OpenSockets.Should().Be(3);
        anna.Shard.Should().Be("a");
    }

    [Fact]
    public async Task A_room_of_a_tenant_is_another_room()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        await using var anna = await JoinAsync(shard, "vorstand", "Anna");
        await using var ole = await JoinAsync(shard, "nord/vorstand", "Ole");

        ole.Others.Should().BeEmpty();
        shard.Rooms.Keys.Should().BeEquivalentTo("vorstand", "nord/vorstand");
        shard.Received.To("/nord/xmpp-websocket").Should().ContainSingle().Which.RawQuery.Should().Be("room=vorstand");
    }

    [Fact]
    public async Task A_whisper_reaches_one_and_shows_who_it_is_from()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        await using var anna = await JoinAsync(shard, "vorstand", "Anna");
        await using var ole = await JoinAsync(shard, "vorstand", "Ole");

        await ole.WhisperAsync("Anna", new XElement(Test + "signal", "{\"sdp\":\"<&>\"}"), Cancel);
        var message = await anna.WaitForAsync(stanza => stanza.Element(Test + "signal") is not null, Cancel);

        message.Attribute("from")!.Value.Should().Be("vorstand@conference.127.0.0.1/Ole");
        message.Element(Test + "signal")!.Value.Should().Be("{\"sdp\":\"<&>\"}");
    }

    [Fact]
    public async Task Everybody_hears_what_is_said_in_the_room()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        await using var anna = await JoinAsync(shard, "vorstand", "Anna");
        await using var ole = await JoinAsync(shard, "vorstand", "Ole");

        await ole.SayAsync("Guten Abend", Cancel);

        foreach (var person in new[] { anna, ole })
            (await person.WaitForAsync(IsBody, Cancel)).Element(Client + "body")!.Value.Should().Be("Guten Abend");
    }

    [Fact]
    public async Task Leaving_saying_goodbye_and_a_broken_socket_empty_the_room()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        await using var stays = await JoinAsync(shard, "vorstand", "Anna");
        await using var leaves = await JoinAsync(shard, "vorstand", "Ole");
        await using var closes = await JoinAsync(shard, "vorstand", "Heike");
        var breaks = await JoinAsync(shard, "vorstand", "Emre");
        await stays.WaitForOthersAsync(3, Cancel);

        await leaves.LeaveAsync(Cancel);
        await stays.WaitForOthersAsync(2, Cancel);
        await closes.CloseAsync(Cancel);
        closes.WasClosedByServer.Should().BeTrue();
        await stays.WaitForOthersAsync(1, Cancel);
        await breaks.DisposeAsync();
        await stays.WaitForOthersAsync(0, Cancel);

        shard.Rooms["vorstand"].Should().Be(1);
    }

    [Fact]
    public async Task A_nick_belongs_to_one()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        await using var anna = await JoinAsync(shard, "vorstand", "Anna");

        var second = () => JoinAsync(shard, "vorstand", "Anna");

        (await second.Should().ThrowAsync<IOException>()).WithMessage("*conflict*");
    }

    [Fact]
    public async Task The_server_answers_what_clients_ask()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a", AnnouncedName = "announced" }, Cancel);
        await using var anna = await JoinAsync(shard, "vorstand", "Anna");
        XNamespace disco = "http://jabber.org/protocol/disco#info";
        XNamespace focus = "http://jitsi.org/protocol/focus";

        var info = await anna.QueryAsync("get", new XElement(disco + "query"), cancel: Cancel);
        var ping = await anna.QueryAsync("get", new XElement(XName.Get("ping", "urn:xmpp:ping")), cancel: Cancel);
        var ready = await anna.QueryAsync("set", new XElement(focus + "conference", new XAttribute("room", "x")), "focus.127.0.0.1", Cancel);
        var unknown = await anna.QueryAsync("get", new XElement(Test + "query"), cancel: Cancel);

        info.Descendants(disco + "identity").Should().Contain(identity =>
            identity.Attribute("type")!.Value == "shard" && identity.Attribute("category")!.Value == "server" && identity.Attribute("name")!.Value == "announced");
        ping.Attribute("type")!.Value.Should().Be("result");
        ready.Element(focus + "conference")!.Attribute("ready")!.Value.Should().Be("true");
        unknown.Attribute("type")!.Value.Should().Be("error");
        unknown.Descendants().Should().Contain(element => element.Name.LocalName == "service-unavailable");
    }

    [Fact]
    public async Task A_socket_that_does_not_speak_xmpp_is_refused()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        using var socket = new ClientWebSocket();

        var open = () => socket.ConnectAsync(new Uri($"ws://{shard.Address.Authority}/xmpp-websocket?room=x"), Cancel);

        await open.Should().ThrowAsync<WebSocketException>();
        shard.OpenSockets.Should().Be(0);
    }

    private static async Task<LabClient> JoinAsync(LabShard shard, string room, string nick)
    {
        var client = await LabClient.ConnectAsync(shard.Address, room, cancel: Cancel);
        try
        {
            await client.JoinAsync(nick, Cancel);
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
        return client;
    }

    private static bool IsBody(XElement stanza) => stanza.Element(Client + "body") is not null;
}
