using AwesomeAssertions;
using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class FleetSnapshotTests
{
    [Fact]
    public void A_changed_health_makes_a_new_snapshot_and_leaves_the_old_one_as_it_was()
    {
        var before = Fleets.Of(("a", NodeHealth.Unknown), ("b", NodeHealth.Up));

        var after = before.With(new ShardId("a"), NodeHealth.Down);

        before.Find(new ShardId("a"))!.Health.Should().Be(NodeHealth.Unknown);
        after.Find(new ShardId("a"))!.Health.Should().Be(NodeHealth.Down);
        after.Find(new ShardId("b"))!.Health.Should().Be(NodeHealth.Up);
        after.Version.Should().Be(before.Version + 1);
        after.Shards.Select(shard => shard.Id.Name).Should().Equal("a", "b");
    }

    [Fact]
    public void Only_a_shard_that_is_up_makes_the_fleet_ready()
    {
        Fleets.Of(("a", NodeHealth.Unknown), ("b", NodeHealth.Down)).HasShardUp.Should().BeFalse();
        Fleets.Of(("a", NodeHealth.Unknown), ("b", NodeHealth.Up)).HasShardUp.Should().BeTrue();
    }

    [Fact]
    public void Shards_and_bridges_are_found_by_their_exact_names()
    {
        var fleet = Fleets.Of("a", "b");

        fleet.Find(new ShardId("A")).Should().BeNull();
        fleet.Find(new ShardId("c")).Should().BeNull();
        fleet.FindBridge("b-bridge")!.Address!.Prefix.Should().Be("http://b.test");
        fleet.FindBridge("B-bridge").Should().BeNull();
        fleet.FindBridge("").Should().BeNull();
    }

    [Fact]
    public void Two_shards_of_one_name_are_no_fleet()
    {
        var make = () => Fleets.Of("a", "a");

        make.Should().Throw<ArgumentException>();
    }
}
