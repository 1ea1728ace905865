using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.SelfTest;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest;

/// <summary>The check before shards that check tokens, and before those that only say so.</summary>
public sealed class TokenCheckTests : IDisposable
{
    private static readonly LabToken Right = LabTokens.Settings with { Subject = null };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shard_that_checks_tokens_is_right_and_nothing_of_the_check_stays_in_it()
    {
        await using var shard = await StartAsync(Right);

        var report = await CheckFixture.RunAsync(CheckFixture.Settings(_folder, shard), Probe.Groups.Prosody);

        report.Wrong().Should().BeEmpty();
        report.Of(Codes.ProsodyGuard).Select(finding => finding.What).Should().BeEquivalentTo(
            "Who comes without a token is kept out: not-allowed (token required).",
            "Who comes with a token that somebody else signed is kept out: not-allowed (Invalid signature).");
        report.Of(Codes.ProsodyToken).Should().ContainSingle();
        report.Of(Codes.ProsodyRooms).Should().ContainSingle().Which.What.Should().Contain("Room and token mismatched");
        report.Of(Codes.ProsodyShardName).Should().ContainSingle().Which.Severity.Should().Be(Severity.Good);
        shard.Rooms.Should().BeEmpty();
    }

    [Fact]
    public async Task A_shard_that_lets_in_without_a_token_is_red()
    {
        await using var shard = await StartAsync(null);

        var report = await CheckFixture.RunAsync(Settings(shard, Right), Probe.Groups.Prosody);

        report.Of(Codes.ProsodyGuard).Should().HaveCount(2).And.OnlyContain(finding =>
            finding.Severity == Severity.Error && finding.Why!.Contains("decoration") && finding.Fix!.Contains("authentication = \"token\""));
        report.ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task A_shard_that_takes_any_token_is_red()
    {
        await using var shard = await StartAsync(Right with { TakesAny = true });

        var report = await CheckFixture.RunAsync(CheckFixture.Settings(_folder, shard), Probe.Groups.Prosody);

        report.Of(Codes.ProsodyGuard).Where(finding => finding.Severity == Severity.Error).Should().ContainSingle()
            .Which.What.Should().Be("Its Prosody lets in who comes with a token that somebody else signed.");
    }

    [Fact]
    public async Task A_shard_whose_rooms_do_not_ask_which_room_the_token_is_for_is_red()
    {
        await using var shard = await StartAsync(Right with { GuardsRooms = false });

        var report = await CheckFixture.RunAsync(CheckFixture.Settings(_folder, shard), Probe.Groups.Prosody);

        report.Of(Codes.ProsodyRooms).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Severity == Severity.Error && finding.Fix!.Contains("token_verification"));
        shard.Rooms.Should().BeEmpty("the check leaves what it joined");
    }

    [Theory]
    [InlineData("Secret", "another secret that is long enough", "Invalid signature", "app_secret")]
    [InlineData("Issuer", "another", "invalid 'iss' claim", "app_id")]
    [InlineData("Audience", "another", "invalid 'aud' claim", "asap_accepted_audiences")]
    public async Task A_right_token_that_is_refused_is_red_with_Prosodys_words_and_the_setting_they_mean(string key, string value, string words, string remedy)
    {
        await using var shard = await StartAsync(Right);
        var settings = CheckFixture.Settings(_folder, shard);
        settings[$"Fleet:Shards:0:Token:{key}"] = value;

        var report = await CheckFixture.RunAsync(settings, Probe.Groups.Prosody);

        report.Of(Codes.ProsodyToken).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Severity == Severity.Error && finding.What.Contains(words) && finding.Fix!.Contains(remedy));
        report.Findings.Should().NotContain(finding => finding.ToString().Contains(value) && key == "Secret", "a secret is in no finding");
    }

    [Fact]
    public async Task A_shard_that_asks_for_tokens_which_the_settings_do_not_know_is_red_and_says_how_to_declare_it()
    {
        await using var shard = await StartAsync(Right);
        var settings = CheckFixture.Settings(_folder, shard);
        foreach (var key in settings.Keys.Where(key => key.Contains("Token:", StringComparison.Ordinal)))
            settings[key] = null;
        settings["Fleet:Shards:0:Authentication"] = "None";

        var report = await CheckFixture.RunAsync(settings.Where(setting => setting.Value is not null).ToDictionary(), Probe.Groups.Prosody);

        report.Of(Codes.ProsodyLogin).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Severity == Severity.Error && finding.What.Contains("token required") && finding.Fix!.Contains("docs/jitsi-tokens.md"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<LabShard> StartAsync(LabToken? token) =>
        LabShard.StartAsync(new LabShardOptions { Name = "alpha", ServerIds = ["alpha-bridge"], HidesReports = true, Token = token }, Cancel);

    /// <summary>Settings that say of a shard what it is not.</summary>
    private Dictionary<string, string?> Settings(LabShard shard, LabToken token)
    {
        var settings = CheckFixture.Settings(_folder, shard);
        settings["Fleet:Shards:0:Authentication"] = "Token";
        settings["Fleet:Shards:0:Token:Issuer"] = token.Issuer;
        settings["Fleet:Shards:0:Token:Secret"] = token.Secret;
        return settings;
    }
}
