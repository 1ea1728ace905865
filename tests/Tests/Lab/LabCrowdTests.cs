using AwesomeAssertions;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.Tests.Lab;

public sealed class LabCrowdTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crowd_comes_as_one_asked_and_leaves_nobody_behind()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        var options = new LabCrowdOptions { People = 40, BaseUrl = shard.Address, Speed = 1, ArrivalsPerSecond = 500 };
        var crowd = LabCrowd.Start(options, TimeProvider.System);

        await crowd.WaitForPresentAsync(40, Cancel);

        shard.Rooms.Values.Sum().Should().Be(40);
        shard.Received.Where(request => request.RawPath == "/xmpp-websocket").Should().HaveCount(40);
        await crowd.DisposeAsync();
        crowd.Present.Should().Be(0);
        shard.Rooms.Should().BeEmpty();
        crowd.Failures.Should().Be(0);
    }

    [Fact]
    public async Task A_sped_up_crowd_goes_and_others_come()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        var options = new LabCrowdOptions { People = 10, BaseUrl = shard.Address, Speed = 30_000, ArrivalsPerSecond = 500 };
        await using var crowd = LabCrowd.Start(options, TimeProvider.System);

        await crowd.WaitForJoinedAsync(30, Cancel);

        crowd.Present.Should().BeLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task A_crowd_comes_back_after_its_shard_was_away()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, Cancel);
        var options = new LabCrowdOptions { People = 6, BaseUrl = shard.Address, Speed = 1, ArrivalsPerSecond = 500 };
        await using var crowd = LabCrowd.Start(options, TimeProvider.System);
        await crowd.WaitForPresentAsync(6, Cancel);

        await shard.StopAsync();
        await crowd.WaitForAbsentAsync(Cancel);
        await shard.StartAgainAsync(Cancel);

        await crowd.WaitForPresentAsync(6, Cancel);
        shard.Rooms.Values.Sum().Should().Be(6);
    }

    [Fact]
    public void The_same_seed_plans_the_same_evening()
    {
        var (one, other) = (new CrowdPlan(7), new CrowdPlan(7));

        for (var i = 0; i < 20; i++)
            one.Next(200, false).Should().BeEquivalentTo(other.Next(200, false));
    }
}
