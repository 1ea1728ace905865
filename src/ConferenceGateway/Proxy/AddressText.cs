using System.Net;

namespace ConferenceGateway.Proxy;

/// <summary>A client's address as <c>X-Forwarded-For</c> wants it.</summary>
internal static class AddressText
{
    /// <summary>An IPv4 address that came over an IPv6 socket is written as IPv4.</summary>
    public static string Of(ConnectionInfo connection)
    {
        var address = connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return (address ?? IPAddress.None).ToString();
    }

    /// <summary>The address that counts as one source: for IPv6 the /64, which one household holds whole.</summary>
    public static IPAddress SourceOf(ConnectionInfo connection)
    {
        var address = connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
            return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }
}
