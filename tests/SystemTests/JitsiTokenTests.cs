using System.Diagnostics;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>Tokens for shards: verified by jose, and by the rules of Jitsi's Prosody one by one.</summary>
public sealed class JitsiTokenTests
{
    private const string Domain = "meet.test";

    /// <summary>A room as people write it; what <c>room</c> and <c>sub</c> have to be.</summary>
    private static readonly (string Room, string Claim, string Subject)[] Rooms =
    [
        ("vorstand", "vorstand", Domain),
        ("VORSTAND", "vorstand", Domain),
        ("größe raum", "gr%c3%b6%c3%9fe%20raum", Domain),
        ("Тест", "%d1%82%d0%b5%d1%81%d1%82", Domain),
        ("100%", "100%25", Domain),
        ("nord/größe", "gr%c3%b6%c3%9fe", "nord"),
        ("süd/vorstand", "vorstand", "s%c3%bcd"),
        ("👩‍💻", "%f0%9f%91%a9%e2%80%8d%f0%9f%92%bb", Domain),
    ];

    [Fact]
    public async Task Every_token_is_verified_by_another_library_and_by_Prosodys_rules_and_names_one_room()
    {
        Requirements.SkipWithoutClients();
        var shard = LabTokens.Known();
        var office = new JitsiTokens(TimeProvider.System);
        var tokens = Rooms.Select(row => office.Make(shard, Name(row.Room), new TokenUser("id-1", "Anna \"<Größe>\"", IsModerator: true))).ToArray();

        var verdicts = await VerifyAsync(shard, tokens);

        verdicts.GetArrayLength().Should().Be(Rooms.Length);
        foreach (var (verdict, (room, claim, subject)) in verdicts.EnumerateArray().Zip(Rooms))
        {
            verdict.TryGetProperty("fault", out var fault).Should().BeFalse($"{room}: {fault}");
            var (header, claims) = (verdict.GetProperty("header"), verdict.GetProperty("claims"));
            header.EnumerateObject().Select(property => $"{property.Name}={property.Value}").Should().BeEquivalentTo("alg=HS256", "typ=JWT");
            // Compared as plain values: a list never equals a text.
            claims.GetProperty("iss").GetString().Should().Be(shard.Issuer);
            claims.GetProperty("aud").ValueKind.Should().Be(JsonValueKind.String);
            claims.GetProperty("sub").GetString().Should().Be(subject, room);
            claims.GetProperty("room").GetString().Should().Be(claim, room).And.Be(claim.ToLowerInvariant()).And.NotContain("*");
            var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            claims.GetProperty("nbf").GetInt64().Should().BeLessThan(now);
            claims.GetProperty("exp").GetInt64().Should().BeInRange(now + 1, now + 120);
            var context = claims.GetProperty("context");
            context.EnumerateObject().Select(property => property.Name).Should().Equal("user");
            context.GetProperty("user").EnumerateObject().Select(property => property.Name).Should().Equal("id", "name", "moderator");
            context.GetProperty("user").GetProperty("name").GetString().Should().Be("Anna \"<Größe>\"");
            claims.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("iss", "aud", "sub", "room", "nbf", "exp", "context");
        }
    }

    [Fact]
    public async Task The_other_library_refuses_what_another_secret_signed()
    {
        Requirements.SkipWithoutClients();
        var shard = LabTokens.Known();
        var forged = new JitsiTokens(TimeProvider.System).Make(
            LabTokens.Known(LabTokens.Settings with { Secret = "another secret, which is as long as it" }), Name("vorstand"), new TokenUser("id-1", null, IsModerator: false));

        (await VerifyAsync(shard, [forged]))[0].GetProperty("fault").GetString().Should().StartWith("ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
    }

    private static RoomName Name(string typed) => RoomName.TryParseTyped(typed, out var name, out var fault) ? name : throw new ArgumentException(fault.ToString(), nameof(typed));

    private static async Task<JsonElement> VerifyAsync(ShardToken shard, string[] tokens)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var node = Process.Start(new ProcessStartInfo("node", ["tokens.mjs"])
        {
            WorkingDirectory = Installed.ClientsFolder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var faults = node.StandardError.ReadToEndAsync(cancel);
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new { secret = shard.Secret, issuer = shard.Issuer, audience = shard.Audience, tokens }));
        node.StandardInput.Close();
        var output = await node.StandardOutput.ReadToEndAsync(cancel);
        await node.WaitForExitAsync(cancel);
        output.Should().NotBeEmpty(await faults);
        return JsonSerializer.Deserialize<JsonElement>(output);
    }
}
