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

    [Fact]
    public void Monday_has_its_burst_at_full_and_half_hours_and_a_calm_evening_has_not()
    {
        var (monday, calm) = (EveningPlan.Monday(3, 20_000), EveningPlan.Calm(3, 20_000));

        Between(monday, 90, 125).Should().BeInRange(0.42, 0.54, "four in ten, and their part of the others");
        Between(calm, 90, 125).Should().BeInRange(0.13, 0.26);
        foreach (var evening in new[] { monday, calm })
        {
            evening.People.Should().Be(20_000);
            evening.Meetings.Should().BeInAscendingOrder(meeting => meeting.Start);
            (evening.Meetings.Count(meeting => Math.Abs((meeting.Start / TimeSpan.FromMinutes(30)) - Math.Round(meeting.Start / TimeSpan.FromMinutes(30))) <= 0.1001) / (double)evening.Meetings.Count)
                .Should().BeInRange(0.66, 0.84, "seven in ten, and those who are there by chance");
        }

        static double Between(EveningPlan evening, int from, int to) =>
            evening.Meetings.Count(meeting => meeting.Start.TotalMinutes >= from && meeting.Start.TotalMinutes <= to) / (double)evening.Meetings.Count;
    }

    [Fact]
    public void Sizes_and_cameras_are_as_published()
    {
        var evening = EveningPlan.Calm(5, 50_000);
        var sizes = evening.Meetings.Select(meeting => meeting.Visits.Count).Order().ToArray();

        sizes[sizes.Length / 2].Should().BeInRange(5, 8);
        (sizes.Count(size => size >= 60) / (double)sizes.Length).Should().BeInRange(0.03, 0.08);
        Cameras(size => size < 20).Should().BeInRange(0.32, 0.38);
        Cameras(size => size >= 20).Should().BeInRange(0.08, 0.12);

        double Cameras(Func<int, bool> which)
        {
            var visits = evening.Meetings.Where(meeting => which(meeting.Visits.Count)).SelectMany(meeting => meeting.Visits).ToArray();
            return visits.Count(visit => visit.HasCamera) / (double)visits.Length;
        }
    }

    [Fact]
    public void Ninety_two_first_ones_come_within_half_a_minute_each_to_a_room_of_their_own()
    {
        var within = TimeSpan.FromSeconds(31);

        var plan = EveningPlan.AllAtOnce(1, 92, within);

        plan.Meetings.Select(meeting => meeting.Room).Should().OnlyHaveUniqueItems().And.HaveCount(92);
        plan.Meetings.SelectMany(meeting => meeting.Visits.Select(visit => meeting.Start + visit.Arrival)).Count(arrival => arrival <= within).Should().Be(92);
    }

    [Fact]
    public async Task Cameras_reach_the_bridge()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a", ServerIds = ["a1"] }, Cancel);
        await using var anna = await LabClient.ConnectAsync(shard.Address, "vorstand", cancel: Cancel);
        await using var mehmet = await LabClient.ConnectAsync(shard.Address, "vorstand", cancel: Cancel);
        await anna.JoinAsync("Anna", hasCamera: true, Cancel);
        await mehmet.JoinAsync("Mehmet", Cancel);

        shard.Bridges[0].Model.Now.Cameras.Should().Be(1);
        shard.Bridges[0].Model.Now.Endpoints.Should().Be(2);
        await mehmet.JoinAsync("Mehmet", hasCamera: true, Cancel);
        shard.Bridges[0].Model.Now.Cameras.Should().Be(2);
    }
}
