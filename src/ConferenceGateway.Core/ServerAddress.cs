using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace ConferenceGateway.Core;

/// <summary>The address of a server of the fleet: <c>http</c> or <c>https</c>, host and port, and nothing else.</summary>
public sealed record ServerAddress
{
    private ServerAddress(Uri uri)
    {
        Uri = uri;
        Prefix = uri.GetLeftPart(UriPartial.Authority);
        IsNobodys = IPAddress.TryParse(uri.DnsSafeHost, out var address) && IsNoServers(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
    }

    /// <summary>The address as a base to resolve paths against.</summary>
    public Uri Uri { get; }

    /// <summary><c>http://host:port</c>, without a slash at the end.</summary>
    public string Prefix { get; }

    /// <summary>
    /// Whether no server of a fleet can have it: the unspecified address is the gateway's own machine, behind the link-local
    /// ones are a cloud's secrets, and behind the multicast ones is nobody. A name is not looked up for this.
    /// </summary>
    public bool IsNobodys { get; }

    /// <summary>The rule, as it is told to whoever broke it.</summary>
    public const string Rule = Shape + ", for example http://10.0.0.5:5280";

    /// <summary>The same without an example.</summary>
    public const string Shape = "must be http:// or https:// with host and port only";

    /// <summary>Reads an address. User names, paths, queries and port 0 are refused.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ServerAddress? address)
    {
        address = IsPlain(text) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is
            { Scheme: "http" or "https", UserInfo: "", AbsolutePath: "/", Query: "", Fragment: "", Port: > 0, Host: not "" }
            ? new ServerAddress(uri)
            : null;
        return address is not null;
    }

    /// <summary>
    /// Whether what is written is all there is. <see cref="System.Uri"/> mends and shortens: of <c>http:\\a</c>,
    /// <c>http://@a</c> and <c>http://a/b/..</c> nothing would be seen any more.
    /// </summary>
    private static bool IsPlain([NotNullWhen(true)] string? text)
    {
        var scheme = text?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        if (scheme < 0)
            return false;
        var authority = text.AsSpan(scheme + 3).TrimEnd();
        return authority.IndexOfAny("/\\?#@") is var end && (end < 0 || (end == authority.Length - 1 && authority[end] == '/'));
    }

    private static bool IsNoServers(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.Equals(IPAddress.IPv6Any) || address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.Equals(CloudSecrets);
        var bytes = address.GetAddressBytes();
        return bytes is [0, ..] or [169, 254, ..] or [>= 224, ..];
    }

    // Where Amazon's machines ask over IPv6; of the others' it is link-local.
    private static readonly IPAddress CloudSecrets = IPAddress.Parse("fd00:ec2::254");

    /// <inheritdoc/>
    public override string ToString() => Prefix;
}
