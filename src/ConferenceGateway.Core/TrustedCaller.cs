using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ConferenceGateway.Core;

/// <summary>
/// Another server that is known by where it calls from, by a secret, or by both. A class, so that nothing prints the secret.
/// </summary>
/// <param name="addresses">From where it calls; empty: from anywhere.</param>
/// <param name="secret">What it has to know; null: nothing.</param>
public sealed class TrustedCaller(ImmutableArray<IPNetwork> addresses, string? secret)
{
    private readonly byte[]? _hash = secret is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether it may call from that address.</summary>
    public bool IsAt(IPAddress? address)
    {
        if (addresses.IsEmpty)
            return true;
        var plain = ClientAddress.Plain(address);
        foreach (var network in addresses)
        {
            if (network.Contains(plain))
                return true;
        }

        return false;
    }

    /// <summary>Whether this is the secret. Takes as long whatever is wrong with it.</summary>
    public bool Knows(ReadOnlySpan<char> text)
    {
        if (_hash is null)
            return true;
        // The hash first: its length does not tell the secret's.
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), _hash);
    }
}
