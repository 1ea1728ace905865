using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Console;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using ConferenceGateway.Upkeep.Api;
using ConferenceGateway.Upkeep.Drains;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Console;

/// <summary>The commands that talk to a running gateway, as somebody runs them: processes of their own.</summary>
public sealed class FleetCommandsTests : IAsyncLifetime
{
    private readonly int _port = LoopbackPorts.NextPair();
    private LabFleet _lab = null!;
    private TestGateway _gateway = null!;
    private Dictionary<string, string> _environment = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Meeting => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{_port}");

    private string Portal => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{_port + 1}");

    public async ValueTask InitializeAsync()
    {
        _lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["MeetingUrl"] = Meeting,
                ["PortalUrl"] = Portal,
                ["Urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port};http://127.0.0.1:{_port + 1}"),
            },
        }, _lab.Shards);
        var admin = await TestAccounts.AddAsync(_gateway, "maike", Roles.Admin);
        var made = (ApiKeyAnswer.Made)await _gateway.Get<ApiKeyChanges>().MakeAsync(
            Actor.Gateway, new Caller(admin.Id, admin.DisplayName, Roles.Admin) { Session = "test" }, new ApiKeyWish("test", ["fleet:read", "fleet:write"], 90));
        _environment = new() { ["GATEWAY_URL"] = Portal, ["GATEWAY_KEY"] = made.Text };
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task An_evening_with_a_reboot_is_done_by_commands()
    {
        await using var anna = await JoinAsync("plenum", "Anna");
        anna.Shard.Should().Be("alpha");

        var fleet = await RunAsync("fleet");
        fleet.Output.Should().StartWith("All is well. 1 person in 1 room, room for about ").And.MatchRegex("(?m)^NAME +WANTED +REPORTED").And.MatchRegex("(?m)^alpha +open +open +1 +1 ");
        (await RunAsync("why", "plenum")).Output.Should().StartWith("plenum lives on alpha since ").And.Contain("lowest share");
        (await RunAsync("drain", "alpha", "--dry-run")).Output.Should().StartWith("alpha is open: 1 person in 1 room.").And.Contain("Drained now it would probably be empty at ");

        (await RunAsync("drain", "alpha", "--move-at", "23:59")).Output.Should().Contain("What is left moves at ");
        (await RunAsync("drain", "alpha")).Output.Should().Contain("What is left moves at ", "whoever looks again takes nothing back");
        var drained = await RunAsync("drain", "alpha", "--move-at", "now", "--wait");
        drained.Code.Should().Be(0, drained.Output + string.Join('\n', drained.Errors));
        drained.Output.Should().EndWith("alpha is empty, safe to restart.");
        await anna.Closed.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        (await RunAsync("fleet")).Output.Should().StartWith("1 thing needs you. ").And.Contain("  alpha is empty. Restart it");
        (await RunAsync("fleet", "--json")).Output.Should().StartWith("{\"at\":");
        (await RunAsync("undrain", "alpha")).Output.Should().StartWith("alpha is open");
    }

    [Fact]
    public async Task Whoever_waits_is_told_that_somebody_has_opened_it_again()
    {
        await using var anna = await JoinAsync("plenum", "Anna");
        await using var waiting = GatewayProcess.Start(["drain", "alpha", "--wait"], environment: _environment);
        await waiting.WaitForLineAsync(line => line.StartsWith("alpha is emptying: 1 person in 1 room left. Probably empty at ", StringComparison.Ordinal), Cancel);

        await _gateway.Get<DrainChanges>().UndoAsync(Actor.Gateway, "alpha");

        (await waiting.EndAsync()).Should().Be(1);
        waiting.Errors.Should().Be("Somebody has opened alpha again.");
        anna.Closed.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Whoever_waits_no_longer_than_a_limit_is_told_that_it_goes_on_and_the_exit_code_is_3()
    {
        await using var anna = await JoinAsync("plenum", "Anna");
        using var api = new GatewayApi(new Uri(Portal), _environment["GATEWAY_KEY"]);
        var time = new FakeTimeProvider();
        var path = DrainCommand.PathOf("alpha");
        var begun = await api.PutAsync(path, UpkeepApiJson.Asking.DrainBody, new NewDrainBody(), UpkeepApiJson.Asking.NewDrainBody, Cancel);

        var waiting = DrainCommand.WaitAsync(api, path, begun, isJson: false, limit: 1, time, Cancel);
        var waited = TimeSpan.Zero;
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            waited += TimeSpan.FromSeconds(1);
            await Task.WhenAny(waiting, Task.Delay(1, Cancel));
        }

        (await waiting).Should().Be(3);
        waited.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
        (await api.GetAsync(path, UpkeepApiJson.Asking.DrainBody, Cancel)).Body.Phase.Should().Be("emptying");
        anna.Closed.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_maintenance_is_announced_and_ended()
    {
        (await RunAsync("maintenance")).Output.Should().Be("No maintenance is announced.");
        (await RunAsync("maintenance", "closed")).Should().Match<(int Code, string Output, string[] Errors)>(run => run.Code == 1 && run.Errors.Single().Contains("until"));
        (await RunAsync("maintenance", "no-new-rooms", "--say", "Wir bauen um.")).Output.Should().Be("Maintenance, no new rooms until somebody ends it, by maike. Members read: Wir bauen um.");
        (await RunAsync("maintenance", "end")).Output.Should().Be("No maintenance is announced.");
    }

    [Fact]
    public async Task What_cannot_be_done_is_one_sentence_and_the_exit_code_is_1()
    {
        _environment["GATEWAY_KEY"] += "\n";
        (string[] Typed, string Said)[] wrong =
        [
            (["drain", "gamma"], "No shard and no bridge has that name."),
            (["drain", "alpha", "--move-at", "soon"], "--move-at must be now, never, 23:00 (the next)"),
            (["drain", "alpha", "--limit", "0"], "--limit must be a number of minutes"),
            (["why", "nowhere"], "That room lives nowhere at this moment"),
            (["why", "a//b"], "can be no room's name"),
            (["fleet", "--gateway", "portal"], "Say which gateway"),
            (["fleet", "--gateway", "http://127.0.0.1:1"], "http://127.0.0.1:1/ does not answer"),
            (["fleet", "--gateway", Meeting], "Is it the PortalUrl?"),
        ];

        foreach (var (typed, said) in wrong)
        {
            var (code, output, errors) = await RunAsync(typed);
            code.Should().Be(1, string.Join(' ', typed));
            output.Should().BeEmpty();
            errors.Should().ContainSingle().Which.Should().Contain(said);
        }

        _environment["GATEWAY_KEY"] = "cg_wrong";
        (await RunAsync("fleet")).Errors.Should().ContainSingle().Which.Should().Contain("does not know the key in GATEWAY_KEY").And.NotContain("cg_wrong");
        _environment["GATEWAY_KEY"] = "";
        (await RunAsync("fleet")).Errors.Should().ContainSingle().Which.Should().StartWith("GATEWAY_KEY is not set.").And.Contain(Portal + "/admin/keys");
    }

    private async Task<LabClient> JoinAsync(string room, string nick)
    {
        var client = await LabClient.ConnectAsync(new Uri(Meeting), room, cancel: Cancel);
        await client.JoinAsync(nick, Cancel);
        return client;
    }

    private Task<(int Code, string Output, string[] Errors)> RunAsync(params string[] typed) => GatewayProcess.RunAsync(typed, environment: _environment);
}
