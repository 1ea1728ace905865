using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using ConferenceGateway.Tests.Tickets;
using ConferenceGateway.Tickets;
using Xunit;

namespace ConferenceGateway.Tests.Rooms;

/// <summary>
/// One guarded room in every spelling, wherever a name is read: page, signalling, reservation, a partner's token. Each
/// place means this room or refuses; nowhere is there a second room beside it whose door stands open.
/// </summary>
public sealed class SpellingTests : IAsyncLifetime
{
    private const string Room = "größe raum";
    private const string Backend = "gr%c3%b6%c3%9fe%20raum";
    private const string Link = "/gr%C3%B6%C3%9Fe%20raum";
    private const string Firefox = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n";
    private const string Upgrade =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: xmpp\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    private LabShard _shard = null!;
    private TestGateway _gateway = null!;
    private string _cookie = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(LabTokens.Shard("a"), Cancel);
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["Fleet:Shards:0:Reservations:Secret"] = BadToken.Secret,
                ["TrustedIssuers:0:Name"] = "chat",
                ["TrustedIssuers:0:Issuer"] = "gw",
                ["TrustedIssuers:0:Audience"] = "jitsi",
                ["TrustedIssuers:0:Secret"] = BadToken.Secret,
            },
        }, _shard);
        var room = _gateway.Guard(Room);
        var office = _gateway.Get<TicketOffice>();
        _cookie = $"Cookie: {GuardedRooms.Cookie(Room, office.Write(office.Make(room.Name, TicketKind.Password, room.RightsRevision, "Anna")))}\r\nOrigin: {TestGateway.MeetingUrl}\r\n";
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }

    /// <summary>How it is written; what page, signalling, reservation and a partner's token make of it.</summary>
    [Theory]
    [InlineData("gr%C3%B6%C3%9Fe%20raum", Means.Room, Means.Room, Means.Nothing, Means.Room)]
    [InlineData("gr%c3%b6%c3%9fe%20raum", Means.Link, Means.Room, Means.Room, Means.Room)]
    [InlineData("GR%C3%96%C3%9FE%20RAUM", Means.Link, Means.Nothing, Means.Nothing, Means.Room)]
    [InlineData("gro%CC%88%C3%9Fe%20raum", Means.Link, Means.Nothing, Means.Nothing, Means.Room)]
    [InlineData("%EF%BD%87r%C3%B6%C3%9Fe%20raum", Means.Link, Means.Nothing, Means.Nothing, Means.Room)]
    [InlineData("%67r%C3%B6%C3%9Fe%20raum", Means.Link, Means.Room, Means.Nothing, Means.Room)]
    [InlineData("gr%C3%B6%C3%9Fe!%20raum", Means.Link, Means.Another, Means.Nothing, Means.Nothing)]
    [InlineData("gr%25C3%25B6%25C3%259Fe%2520raum", Means.Nothing, Means.Room, Means.Nothing, Means.Room)]
    [InlineData("gr%C3%B6%C3%9Fe%20raum%2F", Means.Nothing, Means.Nothing, Means.Nothing, Means.Nothing)]
    [InlineData("gr%C3%B6%C3%9Fe%EF%BC%8Fraum", Means.Nothing, Means.Nothing, Means.Nothing, Means.Nothing)]
    [InlineData("gr%C3%B6%C3%9Fe%00%20raum", Means.Nothing, Means.Nothing, Means.Nothing, Means.Nothing)]
    public async Task It_is_this_room_or_none(string written, Means page, Means signal, Means reservation, Means token)
    {
        (await PageAsync(written)).Should().Be(page, "the page");
        (await SignalAsync(written)).Should().Be(signal, "signalling");
        (await ReservationAsync(written)).Should().Be(reservation, "a reservation");
        TokenOf(Uri.UnescapeDataString(written)).Should().Be(token, "a token");
    }

    public enum Means
    {
        /// <summary>Refused.</summary>
        Nothing,

        /// <summary>The room.</summary>
        Room,

        /// <summary>The room, under its one address.</summary>
        Link,

        /// <summary>A room of another name, with a door of its own: Jitsi's client takes such a mark out of an address alone.</summary>
        Another,
    }

    private async Task<Means> PageAsync(string written)
    {
        var stranger = await RawConnection.GetAsync(_gateway, "/" + written, headers: Firefox);
        var guest = await RawConnection.GetAsync(_gateway, "/" + written, headers: Firefox + _cookie);
        guest.Status.Should().Be(stranger.Status);
        switch (stranger.Status)
        {
            case (int)HttpStatusCode.BadRequest:
                return Means.Nothing;
            case (int)HttpStatusCode.Found:
                stranger.Answer.Should().Contain($"\r\nLocation: {TestGateway.MeetingUrl}{Link}\r\n");
                return Means.Link;
            default:
                stranger.Status.Should().Be(200);
                stranger.Answer.Should().Contain("name=\"door\"").And.NotContain("lab-shard");
                guest.Answer.Should().Contain("lab-shard").And.NotContain("name=\"door\"");
                return Means.Room;
        }
    }

    private async Task<Means> SignalAsync(string written)
    {
        var seen = _shard.Received.Total;
        var target = $"/xmpp-websocket?room={written}";
        await using var stranger = await RawSocket.OpenAsync(_gateway, target, Upgrade + Firefox);
        if (stranger.Answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            Claims().Should().NotContain($"\"room\":\"{Backend}\"");
            return Means.Another;
        }

        stranger.Answer.Should().MatchRegex("^HTTP/1.1 (403|400) ");
        Heard().Should().BeEmpty();

        await using var guest = await RawSocket.OpenAsync(_gateway, target, Upgrade + Firefox + _cookie);
        if (!guest.Answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            guest.Answer.Should().StartWith("HTTP/1.1 400");
            Heard().Should().BeEmpty();
            return Means.Nothing;
        }

        Heard().Should().ContainSingle().Which.RawTarget.Should().Be($"/xmpp-websocket?room={Link[1..]}");
        Claims().Should().Contain($"\"room\":\"{Backend}\"");
        return Means.Room;

        string Claims() => BadToken.Claims(Heard().Single().Header("Authorization")!["Bearer ".Length..]);

        IEnumerable<LabRequest> Heard() => _shard.Received.Where(one => one.Number > seen && one.Header("X-Forwarded-For") is not null);
    }

    private async Task<Means> ReservationAsync(string written)
    {
        await using var socket = await RawSocket.OpenAsync(_gateway, "/xmpp-websocket?room=" + Link[1..], Upgrade + Firefox + _cookie);
        socket.Answer.Should().StartWith("HTTP/1.1 101");
        using var http = _gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/-/shard/a/conference")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = written, ["start_time"] = "2026-11-22T11:13:27.000Z", ["mail_owner"] = "b1c2@meet.test" }),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + BadToken.Secret);
        using var answer = await http.SendAsync(request, Cancel);
        answer.StatusCode.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.Forbidden);
        return answer.StatusCode == HttpStatusCode.OK ? Means.Room : Means.Nothing;
    }

    private Means TokenOf(string claimed)
    {
        var claims = JsonSerializer.Serialize(new { iss = "gw", aud = "jitsi", sub = "*", room = claimed, exp = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 600 });
        var signed = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        var token = $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(BadToken.Secret), Encoding.ASCII.GetBytes(signed)))}";
        return _gateway.Get<TicketReader>().Read(token, GuardedRooms.Name(Room)) is { } ticket && ticket.Room == GuardedRooms.Name(Room) ? Means.Room : Means.Nothing;
    }
}
