using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ConferenceGateway.Core;

/// <summary>The address of a client: as it is passed on, as it is counted, and as it may be written down.</summary>
public static class ClientAddress
{
    /// <summary>The address, as <c>X-Forwarded-For</c> wants it: one of IPv4 that came over an IPv6 socket is IPv4.</summary>
    public static IPAddress Plain(IPAddress? address) =>
        address is null ? IPAddress.None : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>The address that counts as one source: for IPv6 the /64, which one household holds whole.</summary>
    public static IPAddress SourceOf(IPAddress? address)
    {
        var plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? Cut(plain, keptBytes: 8) : plain;
    }

    /// <summary>The address without what tells one household from the next: IPv4 /24, IPv6 /48.</summary>
    public static string Masked(IPAddress? address)
    {
        var plain = Plain(address);
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
            return $"{Cut(plain, keptBytes: 3)}/24";
        // 6to4 carries an address of IPv4 from its third byte on: as much of it is kept as of any other.
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out _);
        return bytes is [0x20, 0x02, ..] ? $"{Cut(plain, keptBytes: 5)}/40" : $"{Cut(plain, keptBytes: 6)}/48";
    }

    /// <summary>The network of <see cref="Masked"/> as a number, for what is counted at every page: costs no memory.</summary>
    public static UInt128 Network(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        (address ?? IPAddress.None).TryWriteBytes(bytes, out var length);
        if (length == 4 || address!.IsIPv4MappedToIPv6)
        {
            // As a mapped address, which no IPv6 network looks like.
            var last = length == 4 ? bytes[..3] : bytes[12..15];
            return new UInt128(0, 0xFFFF_0000_0000ul | ((ulong)last[0] << 24) | ((ulong)last[1] << 16) | ((ulong)last[2] << 8));
        }

        bytes[(bytes is [0x20, 0x02, ..] ? 5 : 6)..].Clear();
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private static IPAddress Cut(IPAddress address, int keptBytes)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        bytes[keptBytes..].Clear();
        return new IPAddress(bytes[..length]);
    }
}
