using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Tickets;

/// <summary>Links that Rocket.Chat's and Nextcloud's Jitsi buttons make.</summary>
public sealed class PartnerTests : IAsyncLifetime
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private LabShard _shard = null!;
    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(LabTokens.Shard("a"), Cancel);
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["TrustedIssuers:0:Name"] = "chat",
                ["TrustedIssuers:0:Issuer"] = "rocket",
                ["TrustedIssuers:0:Audience"] = "jitsi",
                ["TrustedIssuers:0:Secret"] = BadToken.Secret,
            },
        }, _shard);
        _gateway.Guard("vorstand");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }

    [Fact]
    public async Task The_page_opens_and_leaves_a_ticket_with_which_signalling_gets_in()
    {
        using var http = _gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/vorstand?jwt={Make("vorstand")}");
        request.Headers.TryAddWithoutValidation("User-Agent", Firefox);

        using var page = await http.SendAsync(request, Cancel);

        page.StatusCode.Should().Be(HttpStatusCode.OK);
        var cookie = page.Headers.GetValues("Set-Cookie").Single(text => text.StartsWith("t-", StringComparison.Ordinal));
        cookie.Should().Contain("HttpOnly").And.Contain("SameSite=Lax");
        _shard.Received.To("/vorstand").Should().ContainSingle().Which.RawTarget.Should().NotContain("jwt", "what came in is never passed on");
        var behind = await _gateway.TokenBehindAsync(_shard, "vorstand", null, cookie.Split(';')[0], Cancel);
        BadToken.Claims(behind!).Should().Contain("Heike").And.Contain("\"moderator\":false", "what the site says of moderators is not heard");
    }

    [Fact]
    public async Task The_doors_other_rules_hold()
    {
        var token = Make("vorstand");
        _gateway.Guard("vorstand", room => room with { Entry = RoomEntry.Members });
        (await _gateway.TokenBehindAsync(_shard, "vorstand", token, null, Cancel)).Should().BeNull("the room is for members");
        _gateway.Guard("vorstand", room => room with { Lock = RoomLock.Locked });
        (await _gateway.TokenBehindAsync(_shard, "vorstand", token, null, Cancel)).Should().BeNull("the room is locked");
        _gateway.Guard("vorstand");
        (await _gateway.TokenBehindAsync(_shard, "vorstand", token, null, Cancel)).Should().NotBeNull();
    }

    [Fact]
    public async Task Who_is_sent_out_is_not_back_with_the_next_token_and_somebody_else_is_not_out()
    {
        var id = _gateway.Get<TicketReader>().Read(Make("vorstand"), GuardedRooms.Name("vorstand"))!.Id;
        _gateway.Guard("vorstand", room => room with
        {
            Outs = room.Outs.Add(RoomOut.OfTicket(id), new RoomOut(RoomOut.OfTicket(id), "Heike", DateTimeOffset.UtcNow.AddHours(24))),
        });

        (await _gateway.TokenBehindAsync(_shard, "vorstand", Make("vorstand", expiresIn: 700), null, Cancel)).Should().BeNull();
        (await _gateway.TokenBehindAsync(_shard, "vorstand", Make("vorstand", user: "u2"), null, Cancel)).Should().NotBeNull();
    }

    [Theory]
    [InlineData("größe raum", "größe raum", null, true)]
    [InlineData("größe raum", "Größe Raum", "meet.test", true)]
    [InlineData("größe raum", "gr%c3%b6%c3%9fe%20raum", "*", true)]
    [InlineData("größe raum", "groesse raum", "*", false)]
    [InlineData("nord/vorstand", "vorstand", "nord", true)]
    [InlineData("nord/vorstand", "vorstand", "*", false)]
    [InlineData("nord/vorstand", "vorstand", null, false)]
    [InlineData("nord/vorstand", "nord/vorstand", "nord", false)]
    [InlineData("vorstand", "vorstand", "nord", false)]
    [InlineData("vorstand", "*", "*", false)]
    [InlineData("vorstand", "vorst.*", "*", false)]
    public async Task A_token_is_for_the_one_room_that_it_names(string room, string claimed, string? subject, bool getsIn)
    {
        _gateway.Guard(room);

        (await _gateway.TokenBehindAsync(_shard, room, Make(claimed, subject), null, Cancel) is not null).Should().Be(getsIn);
    }

    [Fact]
    public async Task A_token_that_lives_longer_than_a_day_is_none()
    {
        (await _gateway.TokenBehindAsync(_shard, "vorstand", Make("vorstand", expiresIn: (24 * 3600) + 30), null, Cancel)).Should().BeNull();
        (await _gateway.TokenBehindAsync(_shard, "vorstand", Make("vorstand", expiresIn: (24 * 3600) - 30), null, Cancel)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_password_that_all_must_enter_again_shuts_out_a_token_of_before()
    {
        var token = Make("vorstand");
        (await _gateway.TokenBehindAsync(_shard, "vorstand", token, null, Cancel)).Should().NotBeNull();
        _gateway.Guard("vorstand", room => room with { RightsRevision = room.RightsRevision + 1 });

        (await _gateway.TokenBehindAsync(_shard, "vorstand", token, null, Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task After_a_restart_that_holds_for_tokens_that_say_when_they_were_made()
    {
        var (before, after) = (Make("vorstand", madeAgo: 3600), Make("vorstand", madeAgo: 5));
        _gateway.Guard("vorstand", room => room with { PasswordHash = "x", PasswordSetAt = DateTimeOffset.UtcNow.AddMinutes(-30) });

        // Neither has been seen since this gateway was started.
        (await _gateway.TokenBehindAsync(_shard, "vorstand", before, null, Cancel)).Should().BeNull();
        (await _gateway.TokenBehindAsync(_shard, "vorstand", after, null, Cancel)).Should().NotBeNull();
    }

    private static string Make(string room, string? subject = "*", string user = "u1", int expiresIn = 600, int? madeAgo = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = "rocket",
            ["aud"] = "jitsi",
            ["room"] = room,
            ["exp"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + expiresIn,
            ["moderator"] = true,
            ["context"] = new JsonObject { ["user"] = new JsonObject { ["id"] = user, ["name"] = "Heike", ["moderator"] = true } },
        };
        if (subject is not null)
            claims["sub"] = subject;
        if (madeAgo is { } ago)
            claims["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - ago;
        var signed = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(BadToken.Secret), Encoding.ASCII.GetBytes(signed)))}";
    }
}
