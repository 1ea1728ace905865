using System.Collections.Immutable;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>What can be done to a list of rules; numbers are counted from 1. Null: there is no rule of that number.</summary>
internal static class PolicyEdits
{
    /// <summary>Puts a rule in at that place, or at the end.</summary>
    public static ImmutableArray<PolicyRule> Insert(ImmutableArray<PolicyRule> rules, PolicyRule rule, int place) =>
        rules.Insert(Math.Clamp(place, 1, rules.Length + 1) - 1, rule);

    /// <summary>Replaces a rule, and moves it to that place.</summary>
    public static ImmutableArray<PolicyRule>? Replace(ImmutableArray<PolicyRule> rules, int number, PolicyRule rule, int place) =>
        Has(rules, number) ? Insert(rules.RemoveAt(number - 1), rule, Math.Min(place, rules.Length)) : null;

    public static ImmutableArray<PolicyRule>? Delete(ImmutableArray<PolicyRule> rules, int number) =>
        Has(rules, number) ? rules.RemoveAt(number - 1) : null;

    /// <summary>Moves a rule by so many places; at either end it stays.</summary>
    public static ImmutableArray<PolicyRule>? Move(ImmutableArray<PolicyRule> rules, int number, int by) =>
        Has(rules, number) ? Replace(rules, number, rules[number - 1], Math.Max(1, number + by)) : null;

    /// <summary>Where a new rule goes unless somebody says otherwise: at the end, but before a last one that is about all others.</summary>
    public static int PlaceOfNew(ImmutableArray<PolicyRule> rules) =>
        rules.Length > 0 && PolicyCheck.IsAboutAll(rules[^1]) ? rules.Length : rules.Length + 1;

    private static bool Has(ImmutableArray<PolicyRule> rules, int number) => number >= 1 && number <= rules.Length;
}
