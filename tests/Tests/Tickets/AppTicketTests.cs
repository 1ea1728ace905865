using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Tickets;

/// <summary>An app's <c>jwt=</c>, before a shard that checks tokens and a room that is shut to strangers.</summary>
public sealed class AppTicketTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private LabShard _shard = null!;
    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TicketOffice Office => _gateway.Get<TicketOffice>();

    /// <summary>What somebody does to a ticket that is none of theirs.</summary>
    public static TheoryData<string> Forgeries =>
    [
        "alg none, unsigned", "alg none, signed", "header of another order", "kid of no key", "kid with a path", "kid twice", "no kid", "key confusion",
        "another room", "another account", "signature of another", "truncated", "a dot more", "padded", "blank inside", "capitals turned", "last character turned",
    ];

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(LabTokens.Shard("a") with { Time = _time }, Cancel);
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions { Time = _time }, _shard);
        _gateway.Guard("vorstand");
        _gateway.Guard("plenum");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }

    [Fact]
    public async Task It_is_a_jwt_that_Jitsis_client_can_read_and_opens_its_room_alone()
    {
        var ticket = Make("vorstand", "Anna Größe");
        var jwt = Apps().Make(ticket);

        var (header, claims) = (Part(jwt, 0), Part(jwt, 1));
        header.GetProperty("alg").GetString().Should().Be("HS256");
        header.GetProperty("typ").GetString().Should().Be("JWT");
        claims.GetProperty("room").GetString().Should().Be("vorstand");
        claims.GetProperty("context").GetProperty("user").GetProperty("name").GetString().Should().Be("Anna Größe");
        claims.GetProperty("context").GetProperty("user").GetProperty("id").GetString().Should().Be(ticket.Id);
        claims.GetProperty("nbf").GetInt64().Should().BeLessThan(_time.GetUtcNow().ToUnixTimeSeconds());
        claims.GetProperty("exp").GetInt64().Should().BeInRange(_time.GetUtcNow().ToUnixTimeSeconds() + (12 * 3600) - 60, _time.GetUtcNow().ToUnixTimeSeconds() + (12 * 3600));
        claims.GetProperty("context").EnumerateObject().Should().ContainSingle("features would be promises of the shard's");
        (await _gateway.TokenBehindAsync(_shard, "vorstand", jwt, null, Cancel)).Should().NotBeNull();
        (await _gateway.TokenBehindAsync(_shard, "plenum", jwt, null, Cancel)).Should().BeNull();
    }

    [Fact]
    public void What_is_read_is_what_was_written_and_a_known_text_costs_no_memory()
    {
        var ticket = Make("nord/größe raum", "Anna", account: "account-1");
        var jwt = Apps().Make(ticket);

        var read = Office.Read(jwt, ticket.Room)!;

        read.Should().BeEquivalentTo(ticket, like => like.Excluding(member => member.Expires).Excluding(member => member.Key));
        Office.Read(jwt, ticket.Room).Should().BeSameAs(read);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Office.Read(jwt, ticket.Room);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void The_longest_name_of_a_room_and_of_a_person_fit()
    {
        var longest = string.Concat(Enumerable.Repeat("ü", 160));
        var ticket = Make(longest, new string('ß', 200), account: Guid.NewGuid().ToString(), invitation: Guid.NewGuid().ToString());

        var jwt = Apps().Make(ticket);

        jwt.Length.Should().BeLessThanOrEqualTo(AppTickets.MostCharacters);
        Office.Read(jwt, ticket.Room).Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_one_opens_nothing(string forgery)
    {
        var jwt = Forged(forgery);

        (await _gateway.TokenBehindAsync(_shard, "vorstand", Uri.EscapeDataString(jwt), null, Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task It_ends_when_its_time_is_over_also_where_it_was_remembered()
    {
        var jwt = Apps().Make(Make("vorstand"));
        (await _gateway.TokenBehindAsync(_shard, "vorstand", jwt, null, Cancel)).Should().NotBeNull();

        _time.Advance(TimeSpan.FromHours(12));

        (await _gateway.TokenBehindAsync(_shard, "vorstand", jwt, null, Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task One_of_an_older_revision_opens_nothing_and_a_newer_one_does()
    {
        var old = Apps().Make(Make("vorstand"));
        _gateway.Guard("vorstand", room => room with { RightsRevision = room.RightsRevision + 1 });

        (await _gateway.TokenBehindAsync(_shard, "vorstand", old, null, Cancel)).Should().BeNull();
        (await _gateway.TokenBehindAsync(_shard, "vorstand", Apps().Make(Make("vorstand")), null, Cancel)).Should().NotBeNull();
    }

    [Fact]
    public async Task Whoever_is_sent_out_is_out_with_the_app_and_with_the_browser_and_nobody_else_is()
    {
        var (anna, ole) = (Make("vorstand", "Anna"), Make("vorstand", "Ole"));
        var until = _time.GetUtcNow() + TimeSpan.FromHours(24);
        _gateway.Guard("vorstand", room => room with { Outs = room.Outs.Add(RoomOut.OfTicket(anna.Id), new RoomOut(RoomOut.OfTicket(anna.Id), "Anna", until)) });

        (await _gateway.TokenBehindAsync(_shard, "vorstand", Apps().Make(anna), null, Cancel)).Should().BeNull();
        (await _gateway.TokenBehindAsync(_shard, "vorstand", Office.Write(anna), null, Cancel)).Should().BeNull();
        (await _gateway.TokenBehindAsync(_shard, "vorstand", Apps().Make(ole), null, Cancel)).Should().NotBeNull();
    }

    [Fact]
    public async Task Another_gateways_ticket_is_nothing_here_and_a_shards_token_neither()
    {
        await using var elsewhere = await TestGateway.StartAsync(new TestGatewayOptions { Time = _time }, _shard);

        var foreign = elsewhere.Get<AppTickets>().Make(Make("vorstand"));

        (await _gateway.TokenBehindAsync(_shard, "vorstand", foreign, null, Cancel)).Should().BeNull();
        (await _gateway.TokenBehindAsync(_shard, "vorstand", LabTokens.Make("vorstand", time: _time), null, Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task An_app_that_holds_none_is_sent_on_without_a_token_and_a_browser_is_refused()
    {
        var seen = _shard.Received.Total;
        (await _gateway.TokenBehindAsync(_shard, "vorstand", null, null, Cancel)).Should().BeNull();

        _shard.Received.Where(request => request.Number > seen && request.RawPath == "/xmpp-websocket").Should().ContainSingle("Prosody's refusal leads the app to the door");
    }

    private AppTickets Apps() => _gateway.Get<AppTickets>();

    private Ticket Make(string room, string? name = null, string? account = null, string? invitation = null) => Office.Make(
        GuardedRooms.Name(room), TicketKind.Password, _gateway.Get<RoomBook>().Find(GuardedRooms.Name(room))?.RightsRevision ?? 0, name, account, invitation);

    private string Forged(string forgery)
    {
        var jwt = Apps().Make(Make("vorstand"));
        var parts = jwt.Split('.');
        var header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0]));
        return forgery switch
        {
            "alg none, unsigned" => $"{Text("""{"alg":"none","typ":"JWT","kid":"1"}""")}.{parts[1]}.",
            "alg none, signed" => $"{Text("""{"alg":"none","typ":"JWT","kid":"1"}""")}.{parts[1]}.{parts[2]}",
            "header of another order" => $"{Text("""{"typ":"JWT","alg":"HS256","kid":"1"}""")}.{parts[1]}.{parts[2]}",
            "kid of no key" => Signed(header.Replace("\"kid\":\"1\"", "\"kid\":\"9\"", StringComparison.Ordinal), parts[1], []),
            "kid with a path" => Signed(header.Replace("\"kid\":\"1\"", "\"kid\":\"../../dev/null\"", StringComparison.Ordinal), parts[1], []),
            "kid twice" => Signed(header.Replace("\"kid\":\"1\"", "\"kid\":\"1\",\"kid\":\"1\"", StringComparison.Ordinal), parts[1], []),
            "no kid" => Signed("""{"alg":"HS256","typ":"JWT"}""", parts[1], Encoding.UTF8.GetBytes(LabTokens.Settings.Secret)),
            "key confusion" => Signed(header, parts[1], Encoding.UTF8.GetBytes(LabTokens.Settings.Secret)),
            "another room" => $"{parts[0]}.{Text(Claims(parts[1]).Replace("vorstand", "plenum", StringComparison.Ordinal))}.{parts[2]}",
            "another account" => $"{parts[0]}.{Text(Claims(parts[1]).Replace("\"id\":\"", "\"id\":\"x", StringComparison.Ordinal))}.{parts[2]}",
            "signature of another" => $"{parts[0]}.{parts[1]}.{Apps().Make(Make("vorstand")).Split('.')[2]}",
            "truncated" => jwt[..^1],
            "a dot more" => jwt + ".",
            "padded" => jwt + "=",
            "blank inside" => jwt.Insert(parts[0].Length + 5, " "),
            "capitals turned" => $"{parts[0]}.{parts[1]}.{new string([.. parts[2].Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c))])}",
            // 43 characters are 258 bits: two of the last one's say nothing, and so there are four ways to write it.
            "last character turned" => jwt[..^1] + (char)(jwt[^1] + 1),
            _ => throw new ArgumentOutOfRangeException(nameof(forgery)),
        };
    }

    private static string Signed(string header, string payload, byte[] key)
    {
        var signed = $"{Text(header)}.{payload}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Text(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Claims(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));

    private static JsonElement Part(string jwt, int part) => JsonDocument.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[part])).RootElement;
}
