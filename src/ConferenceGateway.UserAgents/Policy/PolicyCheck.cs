using System.Globalization;
using System.Text;

namespace ConferenceGateway.UserAgents.Policy;

/// <summary>Looks at a list of rules before it becomes a policy.</summary>
public static class PolicyCheck
{
    /// <summary>The most rules of a policy.</summary>
    public const int MostRules = 200;

    /// <summary>The highest version that a rule can name.</summary>
    public const int MostVersion = 9999;

    /// <summary>The longest sentence; characters.</summary>
    public const int MostSentence = 200;

    /// <summary>The longest name of who decided; characters.</summary>
    public const int MostDecider = 80;

    /// <summary>What is wrong, in the order of the rules; empty = it can be put in force.</summary>
    /// <param name="rules">The list, in its order.</param>
    /// <param name="isBrand">Whether there are browsers of that brand.</param>
    /// <param name="today">What is hidden is hidden from this day on.</param>
    public static IReadOnlyList<PolicyFault> Faults(IReadOnlyList<PolicyRule> rules, Func<string, bool> isBrand, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(isBrand);
        if (rules.Count > MostRules)
            return [new(0, PolicyField.Rule, PolicyFaultKind.TooMany)];

        var faults = new List<PolicyFault>();
        var boxes = RuleBox.Of(rules, today);
        for (var at = 0; at < rules.Count; at++)
        {
            var found = faults.Count;
            var (number, rule) = (at + 1, rules[at]);
            faults.AddRange(OfConditions(number, rule, isBrand));
            if (IsAboutAll(rule) && at < rules.Count - 1)
                faults.Add(new(number, PolicyField.Rule, PolicyFaultKind.AllButNotLast));
            // A rule that is wrong in itself is mended first.
            if (faults.Count == found && RuleBox.Covering(boxes, at) is { Length: > 0 } first)
                faults.Add(new(number, PolicyField.Rule, PolicyFaultKind.Hidden) { HiddenBy = [.. first.Select(place => place + 1)] });
            faults.AddRange(OfTexts(number, rule));
        }

        return faults;
    }

    /// <summary>The numbers of rules whose last day is over: they may stay, and do nothing.</summary>
    public static IReadOnlyList<int> Ended(IReadOnlyList<PolicyRule> rules, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return [.. Enumerable.Range(0, rules.Count).Where(at => rules[at].UntilDay < today).Select(at => at + 1)];
    }

    /// <summary>Whether it asks nothing at all: "all others".</summary>
    public static bool IsAboutAll(PolicyRule rule) => rule is
    {
        Way: null, Engine: null, Brand: null, FromVersion: null, ToVersion: null, Os: null, IsMobile: null, IsInApp: null, FromDay: null, UntilDay: null,
    };

    private static IEnumerable<PolicyFault> OfConditions(int number, PolicyRule rule, Func<string, bool> isBrand)
    {
        if (rule.Brand is { } brand && !isBrand(brand))
            yield return new(number, PolicyField.Brand, PolicyFaultKind.UnknownBrand);
        if (rule.FromVersion is < 1 or > MostVersion)
            yield return new(number, PolicyField.FromVersion, PolicyFaultKind.NoVersion);
        if (rule.ToVersion is < 1 or > MostVersion)
            yield return new(number, PolicyField.ToVersion, PolicyFaultKind.NoVersion);
        if (rule.FromVersion > rule.ToVersion)
            yield return new(number, PolicyField.ToVersion, PolicyFaultKind.Empty);
        if (rule is { Engine: null, Brand: null } and ({ FromVersion: not null } or { ToVersion: not null }))
            yield return new(number, PolicyField.Engine, PolicyFaultKind.VersionsOfNothing);
        if (rule.FromDay > rule.UntilDay)
            yield return new(number, PolicyField.UntilDay, PolicyFaultKind.Empty);
    }

    private static IEnumerable<PolicyFault> OfTexts(int number, PolicyRule rule)
    {
        var isSaid = rule.Outcome != Outcome.Works;
        if (OfText(rule.German, isSaid, MostSentence) is { } german)
            yield return new(number, PolicyField.German, german);
        if (OfText(rule.English, isSaid, MostSentence) is { } english)
            yield return new(number, PolicyField.English, english);
        if (OfText(rule.DecidedBy ?? "", rule.Outcome == Outcome.Blocked, MostDecider) is { } decider)
            yield return new(number, PolicyField.DecidedBy, decider);
    }

    private static PolicyFaultKind? OfText(string text, bool isNeeded, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
            return isNeeded ? PolicyFaultKind.Missing : text.Length == 0 ? null : PolicyFaultKind.NotPlain;
        if (text.Length > most)
            return PolicyFaultKind.TooLong;
        return text.EnumerateRunes().All(IsSeen) ? null : PolicyFaultKind.NotPlain;
    }

    // Half surrogates come as the replacement rune.
    private static bool IsSeen(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
