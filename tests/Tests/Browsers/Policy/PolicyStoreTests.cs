using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Policy;

/// <summary>Drafts, versions, and what is in force, with the real host.</summary>
public sealed class PolicyStoreTests : IAsyncLifetime
{
    private static readonly Actor Ada = new(ActedBy.Page, null, "Ada");
    private static readonly Actor Otto = new(ActedBy.Page, null, "Otto");

    private static readonly PolicyRule Rule = new()
    {
        Brand = "Firefox", ToVersion = 114, Outcome = Outcome.Blocked, German = "Zu alt.", English = "Too old.", DecidedBy = "Technik-Gruppe",
        FromDay = new(2027, 3, 5), UntilDay = new(2027, 3, 6), Engine = Engine.Gecko, Os = Os.Windows, IsMobile = false, IsInApp = false, Way = BrowserWay.Jitsi, FromVersion = 2,
    };

    private static readonly Browser Firefox = new() { Engine = Engine.Gecko, EngineMajor = 102, Brand = "Firefox", BrandMajor = 102, Os = Os.Windows };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 3, 4, 22, 30, 0, TimeSpan.Zero));
    private TestGateway _gateway = null!;

    private PolicyChanges Changes => _gateway.Get<PolicyChanges>();

    private PolicyStore Store => _gateway.Get<PolicyStore>();

    public async ValueTask InitializeAsync()
    {
        // Half past eleven at night where the machine stands.
        _time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("here", TimeSpan.FromHours(1), "here", "here"));
        _gateway = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_ships_is_in_force_until_somebody_decides()
    {
        var state = await Store.StateAsync();

        state.Current.Should().Be(PolicyVersion.Shipped);
        state.Draft.Should().BeNull();
        _gateway.Get<PolicyView>().Current.Should().BeSameAs(ShippedPolicy.Policy);
    }

    [Fact]
    public async Task A_rule_comes_back_as_it_was_written()
    {
        await PutAsync(0, Rule);

        (await Store.CurrentAsync()).Policy.Rules.Should().Equal(Rule);
        PolicyText.Read(PolicyText.Of(ShippedPolicy.Policy.Rules))!.Value.Should().Equal(ShippedPolicy.Policy.Rules);
    }

    [Fact]
    public async Task A_list_is_in_force_at_once_and_its_rules_begin_and_end_at_midnight()
    {
        await PutAsync(0, Rule);
        var check = _gateway.Get<BrowserCheck>();
        check.Judge(Firefox).Kind.Should().Be(VerdictKind.Works, "it is the evening of the 4th");
        check.Judge(Firefox).PolicyVersion.Should().Be(1);

        _time.Advance(TimeSpan.FromMinutes(31));
        check.Judge(Firefox).Kind.Should().Be(VerdictKind.Blocked);
        _time.Advance(TimeSpan.FromHours(47));
        check.Judge(Firefox).Kind.Should().Be(VerdictKind.Blocked);
        _time.Advance(TimeSpan.FromHours(1));
        check.Judge(Firefox).Kind.Should().Be(VerdictKind.Works);
    }

    [Fact]
    public async Task A_draft_changes_nothing_until_it_is_put_in_force_and_then_a_version_is_kept()
    {
        var drafted = (PolicyAnswer.Done)await Changes.DraftAsync(Ada, 0, rules => PolicyEdits.Insert(rules, Rule, 1));
        drafted.State.Draft!.Rules[0].Should().Be(Rule);
        drafted.State.Draft.ChangedBy.Should().Be("Ada");
        _gateway.Get<PolicyView>().Current.Version.Should().Be(0);

        var applied = (PolicyAnswer.Done)await Changes.ApplyAsync(Otto, drafted.State.Revision, 0);
        applied.State.Draft.Should().BeNull();
        applied.State.Current.MadeBy.Should().Be("Otto");
        _gateway.Get<PolicyView>().Current.Version.Should().Be(1);
        (await Store.ListAsync(null, 10)).Select(version => (version.Version, version.MadeBy)).Should().Equal((1, "Otto"));
        (await AuditAsync()).Should().Equal("policy.change Version 1");
    }

    [Fact]
    public async Task Of_two_who_change_the_same_draft_the_second_is_told()
    {
        await Changes.DraftAsync(Ada, 0, rules => PolicyEdits.Delete(rules, 1));
        var late = await Changes.DraftAsync(Otto, 0, rules => PolicyEdits.Delete(rules, 1));

        late.Should().BeOfType<PolicyAnswer.Changed>().Which.State.Draft!.ChangedBy.Should().Be("Ada");
        (await Store.StateAsync()).Rules.Should().HaveCount(ShippedPolicy.Policy.Rules.Length - 1);
        (await Changes.ApplyAsync(Otto, 0, 0)).Should().BeOfType<PolicyAnswer.Changed>();
        (await Changes.ApplyAsync(Otto, 1, 7)).Should().BeOfType<PolicyAnswer.Changed>();
    }

    [Fact]
    public async Task Of_many_who_put_a_list_in_force_at_once_one_does()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Task.Run(() => Changes.PutAsync(Ada, 0, [Rule with { ToVersion = 100 + at }]))));

        answers.OfType<PolicyAnswer.Done>().Should().ContainSingle();
        answers.OfType<PolicyAnswer.Changed>().Should().HaveCount(7);
        _gateway.Get<PolicyView>().Current.Rules.Should().Equal((await Store.CurrentAsync()).Policy.Rules);
    }

    [Fact]
    public async Task A_revision_is_never_seen_twice()
    {
        await Changes.DraftAsync(Ada, 0, rules => PolicyEdits.Delete(rules, 1));
        await Changes.DiscardAsync(Ada, 1);

        (await Store.StateAsync()).Should().Match<PolicyState>(state => state.Draft == null && state.Revision == 2);
        (await Changes.DiscardAsync(Ada, 2)).Should().BeOfType<PolicyAnswer.Unknown>();
        (await Changes.DraftAsync(Ada, 1, rules => rules)).Should().BeOfType<PolicyAnswer.Changed>();
        (await AuditAsync()).Should().Equal("policy.discard draft from version 0");
    }

    [Fact]
    public async Task What_has_faults_is_never_put_in_force()
    {
        await Changes.DraftAsync(Ada, 0, rules => rules.Add(rules[0]));

        (await Changes.ApplyAsync(Ada, 1, 0)).Should().BeOfType<PolicyAnswer.Faulty>().Which.Problem.Should().NotBeNull();
        (await Changes.PutAsync(Ada, 0, [Rule with { German = "" }])).Should().BeOfType<PolicyAnswer.Faulty>();
        (await Store.CurrentAsync()).Should().Be(PolicyVersion.Shipped);
        (await AuditAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_restart_goes_on_with_the_version_and_the_draft()
    {
        await PutAsync(0, Rule);
        await Changes.DraftAsync(Ada, 0, rules => PolicyEdits.Insert(rules, Rule with { ToVersion = 50 }, 1));
        await RestartAsync();

        _gateway.Get<PolicyView>().Current.Version.Should().Be(1);
        (await Store.StateAsync()).Draft!.Rules.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("""[{"outcome":"blocked","german":"x","english":"x","decidedBy":"x","galaxy":"far"}]""")]
    [InlineData("""[{"outcome":"teleported"}]""")]
    [InlineData("""[{"outcome":"works","engine":"servo"}]""")]
    [InlineData("""[null]""")]
    [InlineData("""{"rules":[]}""")]
    [InlineData("not json")]
    public async Task A_version_of_a_later_program_keeps_nobody_from_starting_and_the_one_before_holds(string json)
    {
        await PutAsync(0, Rule);
        await using (var connection = await _gateway.Get<Database>().ConnectAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("INSERT INTO policy_versions (version, rules_json, made_ms, made_by_name) VALUES (2, @json, 0, 'Later')", new { json });
        await RestartAsync();

        _gateway.Get<PolicyView>().Current.Version.Should().Be(1);
        (await Store.FindAsync(2)).Should().BeNull();
        await PutAsync(1, Rule with { ToVersion = 50 });
        _gateway.Get<PolicyView>().Current.Version.Should().Be(3);
    }

    [Fact]
    public async Task A_policy_that_came_back_with_a_copy_of_the_database_is_in_force_again()
    {
        await PutAsync(0, Rule);
        await using (var connection = await _gateway.Get<Database>().ConnectAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("DELETE FROM policy_versions");
        await _gateway.Get<PolicyBook>().ReadAgainAsync();

        _gateway.Get<PolicyView>().Current.Version.Should().Be(0);
    }

    private async Task PutAsync(long seen, params PolicyRule[] rules) =>
        (await Changes.PutAsync(Ada, seen, [.. rules])).Should().BeOfType<PolicyAnswer.Done>();

    private Task<TestGateway> StartAsync() => PortalClient.StartGatewayAsync(_time, Path.Combine(_folder.FullName, "gateway.db"));

    private async Task RestartAsync()
    {
        await _gateway.DisposeAsync();
        _gateway = await StartAsync();
    }

    private async Task<IEnumerable<string>> AuditAsync()
    {
        await using var connection = await _gateway.Get<Database>().ConnectAsync();
        return await connection.QueryAsync<string>("SELECT action || ' ' || subject_name FROM audit WHERE subject = 'policy' ORDER BY id");
    }
}
