using System.Collections.Immutable;
using ConferenceGateway.Core;

namespace ConferenceGateway.Settings;

/// <summary>Where the gateway itself answers: its public origins, and the listeners behind them.</summary>
internal sealed class OwnAddresses(Uri? meeting, Uri? portal, ImmutableArray<ListenAddress> listens)
{
    /// <summary>Whether somebody who asks this address asks us.</summary>
    public bool Has(ServerAddress address) =>
        IsOrigin(address, meeting) || IsOrigin(address, portal) || listens.Any(listen => listen.Takes(address.Uri));

    private static bool IsOrigin(ServerAddress address, Uri? origin) =>
        origin is not null && address.Uri.Authority.Equals(origin.Authority, StringComparison.OrdinalIgnoreCase);
}
