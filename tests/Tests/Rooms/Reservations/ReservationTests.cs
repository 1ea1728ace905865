using System.Net;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using ConferenceGateway.Tests.Tickets;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Reservations;

/// <summary>What Jitsi's <c>mod_reservations</c> asks, and is told.</summary>
public sealed class ReservationTests : IAsyncLifetime
{
    private const string AlphaSecret = "what the Prosody of alpha says, thirty-two and more";
    private const string BetaSecret = "what the Prosody of beta says, thirty-two and more";

    private LabFleet _lab = null!;
    private TestGateway _gateway = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _lab = await LabFleet.StartAsync([LabTokens.Shard("alpha"), LabTokens.Shard("beta"), new LabShardOptions { Name = "gamma" }], Cancel);
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["Fleet:Shards:0:Reservations:Secret"] = AlphaSecret,
                ["Fleet:Shards:1:Reservations:Secret"] = BetaSecret,
                ["Fleet:Shards:1:Reservations:Addresses:0"] = "127.0.0.0/8",
            },
        }, _lab.Shards);
        // As a Prosody inside asks: by the gateway's address.
        _http = _gateway.CreateClient("http://10.0.0.1:8080");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Theory]
    [InlineData("vorstand", "vorstand")]
    [InlineData("größe raum", "gr%c3%b6%c3%9fe%20raum")]
    [InlineData("nord/größe", "[nord]gr%c3%b6%c3%9fe")]
    public async Task A_room_is_opened_where_it_lives_while_somebody_is_connected_for_it(string room, string node)
    {
        await using var anna = await EnterAsync(room);
        var (home, other) = (anna.Shard!, anna.Shard == "alpha" ? "beta" : "alpha");

        var (status, answer) = await AskAsync(home, node);

        status.Should().Be(HttpStatusCode.OK);
        answer.GetProperty("name").GetString().Should().Be(node);
        answer.GetProperty("duration").GetInt64().Should().BeGreaterThan(7 * 24 * 3600, "Prosody ends the meeting when it is over");
        answer.GetProperty("start_time").GetString().Should().Be("2026-11-22T11:13:27.000Z");
        answer.GetProperty("mail_owner").GetString().Should().Be("b1c2@meet.jitsi");
        answer.GetProperty("id").ValueKind.Should().Be(JsonValueKind.String);
        answer.GetProperty("id").GetString().Should().NotMatchRegex("^[0-9.]+$", "a number would come back as 1.0");
        answer.EnumerateObject().Select(property => property.Name).Should().NotContain(["password", "lobby", "max_occupants"]);
        (await AskAsync(other, node)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_room_that_nobody_entered_by_the_door_is_refused_with_a_sentence()
    {
        await using var anna = await EnterAsync("vorstand");

        var (status, answer) = await AskAsync(anna.Shard!, "plenum");

        status.Should().Be(HttpStatusCode.Forbidden);
        answer.GetProperty("message").GetString().Should().Be("This meeting is not open here now. Open it by its link.");
    }

    [Fact]
    public async Task When_the_last_one_has_gone_it_is_refused_again()
    {
        string home;
        await using (var anna = await EnterAsync("vorstand"))
        {
            home = anna.Shard!;
            (await AskAsync(home, "vorstand")).Status.Should().Be(HttpStatusCode.OK);
            await anna.CloseAsync(Cancel);
        }

        await Eventually.NoComplaintAsync(
            async _ => (await AskAsync(home, "vorstand")).Status is HttpStatusCode.Forbidden ? null : "The room is still open", TimeSpan.FromSeconds(30), () => "", Cancel);
    }

    [Theory]
    [InlineData("GR%C3%B6%C3%9FE")]
    [InlineData("größe")]
    [InlineData("gr%25c3%25b6%25c3%259fe")]
    [InlineData("gr%c3%b6%c3%9fe%20")]
    [InlineData("[]gr%c3%b6%c3%9fe")]
    [InlineData("[nord]gr%c3%b6%c3%9fe")]
    [InlineData("*")]
    [InlineData("")]
    public async Task Another_spelling_of_an_open_room_would_be_a_second_room_and_is_refused(string node)
    {
        await using var anna = await EnterAsync("größe");

        (await AskAsync(anna.Shard!, node)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await AskAsync(anna.Shard!, "gr%c3%b6%c3%9fe")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("alpha", null)]
    [InlineData("alpha", "Bearer ")]
    [InlineData("alpha", "Bearer wrong")]
    [InlineData("alpha", "Bearer " + BetaSecret)]
    [InlineData("alpha", "Basic " + AlphaSecret)]
    [InlineData("gamma", "Bearer " + AlphaSecret)]
    [InlineData("omega", "Bearer " + AlphaSecret)]
    public async Task Whoever_is_not_that_shard_hears_the_same_as_of_a_shard_that_is_none(string shard, string? header)
    {
        foreach (var request in new[]
        {
            new HttpRequestMessage(HttpMethod.Post, $"/-/shard/{shard}/conference") { Content = Form("vorstand") },
            new HttpRequestMessage(HttpMethod.Get, $"/-/shard/{shard}/conference/room-dm9yc3RhbmQ"),
            new HttpRequestMessage(HttpMethod.Delete, $"/-/shard/{shard}/conference/room-dm9yc3RhbmQ"),
        })
        {
            if (header is not null)
                request.Headers.TryAddWithoutValidation("Authorization", header);
            using var answer = await _http.SendAsync(request, Cancel);

            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
            (await answer.Content.ReadAsStringAsync(Cancel)).Should().Be("""{"message":"The gateway does not know this server."}""");
        }
    }

    [Fact]
    public async Task A_reservation_is_found_by_its_id_and_its_end_ends_nothing_else()
    {
        await using var anna = await EnterAsync("nord/vorstand");
        var id = (await AskAsync(anna.Shard!, "[nord]vorstand")).Answer.GetProperty("id").GetString();

        var found = await SendAsync(anna.Shard!, HttpMethod.Get, "/" + id);
        var gone = await SendAsync(anna.Shard!, HttpMethod.Delete, "/" + id);

        found.Answer.GetProperty("name").GetString().Should().Be("[nord]vorstand");
        found.Answer.GetProperty("id").GetString().Should().Be(id);
        gone.Status.Should().Be(HttpStatusCode.NoContent);
        (await AskAsync(anna.Shard!, "[nord]vorstand")).Status.Should().Be(HttpStatusCode.OK);
        anna.Closed.IsCompleted.Should().BeFalse();
    }

    [Theory]
    [InlineData("room-")]
    [InlineData("room-!!!")]
    [InlineData("room-_w")]
    [InlineData("1")]
    [InlineData("../../health/live")]
    public async Task An_id_that_is_none_is_refused(string id)
    {
        await using var anna = await EnterAsync("vorstand");

        var (status, _) = await SendAsync(anna.Shard!, HttpMethod.Get, "/" + Uri.EscapeDataString(id));

        status.Should().BeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_without_end_is_not_read_to_its_end()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/-/shard/alpha/conference") { Content = new ByteArrayContent(new byte[100_000]) };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + AlphaSecret);

        using var answer = await _http.SendAsync(request, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_conference_request_over_http_does_not_go_round_it()
    {
        await using var anna = await EnterAsync("vorstand");
        using var web = _gateway.CreateClient();
        web.DefaultRequestHeaders.Add("Origin", TestGateway.MeetingUrl);
        web.DefaultRequestHeaders.Add("Cookie", CookieFor("vorstand"));
        using var body = new StringContent("""{"room":"vorstand@conference.meet.test"}""", System.Text.Encoding.UTF8, "application/json");

        using var answer = await web.PostAsync("/conference-request/v1?room=vorstand", body, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        _lab.Shards.Should().OnlyContain(shard => shard.Received.To("/conference-request/v1").Count == 0);
    }

    private string CookieFor(string room)
    {
        var guarded = _gateway.Guard(room);
        var office = _gateway.Get<TicketOffice>();
        return GuardedRooms.Cookie(room, office.Write(office.Make(guarded.Name, TicketKind.Password, guarded.RightsRevision, "Anna")));
    }

    /// <summary>Somebody who came in by the door of a guarded room, and so on one of the two shards that check tokens.</summary>
    private async Task<LabClient> EnterAsync(string room)
    {
        var cookie = CookieFor(room);
        var client = await LabClient.ConnectAsync(new Uri($"http://{_gateway.EndPoint}"), room,
            new Dictionary<string, string> { ["Host"] = "meet.test", ["Origin"] = TestGateway.MeetingUrl, ["Cookie"] = cookie }, Cancel);
        await client.JoinAsync("Anna", Cancel);
        return client;
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(string shard, string node) =>
        await SendAsync(shard, HttpMethod.Post, "", Form(node));

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(string shard, HttpMethod method, string rest, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/-/shard/{shard}/conference{rest}") { Content = body };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + (shard == "alpha" ? AlphaSecret : BetaSecret));
        using var answer = await _http.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    private static FormUrlEncodedContent Form(string node) => new(new Dictionary<string, string>
    {
        ["name"] = node,
        ["start_time"] = "2026-11-22T11:13:27.000Z",
        ["mail_owner"] = "b1c2@meet.jitsi",
    });
}
