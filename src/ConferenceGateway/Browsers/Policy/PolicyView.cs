using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>The policy in force: a snapshot that is swapped when an admin changes it. A request reads it once.</summary>
internal sealed class PolicyView
{
    private BrowserPolicy _current = ShippedPolicy.Policy;

    public BrowserPolicy Current => Volatile.Read(ref _current);

    /// <summary>Puts one in force. <see cref="PolicyBook"/> does it, one after another.</summary>
    public void Set(BrowserPolicy policy) => Volatile.Write(ref _current, policy);
}
