using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>A version of the policy as the API shows it.</summary>
internal sealed record PolicyBody(
    [property: Description("Grows with each change; the ETag is made of it. 0: as it ships with the gateway.")] long Version,
    [property: Description("null: it shipped with the gateway.")] DateTimeOffset? MadeAt,
    [property: Description("Who put it in force.")] string? MadeBy,
    [property: Description("The first that is about a browser decides; who is not named works.")] IReadOnlyList<PolicyRuleBody> Rules)
{
    public static PolicyBody Of(PolicyVersion version) =>
        new(version.Policy.Version, version.MadeAt, version.MadeBy, [.. version.Policy.Rules.Select(PolicyRuleBody.Of)]);
}

/// <summary>A list of rules that is to be.</summary>
internal sealed record PolicyRulesBody
{
    [Required]
    [Description("The whole list in its order, at most 200 rules.")]
    public IReadOnlyList<PolicyRuleBody?>? Rules { get; init; }
}

/// <summary>A past version, without its rules.</summary>
public sealed record PolicyVersionBody(long Version, DateTimeOffset MadeAt, string MadeBy);

/// <summary>How many visits have which outcome.</summary>
internal sealed record OutcomesBody(long Works, long Limits, long Cannot, long Blocked)
{
    public static OutcomesBody Of(OutcomeCounts counts) => new(counts.Works, counts.Limits, counts.Cannot, counts.Blocked);
}

/// <summary>Browsers that the list would treat in another way.</summary>
internal sealed record ChangedBrowserBody(
    string Engine, int EngineMajor, string? Brand, int BrandMajor, string Os, bool IsMobile, bool IsInApp, string Old, string New, long Visits)
{
    public static ChangedBrowserBody Of(ChangedBrowser changed) => new(
        PolicyNames<Engine>.Of(changed.Browser.Engine), changed.Browser.EngineMajor, changed.Browser.Brand, changed.Browser.BrandMajor,
        PolicyNames<Os>.Of(changed.Browser.Os), changed.Browser.IsMobile, changed.Browser.IsInApp,
        PolicyNames<Outcome>.Of(changed.From), PolicyNames<Outcome>.Of(changed.To), changed.Visits);
}

/// <summary>What the list would do to the visits of the last 30 days.</summary>
internal sealed record DryRunBody(
    long Visits,
    [property: Description("By the policy in force.")] OutcomesBody Old,
    [property: Description("By this list.")] OutcomesBody New,
    [property: Description("Whom it makes a difference to, at most 200, those who came most often first.")] IReadOnlyList<ChangedBrowserBody> Changes)
{
    public const int MostChanges = 200;

    public static DryRunBody Of(DryRun run) =>
        new(run.Visits, OutcomesBody.Of(run.Old), OutcomesBody.Of(run.New), [.. run.Changes.Take(MostChanges).Select(ChangedBrowserBody.Of)]);
}
