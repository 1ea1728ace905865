using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace ConferenceGateway.Settings;

/// <summary>An address to listen on, as in <c>Urls</c>: scheme, host or <c>*</c>, port.</summary>
/// <param name="Url">As it was written.</param>
/// <param name="Host">The host in lower case; <see cref="AnyHost"/> for every address of the machine.</param>
/// <param name="Port">0: any that is free.</param>
/// <param name="IsSecure">Whether TLS is spoken there.</param>
internal sealed record ListenAddress(string Url, string Host, int Port, bool IsSecure)
{
    /// <summary>What stands for every address of the machine.</summary>
    public const string AnyHost = "*";

    /// <summary>What a person is told that an address must be.</summary>
    public const string Rule = "must be http:// or https://, a host or *, and a port from 1 to 65535, for example http://127.0.0.1:8080";

    /// <summary>Reads one address.</summary>
    public static bool TryParse(string url, [NotNullWhen(true)] out ListenAddress? address)
    {
        const string any = "any-host";
        address = null;
        var named = url.Replace("://*", $"://{any}", StringComparison.Ordinal).Replace("://+", $"://{any}", StringComparison.Ordinal);
        if (!Uri.TryCreate(named, UriKind.Absolute, out var uri) || uri is not { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" })
            return false;
        address = new ListenAddress(url, uri.Host is any or "0.0.0.0" or "[::]" ? AnyHost : uri.Host, uri.Port, uri.Scheme == Uri.UriSchemeHttps);
        return true;
    }

    /// <summary>Whether a request to this host and port arrives here.</summary>
    public bool Takes(Uri uri) =>
        Port == uri.Port && Port != 0 &&
        (Host.Equals(uri.Host, StringComparison.OrdinalIgnoreCase) ||
            // `localhost`, 127.0.0.1 and a listener on every address are one and the same to a request.
            (uri.IsLoopback && (Host == AnyHost || Host == "localhost" || (IPAddress.TryParse(Host.Trim('[', ']'), out var own) && IPAddress.IsLoopback(own)))));
}
