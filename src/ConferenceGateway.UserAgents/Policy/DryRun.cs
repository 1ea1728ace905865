using System.Collections.Immutable;

namespace ConferenceGateway.UserAgents.Policy;

/// <summary>How often browsers of one kind came.</summary>
/// <param name="Browser">What they have in common.</param>
/// <param name="Visits">How often.</param>
public sealed record CountedBrowser(Browser Browser, long Visits);

/// <summary>How many visits a policy gives which outcome.</summary>
public readonly record struct OutcomeCounts(long Works, long Limits, long Cannot, long Blocked)
{
    /// <summary>How many do not come in.</summary>
    public long Out => Cannot + Blocked;

    /// <summary>Those of one outcome.</summary>
    public long this[Outcome outcome] => outcome switch
    {
        Outcome.Works => Works,
        Outcome.Limits => Limits,
        Outcome.Cannot => Cannot,
        _ => Blocked,
    };

    /// <summary>With some more of one outcome.</summary>
    public OutcomeCounts Plus(Outcome outcome, long visits) => outcome switch
    {
        Outcome.Works => this with { Works = Works + visits },
        Outcome.Limits => this with { Limits = Limits + visits },
        Outcome.Cannot => this with { Cannot = Cannot + visits },
        _ => this with { Blocked = Blocked + visits },
    };
}

/// <summary>Browsers that a change of the policy would treat in another way.</summary>
/// <param name="Browser">Which.</param>
/// <param name="From">What the policy in force says.</param>
/// <param name="To">What the other one says.</param>
/// <param name="Visits">How often they came.</param>
public sealed record ChangedBrowser(Browser Browser, Outcome From, Outcome To, long Visits);

/// <summary>What two policies say of the same visits. Probes are not known here, so what they would soften is not softened.</summary>
/// <param name="Visits">All of them.</param>
/// <param name="Old">By the policy in force.</param>
/// <param name="New">By the other one.</param>
/// <param name="Changes">Whom it makes a difference to, those who came most often first.</param>
public sealed record DryRun(long Visits, OutcomeCounts Old, OutcomeCounts New, ImmutableArray<ChangedBrowser> Changes)
{
    /// <summary>Judges each visit by both policies, as if it came on that day.</summary>
    public static DryRun Of(IEnumerable<CountedBrowser> visits, BrowserPolicy old, BrowserPolicy next, BrowserWay way, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(visits);
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(next);
        var (all, before, after) = (0L, default(OutcomeCounts), default(OutcomeCounts));
        var changes = new List<ChangedBrowser>();
        foreach (var (browser, count) in visits)
        {
            var from = old.Find(browser, way, day)?.Rule.Outcome ?? Outcome.Works;
            var to = next.Find(browser, way, day)?.Rule.Outcome ?? Outcome.Works;
            all += count;
            before = before.Plus(from, count);
            after = after.Plus(to, count);
            if (from != to)
                changes.Add(new(browser, from, to, count));
        }

        return new(all, before, after, [.. changes.OrderByDescending(change => change.Visits).ThenBy(change => change.Browser.Brand, StringComparer.Ordinal)]);
    }
}
