using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using Xunit;

namespace ConferenceGateway.Tests.Tickets;

/// <summary>
/// Every case of <c>jwt_bad.txt</c> as a token of a trusted site, for a room that is shut to strangers. What the shard
/// received is the judge.
/// </summary>
public sealed partial class BadTokenTests : IAsyncLifetime
{
    private LabShard _shard = null!;
    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases => BadInputs.Lines("jwt_bad.txt");

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(LabTokens.Shard("a"), Cancel);
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["TrustedIssuers:0:Name"] = "chat",
                ["TrustedIssuers:0:Issuer"] = "gw",
                ["TrustedIssuers:0:Audience"] = "jitsi",
                ["TrustedIssuers:0:Secret"] = BadToken.Secret,
            },
        }, _shard);
        _gateway.Guard("alpha");
        _gateway.Guard("beta");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_bad_token_opens_no_door_and_each_good_one_only_its_own(string line)
    {
        var (recipe, expected) = BadInputs.Text(line).Split("\t# ") is [var left, var right] ? (left, right) : throw new FormatException(line);
        var isGood = IsAccepted(expected, recipe);
        var token = BadToken.Make(recipe, DateTimeOffset.UtcNow);
        // As a client would have to write it; what is no token is sent as it is.
        var written = Uri.EscapeDataString(token);

        var behind = recipe == "raw: room token presented as session cookie"
            ? await _gateway.TokenBehindAsync(_shard, "alpha", null, GuardedRooms.Cookie("alpha", token), Cancel)
            : await _gateway.TokenBehindAsync(_shard, "alpha", written.Length < 6000 ? written : written[..6000], null, Cancel);

        (behind is not null).Should().Be(isGood, recipe);
        (await _gateway.TokenBehindAsync(_shard, "beta", written.Length < 6000 ? written : written[..6000], null, Cancel)).Should().BeNull("it is for one room");
        if (behind is not null)
            BadToken.Claims(behind).Should().NotContain("features").And.NotContain("regex").And.Contain("\"room\":\"alpha\"").And.Contain("\"moderator\":false");
    }

    // The leeway is a minute: what ended a second ago is not beyond it. Features are no fault of a token; they are never passed on.
    private static bool IsAccepted(string expected, string recipe) =>
        expected.StartsWith("accept", StringComparison.OrdinalIgnoreCase) || expected.StartsWith("reject beyond leeway", StringComparison.Ordinal) ||
        (expected == "never minted" && FeaturesPattern().IsMatch(recipe));

    [GeneratedRegex(@"context\.features")]
    private static partial Regex FeaturesPattern();
}
