using AwesomeAssertions;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using FsCheck.Xunit;

namespace ConferenceGateway.Tests.UserAgents.Policy;

/// <summary>What the check says of hidden rules, against trying every browser of a grid on every day.</summary>
public sealed class PolicyCheckPropertyTests
{
    private static readonly DateOnly Today = new(2027, 3, 4);
    private static readonly int[] Versions = [0, 1, 2, 3, 4, 5];

    // Every value that a rule below can name, one that none names, and every combination of them.
    private static readonly Browser[] Grid =
    [
        .. from engine in new[] { Engine.Blink, Engine.Gecko, Engine.WebKit }
           from engineMajor in Versions
           from brand in new[] { "Firefox", "Safari", "Other" }
           from brandMajor in Versions
           from os in new[] { Os.Linux, Os.Windows }
           from isMobile in new[] { true, false }
           select new Browser { Engine = engine, EngineMajor = engineMajor, Brand = brand, BrandMajor = brandMajor, Os = os, IsMobile = isMobile },
    ];

    private static readonly DateOnly[] Days = [Today, Today.AddDays(1), Today.AddDays(2), Today.AddDays(3)];

    [Property(MaxTest = 150)]
    public void A_rule_is_hidden_exactly_if_no_browser_of_the_grid_reaches_it(int seed)
    {
        var random = new Random(seed);
        PolicyRule[] rules = [.. Enumerable.Range(0, random.Next(2, 7)).Select(_ => Make(random))];
        var policy = new BrowserPolicy(1, [.. rules]);
        var reached = new HashSet<int>();
        foreach (var day in Days)
            reached.UnionWith(Grid.Select(browser => policy.Find(browser, BrowserWay.Jitsi, day)?.Number ?? 0));

        var hidden = PolicyCheck.Faults(rules, _ => true, Today).Where(fault => fault.Kind == PolicyFaultKind.Hidden).Select(fault => fault.Rule);
        // What nobody could reach even if it stood alone is not hidden by others.
        var possible = Enumerable.Range(1, rules.Length).Where(number => Days.Any(day => Grid.Any(browser => rules[number - 1].IsAbout(browser, BrowserWay.Jitsi, day))));

        hidden.Should().BeEquivalentTo(possible.Where(number => !reached.Contains(number) && !IsFaulty(rules, number)));
    }

    // What is wrong in itself is mended first, and is not called hidden.
    private static bool IsFaulty(PolicyRule[] rules, int number) =>
        PolicyCheck.Faults(rules, _ => true, Today).Any(fault => fault.Rule == number && fault.Kind is PolicyFaultKind.Empty or PolicyFaultKind.VersionsOfNothing or PolicyFaultKind.AllButNotLast);

    private static PolicyRule Make(Random random)
    {
        var rule = new PolicyRule
        {
            Engine = random.Next(3) == 0 ? null : (Engine)random.Next(1, 4),
            Brand = random.Next(3) == 0 ? random.Next(2) == 0 ? "Firefox" : "Safari" : null,
            Os = random.Next(4) == 0 ? Os.Linux : null,
            IsMobile = random.Next(3) == 0 ? random.Next(2) == 0 : null,
            FromDay = random.Next(4) == 0 ? Today.AddDays(random.Next(0, 3)) : null,
            UntilDay = random.Next(4) == 0 ? Today.AddDays(random.Next(0, 3)) : null,
            Outcome = Outcome.Works,
        };
        return rule.Engine is null && rule.Brand is null ? rule : rule with
        {
            FromVersion = random.Next(2) == 0 ? random.Next(1, 5) : null,
            ToVersion = random.Next(2) == 0 ? random.Next(2, 5) : null,
        };
    }
}
