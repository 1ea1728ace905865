using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Lab;

/// <summary>A Lab shard refuses as Jitsi's Prosody was measured to.</summary>
public sealed class LabTokenTests
{
    private static readonly XNamespace MucUser = "http://jabber.org/protocol/muc#user";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A change to a right token, and what the shard says at sign-in.</summary>
    public static TheoryData<string, string> Refusals => new()
    {
        { "none", "not-allowed token required" },
        { "empty", "not-allowed token required" },
        { "garbage", "not-allowed Invalid token" },
        { "unsigned", "not-allowed Invalid token" },
        { "alg=HS512", "not-allowed Invalid or incorrect alg" },
        { "typ=", "not-allowed Invalid typ" },
        { "signature", "not-allowed Invalid signature" },
        { "exp=past", "not-allowed Not acceptable by exp" },
        { "exp=text", "not-allowed exp must be number" },
        { "nbf=future", "not-allowed Not acceptable by nbf" },
        { "iss=", "not-allowed 'iss' claim is missing" },
        { "iss=other", "not-allowed invalid 'iss' claim" },
        { "aud=", "not-allowed 'aud' claim is missing" },
        { "aud=other", "not-allowed invalid 'aud' claim" },
        { "room=", "not-authorized room claim is missing" },
        { "sub=", "not-authorized sub claim is missing" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_wrong_token_is_refused_at_sign_in_with_Prosodys_words(string change, string words)
    {
        await using var shard = await LabShard.StartAsync(LabTokens.Shard("a"), Cancel);

        var refused = await Assert.ThrowsAsync<IOException>(() => ConnectAsync(shard, "foo", Changed(change)));

        var parts = words.Split(' ', 2);
        refused.Message.Should().Contain($"<{parts[0]}").And.Contain(parts[1]);
    }

    [Theory]
    [InlineData("foo", "member participant")]
    [InlineData("foo moderator", "owner moderator")]
    public async Task A_right_one_gets_in_and_says_who_is_moderator(string room, string standing)
    {
        await using var shard = await LabShard.StartAsync(LabTokens.Shard("a"), Cancel);
        await using var anna = await ConnectAsync(shard, "foo", LabTokens.Make("foo", room.EndsWith("moderator", StringComparison.Ordinal)));
        await anna.JoinAsync("Anna", Cancel);

        var item = (await anna.WaitForAsync(stanza => stanza.Descendants(MucUser + "item").Any(), Cancel)).Descendants(MucUser + "item").Single();
        $"{item.Attribute("affiliation")!.Value} {item.Attribute("role")!.Value}".Should().Be(standing);
    }

    [Theory]
    [InlineData("foo", "bar")]
    [InlineData("nord/foo", "foo")]
    [InlineData("foo", "nord/foo")]
    [InlineData("größe raum", "groesse raum")]
    public async Task A_token_of_another_room_signs_in_and_does_not_join(string claimed, string joined)
    {
        await using var shard = await LabShard.StartAsync(LabTokens.Shard("a"), Cancel);
        await using var anna = await ConnectAsync(shard, joined, LabTokens.Make(claimed));

        var refused = await Assert.ThrowsAsync<IOException>(() => anna.JoinAsync("Anna", Cancel));

        refused.Message.Should().Contain("not-allowed").And.Contain("Room and token mismatched");
        shard.Rooms.Should().BeEmpty();
    }

    [Theory]
    [InlineData("größe raum")]
    [InlineData("nord/größe raum")]
    [InlineData("тест")]
    public async Task Each_spelling_that_the_gateway_makes_joins(string room)
    {
        await using var shard = await LabShard.StartAsync(LabTokens.Shard("a"), Cancel);
        await using var anna = await ConnectAsync(shard, room, LabTokens.Make(room));

        await anna.JoinAsync("Anna", Cancel);

        shard.Rooms.Values.Should().Equal(1);
    }

    [Theory]
    [InlineData("?token=GOOD", null, true)]
    [InlineData("?tok%65n=GOOD", null, true)]
    [InlineData("?TOKEN=GOOD", null, false)]
    [InlineData("?token=GOOD&token=bad", null, false)]
    [InlineData("?token=bad&token=GOOD", null, true)]
    [InlineData("?token=bad", "GOOD", false)]
    [InlineData("", "GOOD", true)]
    public async Task The_query_wins_over_the_header_and_the_last_wins_in_the_query(string query, string? header, bool getsIn)
    {
        await using var shard = await LabShard.StartAsync(LabTokens.Shard("a"), Cancel);
        var token = LabTokens.Make("foo");
        using var http = new HttpClient { BaseAddress = shard.Address };
        if (header is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);

        var created = await PostAsync(http, "/http-bind" + query.Replace("GOOD", token, StringComparison.Ordinal), "rid='1' to='meet.test' wait='5' hold='1'");
        var sid = created.Attribute("sid")!.Value;
        var answer = await PostAsync(http, "/http-bind", $"rid='2' sid='{sid}'", "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");

        answer.Elements().Single().Name.LocalName.Should().Be(getsIn ? "success" : "failure");
    }

    private static Task<LabClient> ConnectAsync(LabShard shard, string room, string? token) =>
        LabClient.ConnectAsync(shard.Address, room, token is null ? null : new Dictionary<string, string> { ["Authorization"] = "Bearer " + token }, Cancel);

    private static async Task<XElement> PostAsync(HttpClient http, string path, string attributes, string inside = "")
    {
        using var body = new StringContent($"<body xmlns='http://jabber.org/protocol/httpbind' {attributes}>{inside}</body>", Encoding.UTF8, "text/xml");
        using var answer = await http.PostAsync(path, body, Cancel);
        return XElement.Parse(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static string? Changed(string change)
    {
        var parts = LabTokens.Make("foo").Split('.');
        var (header, claims) = (Read(parts[0]), Read(parts[1]));
        switch (change.Split('='))
        {
            case ["none"]:
                return null;
            case ["empty"]:
                return "";
            case ["garbage"]:
                return "garbage";
            case ["unsigned"]:
                header["alg"] = "none";
                return $"{Write(header)}.{parts[1]}.";
            case ["signature"]:
                return $"{parts[0]}.{parts[1]}.{parts[1][..43]}";
            case [("alg" or "typ") and var name, var value]:
                header[name] = value.Length == 0 ? null : value;
                break;
            case [var name, "past"]:
                claims[name] = 1_000;
                break;
            case [var name, "future"]:
                claims[name] = 99_999_999_999;
                break;
            case [var name, ""]:
                claims.Remove(name);
                break;
            case [var name, var value]:
                claims[name] = value;
                break;
        }

        var signed = $"{Write(header)}.{Write(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(LabTokens.Settings.Secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static JsonObject Read(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

    private static string Write(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
