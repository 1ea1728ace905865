using System.Collections.Immutable;
using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Settings;

/// <summary>Reads how another server is known: <c>Addresses[]</c>, <c>Secret</c> or <c>SecretFile</c> of its section.</summary>
internal static class CallerReader
{
    /// <summary>A server that is known by one of the two at least; null: the section is not there, or has a fault.</summary>
    public static TrustedCaller? ReadOptional(IConfigurationSection section, string folder, SettingFaults faults)
    {
        if (!section.Exists())
            return null;
        var addresses = ReadAddresses(section, faults, out var isWhole);
        var secret = SharedSecret.ReadOptional(section, folder, faults, out var isSet);
        if (!isSet && addresses.IsEmpty && isWhole)
            faults.Missing($"{section.Path}:SecretFile", "a file with the secret that the other server sends, or Addresses lists where it calls from");
        // What was meant to keep others out and cannot be used does not let them in.
        return !isWhole || (isSet && secret is null) || (!isSet && addresses.IsEmpty) ? null : new TrustedCaller(addresses, secret);
    }

    /// <summary>The addresses and networks; false in <paramref name="isWhole"/> where one is a fault.</summary>
    public static ImmutableArray<IPNetwork> ReadAddresses(IConfigurationSection parent, SettingFaults faults, out bool isWhole)
    {
        var section = parent.GetSection("Addresses");
        isWhole = string.IsNullOrWhiteSpace(section.Value);
        if (!isWhole)
            faults.Wrong(section.Path, section.Value, "must be a list of addresses, for example [ \"10.0.0.5\" ]");
        var list = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var child in section.GetChildren())
        {
            if (TryReadNetwork(child.Value, out var network))
            {
                list.Add(network);
                continue;
            }

            isWhole = false;
            faults.Wrong(child.Path, child.Value, "must be an address or a network, for example 10.0.0.5 or 10.0.0.0/24");
        }

        return list.ToImmutable();
    }

    /// <summary>An address is a network of one.</summary>
    public static bool TryReadNetwork(string? text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network))
            return true;
        // "10.5" is an address to the system, and hardly what somebody meant.
        if (!IPAddress.TryParse(text, out var address) || (address.ToString() is var plain && !plain.Equals(text, StringComparison.OrdinalIgnoreCase) && !text!.Contains(':', StringComparison.Ordinal)))
            return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
