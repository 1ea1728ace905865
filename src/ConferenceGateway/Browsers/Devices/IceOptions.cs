using System.Collections.Immutable;

namespace ConferenceGateway.Browsers.Devices;

/// <summary>The STUN and TURN servers that the device test tries; none unless somebody names them.</summary>
public sealed record IceOptions
{
    /// <summary>In the order of the file.</summary>
    public ImmutableArray<IceServer> Servers { get; init; } = [];

    /// <summary>The secret that TURN servers share with us, UTF-8; null = none. Never shown, never logged.</summary>
    public string? Secret { get; init; }

    /// <summary>The name for TURN where there is no shared secret; null = none.</summary>
    public string? User { get; init; }

    /// <summary>Its password. Whoever opens the device test can read it.</summary>
    public string? Password { get; init; }
}

/// <summary>How a browser goes to a server, from the plainest way to the one that most networks let through.</summary>
public enum IceWay
{
    /// <summary>STUN: what address the world sees. UDP.</summary>
    Stun,

    /// <summary>TURN over UDP.</summary>
    Udp,

    /// <summary>TURN over TCP.</summary>
    Tcp,

    /// <summary>TURN over TLS.</summary>
    Tls,
}

/// <summary>One server, as browsers take it.</summary>
/// <param name="Way">How it is reached.</param>
/// <param name="Url">For example <c>turn:turn.example.org:3478?transport=udp</c>.</param>
public sealed record IceServer(IceWay Way, string Url)
{
    /// <summary>What an address must be; goes on from "it must be".</summary>
    public const string Shape = "stun:HOST:PORT, turn:HOST:PORT?transport=udp, turn:HOST:PORT?transport=tcp or turns:HOST:PORT?transport=tcp";

    /// <summary>Whether it asks for a name and a password.</summary>
    public bool IsTurn => Way != IceWay.Stun;

    /// <summary>Reads an address; the port and, for TURN, the transport must be there, so that no browser has to guess.</summary>
    public static IceServer? Parse(string? text)
    {
        if (text is null || text.Length > 300)
            return null;

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return null;

        var query = text.IndexOf('?', StringComparison.Ordinal);
        var way = (text[..colon], query < 0 ? "" : text[query..]) switch
        {
            ("stun", "") => IceWay.Stun,
            ("turn", "?transport=udp") => IceWay.Udp,
            ("turn", "?transport=tcp") => IceWay.Tcp,
            ("turns", "?transport=tcp") => IceWay.Tls,
            _ => (IceWay?)null,
        };
        return way is { } found && IsPlace(text[(colon + 1)..(query < 0 ? text.Length : query)]) ? new IceServer(found, text) : null;
    }

    // An origin has the same host and port, and nothing else may be in it.
    private static bool IsPlace(string place) =>
        place.LastIndexOf(':') is > 0 and var colon
        && place[(colon + 1)..] is { Length: > 0 and <= 5 } port && port.All(char.IsAsciiDigit)
        && Uri.TryCreate($"http://{place}/", UriKind.Absolute, out var uri)
        && uri is { HostNameType: UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6, Port: > 0, UserInfo: "", PathAndQuery: "/", Fragment: "" }
        && place.All(letter => letter is '.' or '-' or ':' or '[' or ']' || char.IsAsciiLetterOrDigit(letter));
}
