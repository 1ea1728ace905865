using AwesomeAssertions;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using Xunit;

namespace ConferenceGateway.Tests.UserAgents.Policy;

public sealed class DryRunTests
{
    private static readonly DateOnly Today = new(2027, 3, 4);
    private static readonly Browser Old = new() { Engine = Engine.Gecko, EngineMajor = 102, Brand = "Firefox", BrandMajor = 102, Os = Os.Windows };
    private static readonly Browser New = Old with { EngineMajor = 140, BrandMajor = 140 };
    private static readonly PolicyRule Rule = new() { Brand = "Firefox", ToVersion = 114, Outcome = Outcome.Blocked };

    [Fact]
    public void Each_visit_is_judged_by_both()
    {
        var run = DryRun.Of([new(Old, 31), new(New, 100), new(Browser.Unknown, 1)], Policy(Rule with { Outcome = Outcome.Limits }), Policy(Rule), BrowserWay.Jitsi, Today);

        run.Visits.Should().Be(132);
        run.Old.Should().Be(new OutcomeCounts(101, 31, 0, 0));
        run.New.Should().Be(new OutcomeCounts(101, 0, 0, 31));
        run.New.Out.Should().Be(31);
        run.Changes.Should().Equal(new ChangedBrowser(Old, Outcome.Limits, Outcome.Blocked, 31));
    }

    [Fact]
    public void Rules_of_another_day_or_way_count_nothing()
    {
        DryRun.Of([new(Old, 31)], Policy(), Policy(Rule with { FromDay = Today.AddDays(1) }), BrowserWay.Jitsi, Today).Changes.Should().BeEmpty();
        DryRun.Of([new(Old, 31)], Policy(), Policy(Rule with { Way = BrowserWay.Mumble }), BrowserWay.Jitsi, Today).Changes.Should().BeEmpty();
    }

    [Fact]
    public void Who_came_most_often_stands_first()
    {
        var run = DryRun.Of([new(Old, 2), new(New, 9)], Policy(), Policy(Rule with { ToVersion = null }), BrowserWay.Jitsi, Today);

        run.Changes.Select(change => change.Visits).Should().Equal(9, 2);
    }

    private static BrowserPolicy Policy(params PolicyRule[] rules) => new(1, [.. rules]);
}
