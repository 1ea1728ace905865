using AwesomeAssertions;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using ConferenceGateway.UserAgents.Policy;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Check;

/// <summary>A newer file of rules, which an admin has named in the settings, counts at the gateway.</summary>
public sealed class OwnRulesTests : IDisposable
{
    private const string Comet = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/157.0.0.0 Safari/537.36 Comet/12.1";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_browser_that_only_the_admins_file_knows_is_judged_by_its_name()
    {
        var stop = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(_file, "user_agent_parsers:\n  - regex: '(Comet)/(\\d+)'\n    family_replacement: 'Comet Nova'\nos_parsers:\n  - regex: '(Windows)'\n", stop);
        await using var lab = await LabFleet.StartAsync(["alpha"]);

        (await RoomPageAsync(lab, [])).Should().Contain("lab-shard", "the rules of this build know no such browser, and Chrome may");
        (await RoomPageAsync(lab, new() { ["UserAgents:RulesFile"] = _file })).Should().NotContain("lab-shard").And.Contain("Comet Nova").And.Contain("Not here.");
    }

    private static async Task<string> RoomPageAsync(LabFleet lab, Dictionary<string, string?> settings)
    {
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Settings = settings }, lab.Shards);
        gateway.Get<PolicyView>().Set(new BrowserPolicy(int.MaxValue,
            [new PolicyRule { Brand = "Comet Nova", Outcome = Outcome.Blocked, German = "Hier nicht.", English = "Not here.", DecidedBy = "us" }]));
        using var client = gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/plenum");
        request.Headers.TryAddWithoutValidation("User-Agent", Comet);
        request.Headers.TryAddWithoutValidation("Accept-Language", "en");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
