using System.Collections.Immutable;
using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Connections;

/// <summary>A server that brings people or recordings into meetings: one of <c>Services[]</c>.</summary>
/// <param name="Name">What the operator calls it.</param>
/// <param name="Way">What it brings.</param>
/// <param name="Caller">How it is known.</param>
internal sealed record KnownService(string Name, ConnectionWay Way, TrustedCaller Caller);

/// <summary>The services that the operator has named.</summary>
internal sealed class KnownServices(ImmutableArray<KnownService> all)
{
    /// <summary>Whether there are any.</summary>
    public bool Any => !all.IsEmpty;

    /// <summary>The one that calls from there and says that, or null.</summary>
    /// <param name="address">From where.</param>
    /// <param name="said">What it says as its secret, as in an address; empty: nothing.</param>
    public KnownService? Find(IPAddress? address, ReadOnlySpan<char> said)
    {
        foreach (var service in all)
        {
            if (service.Caller.IsAt(address) && service.Caller.Knows(Uri.UnescapeDataString(said)))
                return service;
        }

        return null;
    }
}
