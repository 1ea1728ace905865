using System.Globalization;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>What the audit says of a change: the rules that went and those that came, each in one line.</summary>
internal static class PolicyDifference
{
    // A page of the audit is read by people; the versions themselves are kept whole.
    private const int MostRules = 20;

    /// <summary>Before and after.</summary>
    public static (Dictionary<string, string?> Before, Dictionary<string, string?> After) Of(BrowserPolicy was, BrowserPolicy now) =>
        (Facts(was, now), Facts(now, was));

    private static Dictionary<string, string?> Facts(BrowserPolicy one, BrowserPolicy other)
    {
        var facts = new Dictionary<string, string?> { ["version"] = one.Version.ToString(CultureInfo.InvariantCulture), ["ruleCount"] = one.Rules.Length.ToString(CultureInfo.InvariantCulture) };
        foreach (var (rule, at) in one.Rules.Select((rule, at) => (rule, at)).Where(pair => !other.Rules.Contains(pair.rule)).Take(MostRules))
            facts[string.Create(CultureInfo.InvariantCulture, $"rule {at + 1}")] = $"{RuleTexts.Whom(rule).English}: {RuleTexts.Outcome(rule.Outcome).English}";
        return facts;
    }
}
