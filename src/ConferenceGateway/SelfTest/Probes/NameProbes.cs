using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using ConferenceGateway.SelfTest.Asking;
using ConferenceGateway.Settings;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>Where the names in the settings lead.</summary>
internal static class NameProbes
{
    public static IEnumerable<Probe> Of(GatewaySettings settings, NameBook names)
    {
        var origins = settings.Origins;
        yield return OfOrigin("MeetingUrl", origins.MeetingUrl, names);
        yield return OfOrigin("PortalUrl", origins.PortalUrl, names);
        foreach (var place in ShardPlace.Of(settings.Shards))
        foreach (var (key, host) in Hosts(place).DistinctBy(server => server.Host, StringComparer.OrdinalIgnoreCase))
            yield return new Probe(Probe.Groups.Dns, place.Subject, $"the name {host}", (findings, cancellation) => LookAtServerAsync(key, host, names, findings, cancellation));
    }

    /// <summary>Whether one of these is an address of this machine.</summary>
    public static bool IsOwn(IEnumerable<IPAddress> addresses) => addresses.Intersect(Own()).Any();

    private static Probe OfOrigin(string key, Uri origin, NameBook names) => new(
        Probe.Groups.Dns, Subjects.Of(origin), $"the name {origin.Host}", (findings, cancellation) => LookAtOriginAsync(key, origin, names, findings, cancellation));

    private static IEnumerable<(string Key, string Host)> Hosts(ShardPlace place)
    {
        var shard = place.Shard;
        yield return (place.Key("Address"), shard.Address.Uri.Host);
        yield return (place.Key("Prosody"), shard.Prosody.Uri.Host);
        yield return (place.Key("Jicofo"), shard.Jicofo.Uri.Host);
        foreach (var (index, bridge) in shard.Bridges.Index())
        {
            if (bridge.Address is { } outside)
                yield return (place.BridgeKey(index, "Address"), outside.Uri.Host);
            if (bridge.PrivateAddress is { } inside)
                yield return (place.BridgeKey(index, "PrivateAddress"), inside.Uri.Host);
        }
    }

    private static async Task LookAtServerAsync(string key, string host, NameBook names, SubjectFindings findings, CancellationToken cancellation)
    {
        if (Uri.CheckHostName(host) is UriHostNameType.IPv4 or UriHostNameType.IPv6)
            return;
        if (await FindAsync(host, names, cancellation) is { } addresses)
            findings.Good(Codes.DnsAddress, $"{host} leads to {Text(addresses)}.");
        else
            findings.Error(Codes.DnsAddress, $"The name {host} leads nowhere.", "The gateway cannot reach a server whose name has no address.",
                $"gateway.json, {key}: correct the name, or give it an A or AAAA record, or write the address itself.");
    }

    private static async Task LookAtOriginAsync(string key, Uri origin, NameBook names, SubjectFindings findings, CancellationToken cancellation)
    {
        var host = origin.Host;
        if (await FindAsync(host, names, cancellation) is not { } addresses)
        {
            findings.Error(Codes.DnsAddress, $"The name {host} leads nowhere.", "Nobody finds the gateway.",
                $"Your name server: an A or AAAA record for {host}; or gateway.json, {key}, if the name is wrong.");
            return;
        }

        if (IsPublicName(host) && addresses.FirstOrDefault(IsPrivate) is { } hidden)
            findings.Warning(Codes.DnsPrivate, $"{host} leads to {hidden}, which is no public address.",
                "This machine sees another address than members do, or members cannot reach it at all. Apps and bridges on this machine follow it too.",
                $"/etc/hosts: take the line with {host} out, if it is there; else your name server.");
        if (host is "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out _) || IsOwn(addresses))
            findings.Good(Codes.DnsAddress, $"{host} leads to {Text(addresses)}, this machine.");
        else
            findings.Note(Codes.DnsElsewhere, $"{host} leads to {Text(addresses)}; none of these is an address of this machine.",
                "Something stands in front, or a router translates addresses. That is fine if it passes everything on.",
                $"Nothing, if you know what it is. Else your name server: the record of {host}.");
    }

    private static async Task<IPAddress[]?> FindAsync(string host, NameBook names, CancellationToken cancellation)
    {
        try
        {
            return await names.FindAsync(host, cancellation);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static string Text(IPAddress[] addresses) => string.Join(", ", addresses.Take(8).Select(address => address.ToString()));

    /// <summary>A name of the world: one with a dot that is not reserved for tests and home networks (RFC 2606, 6762, 8375).</summary>
    private static bool IsPublicName(string host) =>
        !IPAddress.TryParse(host.Trim('[', ']'), out _) && host.Contains('.', StringComparison.Ordinal) &&
        host[(host.LastIndexOf('.') + 1)..].ToLowerInvariant() is not ("test" or "example" or "invalid" or "localhost" or "local" or "internal" or "lan" or "arpa");

    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal)
            return true;
        var ip = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return ip.AddressFamily == AddressFamily.InterNetwork && ip.GetAddressBytes() switch
        {
            [10, ..] or [192, 168, ..] or [169, 254, ..] or [0, ..] => true,
            [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..] => true,
            _ => false,
        };
    }

    private static IEnumerable<IPAddress> Own() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Append(IPAddress.Loopback).Append(IPAddress.IPv6Loopback)
        // Debian leads a machine's own name there.
        .Append(IPAddress.Parse("127.0.1.1"));
}
