using System.Collections.Immutable;

namespace ConferenceGateway.UserAgents.Policy;

/// <summary>
/// Which browsers may take part: an ordered list, the first rule that is about a browser decides, and who is not named
/// works. Immutable; a change is a new version.
/// </summary>
/// <param name="Version">Grows by one at each change; 0 is what ships with the gateway.</param>
/// <param name="Rules">The first that matches wins.</param>
public sealed record BrowserPolicy(int Version, ImmutableArray<PolicyRule> Rules)
{
    /// <summary>The rule that decides, with its number counted from 1; null where none is about this browser.</summary>
    public (int Number, PolicyRule Rule)? Find(Browser browser, BrowserWay way, DateOnly day)
    {
        for (var at = 0; at < Rules.Length; at++)
        {
            if (Rules[at].IsAbout(browser, way, day))
                return (at + 1, Rules[at]);
        }

        return null;
    }
}
