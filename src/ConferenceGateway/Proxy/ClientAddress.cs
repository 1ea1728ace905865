using System.Net;
using System.Net.Sockets;

namespace ConferenceGateway.Proxy;

/// <summary>The address that a request came from. One of IPv4 that came over an IPv6 socket is IPv4.</summary>
internal static class ClientAddress
{
    /// <summary>The address, as <c>X-Forwarded-For</c> wants it.</summary>
    public static IPAddress Of(ConnectionInfo connection)
    {
        var address = connection.RemoteIpAddress ?? IPAddress.None;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    /// <summary>The address that counts as one source: for IPv6 the /64, which one household holds whole.</summary>
    public static IPAddress SourceOf(ConnectionInfo connection)
    {
        var address = Of(connection);
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }
}
