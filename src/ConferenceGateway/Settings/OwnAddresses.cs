using System.Collections.Immutable;
using ConferenceGateway.Core;

namespace ConferenceGateway.Settings;

/// <summary>Where the gateway itself answers: its public origins, and the listeners behind them.</summary>
internal sealed class OwnAddresses(Uri? meeting, Uri? portal, ImmutableArray<ListenAddress> listens)
{
    /// <summary>Whether somebody who asks this address asks us.</summary>
    public bool Has(ServerAddress address) =>
        IsOrigin(address, meeting) || IsOrigin(address, portal) || listens.Any(listen => listen.Takes(address.Uri));

    /// <summary>The address of a server of a shard under a key; null if there is none, or with a fault.</summary>
    public ServerAddress? Read(IConfigurationSection parent, string key, bool required, SettingFaults faults)
    {
        var text = parent[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required || text is not null)
                faults.Missing($"{parent.Path}:{key}", "the address of a server of the shard, for example http://10.0.0.5:8000");
            return null;
        }

        if (!ServerAddress.TryParse(text, out var address))
            faults.Wrong($"{parent.Path}:{key}", text, ServerAddress.Rule);
        else if (address.IsNobodys)
            faults.Wrong($"{parent.Path}:{key}", text, "must be the address of a server: not 0.0.0.0 or [::], no link-local one, no multicast one");
        else if (Has(address))
            faults.Wrong($"{parent.Path}:{key}", text, "must not be the gateway itself: it would ask itself for ever");
        else
            return address;
        return null;
    }

    private static bool IsOrigin(ServerAddress address, Uri? origin) =>
        origin is not null && address.Uri.Authority.Equals(origin.Authority, StringComparison.OrdinalIgnoreCase);
}
