using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>The policy in force: a snapshot that is swapped when an admin changes it. A request reads it once.</summary>
internal sealed class PolicyView
{
    private BrowserPolicy _current = ShippedPolicy.Policy;

    public BrowserPolicy Current => Volatile.Read(ref _current);

    /// <summary>Puts a newer one in force; of two at once the newer version stays.</summary>
    public void Replace(BrowserPolicy policy)
    {
        while (Current is var seen && policy.Version > seen.Version)
        {
            if (Interlocked.CompareExchange(ref _current, policy, seen) == seen)
                return;
        }
    }
}
