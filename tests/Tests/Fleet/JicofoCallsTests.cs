using AwesomeAssertions;
using ConferenceGateway.Fleet.Jicofo;
using ConferenceGateway.Lab;
using ConferenceGateway.Tests.Placement;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

/// <summary>Moves as Jicofo is asked for them, before the Lab's, which answers as oddly as the real one.</summary>
public sealed class JicofoCallsTests : IAsyncLifetime
{
    private const string Small = "klein@conference.meet.jitsi";
    private const string Large = "[acme]gr%c3%b6%c3%9fer@conference.meet.jitsi";

    private ObservedFleet _fleet = null!;

    private ConferenceGateway.Core.Bridge First => _fleet.Shard.Bridges[0];

    public async ValueTask InitializeAsync()
    {
        var soon = TimeSpan.FromMilliseconds(20);
        _fleet = await ObservedFleet.StartAsync(new LabShardOptions
        {
            Name = "a",
            SeparatesParts = true,
            Bridges = [new() { ServerId = "jvb-1", ReportInterval = soon }, new() { ServerId = "jvb-2", ReportInterval = soon, DrainsAtStart = true }],
        });
        // Both meetings come to the one that is open, and then it is the one that drains.
        await _fleet.UntilAsync(_ => _fleet.Bridge("jvb-1").JicofoSaysDraining == false && _fleet.Bridge("jvb-2").JicofoSaysDraining == true);
        _fleet.Lab.Jicofo.Count(Small, new(3, 0));
        _fleet.Lab.Jicofo.Count(Large, new(6, 0));
        _fleet.Lab.Bridge("jvb-2").Model.IsDraining = false;
        _fleet.Lab.Bridge("jvb-1").Model.IsDraining = true;
        await _fleet.UntilAsync(_ => _fleet.Bridge("jvb-1").JicofoSaysDraining == true && _fleet.Bridge("jvb-2").JicofoSaysDraining == false);
    }

    public ValueTask DisposeAsync() => _fleet.DisposeAsync();

    [Fact]
    public async Task One_conference_goes_whole_and_the_other_stays()
    {
        (await _fleet.Jicofo.MoveConferenceAsync(_fleet.Shard, First, Book.Room("acme/größer"))).Should().Be(new MoveAnswer.Asked(6, 1));

        People().Should().Be((3, 6));
        _fleet.Lab.Received.To("/move-endpoints/move-endpoints").Should().ContainSingle().Which.Method.Should().Be("GET");
    }

    [Fact]
    public async Task All_go_at_once_where_nobody_knows_which_there_are()
    {
        (await _fleet.Jicofo.MoveAllAsync(_fleet.Shard, First)).Should().Be(new MoveAnswer.Asked(9, 2));

        People().Should().Be((0, 9));
    }

    [Fact]
    public async Task What_Jicofo_does_not_know_is_not_there()
    {
        (await _fleet.Jicofo.MoveConferenceAsync(_fleet.Shard, First, Book.Room("nobody"))).Should().BeOfType<MoveAnswer.NotThere>();
        (await _fleet.Jicofo.MoveAllAsync(_fleet.Shard, First with { Nickname = "jvb-9" })).Should().BeOfType<MoveAnswer.NotThere>("its \"Not found\" is a 500");

        People().Should().Be((9, 0));
    }

    [Fact]
    public async Task Where_moving_is_switched_off_or_nobody_answers_it_says_so_with_the_setting()
    {
        // Where Jicofo's own port is not named the web server stands at its address, and knows no such page.
        var shard = _fleet.Shard with { Jicofo = _fleet.Shard.Address };
        (await _fleet.Jicofo.MoveAllAsync(shard, First)).Should().BeOfType<MoveAnswer.Failed>().Which.Why.Should().Contain("jicofo.rest.move-endpoints");

        _fleet.Lab.Faults.Instead = LabAnswer.Html;
        (await _fleet.Jicofo.MoveAllAsync(_fleet.Shard, First)).Should().BeOfType<MoveAnswer.Failed>().Which.Why.Should().Contain("web page");
        await _fleet.Lab.StopAsync();
        (await _fleet.Jicofo.MoveConferenceAsync(_fleet.Shard, First, Book.Room("klein"))).Should().BeOfType<MoveAnswer.Failed>();
    }

    private (int First, int Second) People() => (_fleet.Lab.Bridge("jvb-1").Model.Now.Endpoints, _fleet.Lab.Bridge("jvb-2").Model.Now.Endpoints);
}
