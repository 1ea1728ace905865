using ConferenceGateway.Core;

namespace ConferenceGateway.SelfTest.Xmpp;

/// <summary>The domain that a stream is opened to.</summary>
internal static class XmppDomain
{
    /// <summary>What the settings let expect: Prosody chooses its host by the same name.</summary>
    public static string Of(Shard shard)
    {
        var host = shard.Host;
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? host : host[..colon];
    }

    /// <summary>Whether a stream failed because the server has no such domain.</summary>
    public static bool IsUnknown(XmppException e) => e.Condition is "host-unknown" or "host-gone" or "improper-addressing" or "invalid-host";
}
