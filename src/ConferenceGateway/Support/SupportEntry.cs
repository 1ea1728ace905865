using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Support;

/// <summary>What a member has left under a code; nothing else is kept. Immutable.</summary>
public sealed record SupportEntry
{
    // A brand is what a User-Agent said, and that may be anything.
    private const int MostName = 40;

    /// <summary>When it was left.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the check said.</summary>
    public required VerdictKind Kind { get; init; }

    /// <summary>The verdict as the member read it. Policy and words may be others by now.</summary>
    public required Text Said { get; init; }

    /// <summary>The rule that decided, counted from 1; 0 = none.</summary>
    public int Rule { get; init; }

    /// <summary>The version of the policy.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>The browser, as far as the gateway reads it: the User-Agent itself is not kept.</summary>
    public required Browser Browser { get; init; }

    /// <summary>What the page's script found, as <see cref="ProbeReport"/> reads it; null = no script ran.</summary>
    public string? Probes { get; init; }

    /// <summary>What the device test found, as <see cref="DeviceSummary"/> reads it; null = there was none.</summary>
    public string? Devices { get; init; }

    /// <summary>The shard on which the room lives or would; null = no room was named.</summary>
    public string? Shard { get; init; }

    /// <summary>What is to be kept of a verdict, and of a field that anybody can make up.</summary>
    internal static SupportEntry Of(Verdict verdict, string? devices, DateTimeOffset at)
    {
        var (headline, reason) = (VerdictTexts.Headline(verdict), VerdictTexts.Reason(verdict));
        return new SupportEntry
        {
            At = at,
            Kind = verdict.Kind,
            Said = new($"{headline.German} {reason.German}", $"{headline.English} {reason.English}"),
            Rule = verdict.RuleNumber,
            PolicyVersion = verdict.PolicyVersion,
            Browser = verdict.Browser with { Brand = Cut(verdict.Browser.Brand), App = Cut(verdict.Browser.App) },
            Probes = verdict.Report?.ToField(),
            Devices = DeviceSummary.Parse(devices) is null ? null : devices,
        };
    }

    private static string? Cut(string? name) => name is null ? null : OneLine.Of(name.Length <= MostName ? name : name[..MostName]);
}

/// <summary>One that is stored.</summary>
/// <param name="Code">Under which it lies.</param>
/// <param name="Id">What the audit calls it by: random, and opens nothing.</param>
/// <param name="Entry">What was left.</param>
public sealed record StoredSupport(SupportCode Code, string Id, SupportEntry Entry);
