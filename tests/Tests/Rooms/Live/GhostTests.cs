using System.Net;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Live;

/// <summary>
/// Who wants to stay in a meeting over BOSH without being counted in it, and so without being sent out. What the shard
/// received is the judge.
/// </summary>
public sealed class GhostTests : IAsyncLifetime
{
    private const string Namespace = "xmlns='http://jabber.org/protocol/httpbind'";
    private readonly LaterTime _time = new();
    private LiveHouse _house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _house = await LiveHouse.StartAsync(time: _time);
        _time.By = Resumptions.Grace;
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("type='terminate' rid='100'", "a number that was there before: Prosody repeats its answer and ends nothing")]
    [InlineData("rid='900719925474099'", "a number far off: Prosody says that it is over, and goes on")]
    public async Task A_session_that_was_said_to_end_does_not_go_on_under_the_name_of_an_open_room(string attributes, string because)
    {
        var ticket = _house.Ticket();
        var sid = await BeginAsync(ticket);
        await PostAsync($"<body {attributes} sid='{sid}' {Namespace}/>", ticket);
        await _house.UntilOpenAsync(0);
        var before = Polls;

        var (_, body) = await PostAsync($"<body rid='101' sid='{sid}' {Namespace}/>", ticket, "andere");

        body.Should().Contain("type='terminate'", because);
        Polls.Should().Be(before, because);
    }

    [Theory]
    [InlineData(new long[] { 100, 101, 102 }, 103)]
    [InlineData(new long[] { 100, 102, 101 }, 103)]
    [InlineData(new long[] { 100, 101, 101, 100 }, 102)]
    [InlineData(new long[] { 100, 103, 9000, 1 }, 101)]
    [InlineData(new long[] { 100, 102 }, 101)]
    public void The_farewell_has_the_number_that_Prosody_takes_next_whatever_a_client_counts(long[] numbers, long next)
    {
        var sessions = new BoshSessions(new ConnectionTable(_time), _time, NullLogger<BoshSessions>.Instance);
        BoshSession session = null!;
        foreach (var number in numbers)
        {
            session = sessions.Enter(_house.Room, new ShardId("alpha"), session is null ? null : "sid", Visitor.InBrowser, rid: number);
            sessions.Leave(session, "sid", isAlive: true);
        }

        sessions.NextOf(session).Should().Be(("sid", next));
    }

    [Theory]
    [InlineData("<body rid='101'\tsid='{0}' {1}/>")]
    [InlineData("<x:body xmlns:x='http://jabber.org/protocol/httpbind' rid='101' sid='{0}'/>")]
    [InlineData("<?xml version='1.0'?><body rid='101' sid='{0}' {1}/>")]
    [InlineData("<body rid='101' sid='&#x0;{0}' {1}/>")]
    [InlineData("<body rid='101' to='meet.test>' sid='{0}' {1}/>")]
    public async Task A_session_of_one_room_is_found_however_it_is_written(string format)
    {
        var ticket = _house.Ticket();
        var sid = await BeginAsync(ticket);
        var before = Polls;

        var (status, _) = await PostAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, sid, Namespace), ticket, "andere");

        status.Should().BeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.BadRequest);
        Polls.Should().Be(before);
    }

    [Fact]
    public async Task An_app_before_a_shut_door_goes_on_in_its_own_refusal_alone()
    {
        var ticket = _house.Ticket();
        var sid = await BeginAsync(ticket);
        await _house.Live.LockAsync(Actor.Gateway, _house.Room);
        var (_, opened) = await PostAsync(Hello, ticket: null, agent: LiveHouse.App);
        var own = SidOf(opened);
        var before = Polls;

        (await PostAsync($"<body rid='101' sid='{sid}' {Namespace}/>", ticket: null, agent: LiveHouse.App)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await PostAsync($"<body rid='101' sid='invented' {Namespace}/>", ticket: null, agent: LiveHouse.App)).Body.Should().Contain("type='terminate'");
        (await PostAsync($"<body rid='101' sid='{own}' {Namespace}/>", ticket: null, "andere", LiveHouse.App)).Body.Should().Contain("type='terminate'");
        Polls.Should().Be(before);

        (await PostAsync($"<body rid='101' sid='{own}' {Namespace}/>", ticket: null, agent: LiveHouse.App)).Status.Should().Be(HttpStatusCode.OK);
        Polls.Should().Be(before + 1);
        _house.Gateway.Get<ConnectionTable>().CountOf(_house.Room).Should().Be(1, "whoever is refused is nobody in the room");
    }

    [Fact]
    public async Task An_app_before_a_shut_door_makes_Jicofo_open_nothing()
    {
        await _house.Live.LockAsync(Actor.Gateway, _house.Room);
        using var http = _house.Gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/conference-request/v1?room=fraktion")
        {
            Content = new StringContent("""{"room":"beliebig@conference.meet.test"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", LiveHouse.App);

        using var answer = await http.SendAsync(request, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        _house.Shard.Received.To("/conference-request/v1").Should().BeEmpty();
    }

    private const string Hello = $"<body rid='100' to='meet.test' wait='1' hold='1' ver='1.6' {Namespace}/>";

    // The gateway itself asks there by GET whether Prosody is well.
    private int Polls => _house.Shard.Received.To("/http-bind").Count(request => request.Method == "POST");

    private async Task<string> BeginAsync(Ticket ticket) => SidOf((await PostAsync(Hello, ticket)).Body);

    private static string SidOf(string body) => body.Split("sid=")[1][1..].Split('\'', '"')[0];

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string body, Ticket? ticket, string room = "fraktion", string agent = LiveHouse.Browser)
    {
        using var http = _house.Gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/http-bind?room={room}") { Content = new StringContent(body, Encoding.UTF8, "text/xml") };
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        request.Headers.TryAddWithoutValidation("Origin", TestGateway.MeetingUrl);
        if (ticket is not null)
            request.Headers.TryAddWithoutValidation("Cookie", _house.CookieOf(ticket));
        using var answer = await http.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>The clock of the machine, some time on.</summary>
    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }
}
