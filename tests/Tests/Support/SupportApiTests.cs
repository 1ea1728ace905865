using AwesomeAssertions;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Portal;
using ConferenceGateway.Support;
using ConferenceGateway.Tests.Identity.Api;
using ConferenceGateway.Tests.Storage;
using ConferenceGateway.UserAgents;
using Xunit;

namespace ConferenceGateway.Tests.Support;

public sealed class SupportApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_key_opens_and_deletes_one()
    {
        var code = await LeftAsync();

        var found = (await host.AskAsync("GET", $"/api/v1/support/{code.Text[..3].ToLowerInvariant()}-{code.Text[3..]}", host.AdminKey)).Json;

        found.GetProperty("code").GetString().Should().Be(code.Text);
        found.GetProperty("verdict").GetString().Should().Be("switchedOff");
        found.GetProperty("said").GetString().Should().Be("Off.");
        found.GetProperty("rule").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        found.GetProperty("deletedAt").GetString().Should().Be("2026-12-06T20:00:00.000Z");
        found.GetProperty("browser").GetProperty("engine").GetString().Should().Be("blink");
        found.GetProperty("browser").GetProperty("engineVersion").GetInt32().Should().Be(140);
        found.GetProperty("probes").GetProperty("peerConnection").GetString().Should().Be("missing");
        found.GetProperty("probes").GetProperty("storage").GetString().Should().Be("unknown");
        found.GetProperty("devices").GetProperty("microphone").GetString().Should().Be("refused");
        found.GetProperty("shard").GetString().Should().Be("alpha");

        (await host.AskAsync("DELETE", $"/api/v1/support/{code.Text}", host.AdminKey)).Status.Should().Be(204);
        var gone = await host.AskAsync("GET", $"/api/v1/support/{code.Text}", host.AdminKey);
        (gone.Status, gone.Problem).Should().Be((404, "not-found"));
        (await host.AskAsync("DELETE", $"/api/v1/support/{code.Text}", host.AdminKey)).Status.Should().Be(404);
        (await Sql.ScalarAsync(host.Gateway.StoragePath, $"SELECT group_concat(action || ' ' || way, '; ') FROM audit WHERE action LIKE 'support.%' AND subject_name = '{code.End}'"))
            .Should().Be("support.open api; support.delete api");
    }

    [Theory]
    [InlineData("222222")]
    [InlineData("OOOOOO")]
    [InlineData("%3Cscript%3E")]
    [InlineData("%00")]
    public async Task What_is_none_is_not_found(string code)
    {
        var answer = await host.AskAsync("GET", $"/api/v1/support/{code}", host.AdminKey);

        (answer.Status, answer.Text.Contains("script", StringComparison.Ordinal)).Should().Be((answer.Status == 400 ? 400 : 404, false));
    }

    [Fact]
    public async Task Reading_is_not_enough_to_delete()
    {
        var code = await LeftAsync();
        var key = (await host.KeyAsync(host.Admin, [Right.SupportRead.Name])).Text;

        (await host.AskAsync("GET", $"/api/v1/support/{code.Text}", key)).Status.Should().Be(200);
        (await host.AskAsync("DELETE", $"/api/v1/support/{code.Text}", key)).Status.Should().Be(403);
    }

    private async Task<SupportCode> LeftAsync()
    {
        var stored = await host.Gateway.Get<SupportStore>().AddAsync(
            new SupportEntry
            {
                At = host.Time.GetUtcNow(),
                Kind = VerdictKind.SwitchedOff,
                Said = new Text("Aus.", "Off."),
                Browser = new Browser { Engine = Engine.Blink, EngineMajor = 140, Brand = "Chrome", BrandMajor = 140, Os = Os.Windows },
                Probes = "Secure.1-PeerConnection.0",
                Devices = "Microphone.d",
                Shard = "alpha",
            },
            SupportCode.Make);
        return stored!.Code;
    }
}
