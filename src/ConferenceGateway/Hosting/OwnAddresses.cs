using System.Diagnostics.CodeAnalysis;
using ConferenceGateway.Core;

namespace ConferenceGateway.Hosting;

/// <summary>Where the gateway itself answers: its public origins, and the listeners behind them.</summary>
internal sealed class OwnAddresses(Uri? meeting, Uri? portal, IReadOnlyList<string> listens)
{
    private const string AnyHost = "any-host";

    /// <summary>Whether somebody who asks this address asks us.</summary>
    public bool Has(ServerAddress address) =>
        IsOrigin(address, meeting) || IsOrigin(address, portal) || listens.Any(url => TryParseListen(url, out var listen) && IsListener(address, listen));

    /// <summary>Reads an address to listen on, whose host may be <c>*</c> or <c>+</c>.</summary>
    public static bool TryParseListen(string url, [NotNullWhen(true)] out Uri? listen) => Uri.TryCreate(
        url.Replace("://*", $"://{AnyHost}", StringComparison.Ordinal).Replace("://+", $"://{AnyHost}", StringComparison.Ordinal),
        UriKind.Absolute, out listen);

    private static bool IsOrigin(ServerAddress address, Uri? origin) =>
        origin is not null && address.Uri.Authority.Equals(origin.Authority, StringComparison.OrdinalIgnoreCase);

    // `localhost`, 127.0.0.1 and a listener on every address are one and the same to a request.
    private static bool IsListener(ServerAddress address, Uri listen) =>
        listen.Port == address.Uri.Port && listen.Port != 0 &&
        (listen.Host.Equals(address.Uri.Host, StringComparison.OrdinalIgnoreCase) ||
            (address.Uri.IsLoopback && (listen.IsLoopback || listen.Host is AnyHost or "0.0.0.0" or "[::]")));
}
