using AwesomeAssertions;
using ConferenceGateway.Lab.Model;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Lab;

public sealed class JicofoModelTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly JicofoModel _jicofo;
    private readonly BridgeModel _one;
    private readonly BridgeModel _two;
    private bool _hangs;

    public JicofoModelTests()
    {
        _jicofo = new JicofoModel("meet.jitsi", _time);
        _one = new BridgeModel(new BridgeTraits { Nick = "one" }, _time, () => _hangs);
        _two = new BridgeModel(new BridgeTraits { Nick = "two" }, _time);
        _jicofo.Meet(_one);
        _jicofo.Meet(_two);
    }

    [Fact]
    public void A_bridge_counts_as_draining_until_it_has_reported()
    {
        _jicofo.Bridges.Should().OnlyContain(bridge => bridge.IsDraining && bridge.IsOperational);

        _time.Advance(TimeSpan.FromSeconds(5));

        _jicofo.Bridges.Should().OnlyContain(bridge => !bridge.IsDraining);
    }

    [Fact]
    public void Where_all_drain_one_of_them_is_taken_all_the_same()
    {
        _jicofo.Count("a@x", new(2, 0));

        _jicofo.Conferences.Should().ContainSingle().Which.Bridge.Should().NotBeNull();
    }

    [Fact]
    public void A_report_is_one_to_two_intervals_old()
    {
        _time.Advance(TimeSpan.FromSeconds(7));
        _jicofo.Count("a@x", new(10, 0));
        var carrier = _jicofo.Conferences[0].Bridge!.Model;

        _time.Advance(TimeSpan.FromSeconds(7.9));
        carrier.Report.Endpoints.Should().Be(0);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        carrier.Report.Endpoints.Should().Be(10);
        (_time.GetUtcNow() - carrier.Report.At).Should().Be(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromHours(1));
        (_time.GetUtcNow() - carrier.Report.At).Should().Be(TimeSpan.FromSeconds(5), "reports go on while nobody looks");
    }

    [Fact]
    public void A_burst_within_one_report_is_spread_by_what_jicofo_itself_has_added()
    {
        _time.Advance(TimeSpan.FromSeconds(5));

        for (var room = 0; room < 20; room++)
            _jicofo.Count($"{room}@x", new(2, 0));

        _jicofo.Bridges.Select(bridge => bridge.Bridge.Endpoints).Should().Equal(20, 20);
    }

    [Fact]
    public void A_meeting_stays_where_it_is_though_its_bridge_drains_and_new_ones_avoid_it()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _jicofo.Count("a@x", new(2, 0));
        _jicofo.Conferences[0].Bridge!.Model.Should().Be(_one);
        _one.IsDraining = true;
        _jicofo.Bridges[0].IsDraining.Should().BeFalse("Jicofo hears of it with the next report");
        _time.Advance(TimeSpan.FromSeconds(5));

        _jicofo.Count("a@x", new(9, 0));
        for (var room = 0; room < 10; room++)
            _jicofo.Count($"{room}@y", new(20, 0));

        _one.Meetings.Should().ContainSingle().Which.Value.People.Should().Be(9);
        _two.Meetings.Should().HaveCount(10);
    }

    [Fact]
    public void A_bridge_that_dies_loses_its_meetings_to_others_at_once_and_comes_back_empty_and_undrained()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _jicofo.Count("a@x", new(5, 0));
        _one.IsDraining = true;

        _jicofo.Lose(_one);
        _one.Stop();

        _two.Meetings.Should().ContainKey("a@x");
        _jicofo.Totals.Moved.Should().Be(5);
        _one.Start();
        _jicofo.Meet(_one);
        _one.IsDraining.Should().BeFalse();
        _one.Meetings.Should().BeEmpty();
        _jicofo.Bridges.Single(bridge => bridge.Bridge.Model == _one).IsDraining.Should().BeTrue("it has not reported yet");
    }

    [Fact]
    public void A_bridge_that_hangs_keeps_what_it_has_and_gets_nothing_new()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _jicofo.Count("a@x", new(5, 0));
        _jicofo.Bridges.Should().HaveCount(2);
        _hangs = true;
        _time.Advance(TimeSpan.FromSeconds(20));

        for (var room = 0; room < 10; room++)
            _jicofo.Count($"{room}@y", new(50, 0));

        _jicofo.Bridges.Single(bridge => bridge.Bridge.Model == _one).IsOperational.Should().BeFalse();
        _one.Meetings.Should().ContainSingle();
    }

    [Fact]
    public void One_alone_has_a_bridge_for_twenty_seconds_more()
    {
        _jicofo.Count("a@x", new(1, 0));
        _jicofo.Conferences[0].Bridge.Should().BeNull("a meeting begins with the second");
        _jicofo.Count("a@x", new(2, 0));
        _jicofo.Count("a@x", new(1, 0));
        _time.Advance(TimeSpan.FromSeconds(19));
        _jicofo.Conferences[0].Bridge.Should().NotBeNull();
        _time.Advance(TimeSpan.FromSeconds(1));

        _jicofo.Conferences[0].Bridge.Should().BeNull();
        (_one.Meetings.Count + _two.Meetings.Count).Should().Be(0);
    }

    [Property]
    public bool Who_is_on_bridges_is_who_is_in_meetings(byte[] steps) => new JicofoModelTests().HasEverybodyOnABridge(steps);

    private bool HasEverybodyOnABridge(byte[] steps)
    {
        var people = new Dictionary<string, int>();
        foreach (var step in steps)
        {
            var room = $"{step % 5}@x";
            var size = step / 5 % 7;
            _jicofo.Count(room, new(size, 0));
            people[room] = size;
            if (step % 11 == 0)
                _jicofo.Move(step % 2 == 0 ? "one" : "two", null, 1000);
            if (step % 13 == 0)
                _time.Advance(TimeSpan.FromSeconds(7));
        }

        _time.Advance(TimeSpan.FromSeconds(20));
        var expected = people.Values.Where(size => size > 1).Sum();
        return _jicofo.Bridges.Sum(bridge => bridge.Bridge.Endpoints) == expected
            && _one.Now.Endpoints + _two.Now.Endpoints == expected;
    }
}
