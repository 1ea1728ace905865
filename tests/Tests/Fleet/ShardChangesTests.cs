using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Lab;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Dapper;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

public sealed class ShardChangesTests
{
    private static readonly Actor Ute = new(ActedBy.Page, "ute", "Ute");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shard_that_is_added_comes_up_and_stays_after_a_restart()
    {
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        var path = Path.Combine(Directory.CreateTempSubdirectory("gateway-test-").FullName, "gateway.db");
        try
        {
            await using (var gateway = await TestGateway.StartAsync(new TestGatewayOptions { StoragePath = path }, lab["alpha"]))
            {
                var answer = await gateway.Get<ShardChanges>().AddAsync(Ute, Draft("beta", lab["beta"]));

                answer.Should().BeOfType<NodeAnswer.Done>();
                await gateway.WaitForAsync(fleet => fleet.Find(new ShardId("beta")) is { IsUp: true });
                gateway.Get<FleetView>().Current.Find(new ShardId("alpha"))!.IsUp.Should().BeTrue();
            }

            await using var again = await TestGateway.StartAsync(new TestGatewayOptions { StoragePath = path }, lab["alpha"]);
            again.Get<FleetView>().Current.Shards.Select(shard => shard.Id.Name).Should().Equal("alpha", "beta");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Fact]
    public async Task A_new_weight_changes_neither_health_nor_anything_else_and_is_given_back_to_the_settings()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = await TestGateway.StartAsync(lab.Shards);
        var changes = gateway.Get<ShardChanges>();
        var written = gateway.Get<NodesBook>().Find("alpha")!;
        written.IsInSettings.Should().BeTrue();
        var weight = gateway.Get<FleetView>().Current.Find(new ShardId("alpha"))!.Shard.Capacity;

        var first = RevisionOf(await changes.ChangeAsync(Ute, "alpha", 0, written.Draft.With("Capacity", "500")));
        var state = gateway.Get<FleetView>().Current.Find(new ShardId("alpha"))!;
        state.Shard.Capacity.Should().Be(500);
        state.Health.Should().Be(NodeHealth.Up, "it was not asked anew");

        (await changes.ChangeAsync(Ute, "alpha", 0, written.Draft)).Should().Be(new NodeAnswer.Changed(first));
        (await changes.ReturnToSettingsAsync(Ute, "alpha", first)).Should().Be(new NodeAnswer.Done(0));
        gateway.Get<FleetView>().Current.Find(new ShardId("alpha"))!.Shard.Capacity.Should().Be(weight);

        var second = RevisionOf(await changes.ChangeAsync(Ute, "alpha", 0, written.Draft.With("Capacity", "400")));
        (await changes.ChangeAsync(Ute, "alpha", first, written.Draft)).Should().Be(new NodeAnswer.Changed(second), "whoever saw the first change has not seen this one");
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_and_nothing_is_changed()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = await TestGateway.StartAsync(lab.Shards);

        var answer = await gateway.Get<ShardChanges>().AddAsync(Ute, ShardDraft.Parse(
            """{ "Name": "beta", "Address": "10.0.0.5", "Capacity": 0, "Wieght": 3, "Bridges": [ { "ServerId": "alpha", "Address": "http://b.test" } ] }""")!);

        answer.Should().BeOfType<NodeAnswer.Faulty>().Which.Faults.Should().HaveCount(4)
            .And.Contain(fault => fault.StartsWith("Fleet:Shards:1:Address is \"10.0.0.5\"", StringComparison.Ordinal))
            .And.Contain(fault => fault.StartsWith("Fleet:Shards:1:Capacity is \"0\"", StringComparison.Ordinal))
            .And.Contain(fault => fault.StartsWith("Fleet:Shards:1:Wieght is no setting", StringComparison.Ordinal))
            .And.Contain(fault => fault.Contains("must not be the name of a shard too"));
        gateway.Get<FleetView>().Current.Shards.Should().ContainSingle();
        (await gateway.Get<ShardStore>().AllAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_name_is_there_once_and_a_shard_that_is_used_cannot_be_removed()
    {
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        await using var gateway = await TestGateway.StartAsync(lab.Shards);
        var changes = gateway.Get<ShardChanges>();

        (await changes.AddAsync(Ute, Draft("beta", lab["beta"]))).Should().Be(new NodeAnswer.Taken("beta"));
        (await changes.RemoveAsync(Ute, "gamma", 0)).Should().Be(new NodeAnswer.Unknown("gamma"));
        (await changes.RemoveAsync(Ute, "beta", 0)).Should().Be(new NodeAnswer.InUse("beta"));

        await lab["beta"].StopAsync();
        for (var i = 0; i < 10; i++)
            gateway.Get<FleetPoller>().Hurry(new ShardId("beta"));
        await gateway.WaitForAsync(fleet => fleet.Find(new ShardId("beta"))!.Health == NodeHealth.Down);
        (await changes.RemoveAsync(Ute, "beta", 0)).Should().BeOfType<NodeAnswer.Done>();
        gateway.Get<FleetView>().Current.Find(new ShardId("beta")).Should().BeNull();
        gateway.Get<NodesBook>().Find("beta").Should().BeNull();
    }

    [Fact]
    public async Task A_shard_of_which_nobody_knows_yet_whether_it_answers_may_be_in_use()
    {
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        await using var gateway = await TestGateway.StartAsync(lab["alpha"]);
        lab["beta"].Faults.Silent = true;
        var added = RevisionOf(await gateway.Get<ShardChanges>().AddAsync(Ute, Draft("beta", lab["beta"])));

        (await gateway.Get<ShardChanges>().RemoveAsync(Ute, "beta", added)).Should().Be(new NodeAnswer.InUse("beta"));

        lab["beta"].Faults.Silent = false;
    }

    [Fact]
    public async Task A_change_that_met_a_database_that_was_away_comes_into_force_when_it_is_back()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = await TestGateway.StartAsync(lab.Shards);
        var (book, view) = (gateway.Get<NodesBook>(), gateway.Get<FleetView>());
        await using var connection = await gateway.Get<Database>().ConnectAsync(Cancel);
        var version = view.Current.Shards[0].Shard;
        await connection.ExecuteAsync("ALTER TABLE fleet_shards RENAME TO elsewhere");
        await book.Invoking(it => it.ReadAgainAsync()).Should().ThrowAsync<System.Data.Common.DbException>();

        await connection.ExecuteAsync("ALTER TABLE elsewhere RENAME TO fleet_shards");
        await book.ReadAgainAsync(always: false);

        view.Current.Shards[0].Shard.Should().NotBeSameAs(version, "the settings were read anew");
    }

    [Fact]
    public async Task A_secret_is_kept_without_being_sent_back_and_stands_in_no_audit()
    {
        const string secret = "s3cret-s3cret-s3cret";
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        await using var gateway = await TestGateway.StartAsync(lab["alpha"]);
        var changes = gateway.Get<ShardChanges>();
        var draft = Draft("beta", lab["beta"]).With("Authentication", "Token").With("Token:Issuer", "jitsi");

        var added = RevisionOf(await changes.AddAsync(Ute, draft.With("Token:Secret", secret)));
        RevisionOf(await changes.ChangeAsync(Ute, "beta", added, draft.With("Token:Audience", "meet"))).Should().BeGreaterThan(added);

        var token = gateway.Get<FleetView>().Current.Find(new ShardId("beta"))!.Shard.Token!;
        (token.Secret, token.Audience).Should().Be((secret, "meet"));
        gateway.Get<NodesBook>().Find("beta")!.Draft.Shown().Values.Should().NotContain(secret);
        await using var connection = await gateway.Get<Database>().ConnectAsync(Cancel);
        var audit = (await connection.QueryAsync<string>("SELECT action || coalesce(before_json, '') || coalesce(after_json, '') FROM audit WHERE subject = 'beta'")).ToList();
        audit.Should().HaveCount(2).And.NotContain(line => line.Contains(secret));
        audit[0].Should().StartWith("shard.add").And.Contain("(set)");
    }

    [Fact]
    public async Task A_file_of_the_machine_cannot_be_named_from_outside()
    {
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        await using var gateway = await TestGateway.StartAsync(lab["alpha"]);

        var answer = await gateway.Get<ShardChanges>().AddAsync(Ute, Draft("beta", lab["beta"])
            .With("Authentication", "Token").With("Token:Issuer", "jitsi").With("Token:SecretFile", "/etc/shadow"));

        answer.Should().BeOfType<NodeAnswer.Faulty>().Which.Faults.Should().ContainSingle().Which.Should().StartWith("Token:SecretFile can be set in the settings' file only");
    }

    private static long RevisionOf(NodeAnswer answer) => answer.Should().BeOfType<NodeAnswer.Done>().Which.Revision;

    private static ShardDraft Draft(string name, LabShard shard) =>
        ShardDraft.Of([new("Name", name), new("Address", shard.Address.ToString()), new("AnnouncedName", shard.Name)]);
}
