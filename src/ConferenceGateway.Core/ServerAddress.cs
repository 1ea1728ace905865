using System.Diagnostics.CodeAnalysis;

namespace ConferenceGateway.Core;

/// <summary>The address of a server of the fleet: <c>http</c> or <c>https</c>, host and port, and nothing else.</summary>
public sealed record ServerAddress
{
    private ServerAddress(Uri uri)
    {
        Uri = uri;
        Prefix = uri.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>The address as a base to resolve paths against.</summary>
    public Uri Uri { get; }

    /// <summary><c>http://host:port</c>, without a slash at the end.</summary>
    public string Prefix { get; }

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

    /// <inheritdoc/>
    public override string ToString() => Prefix;
}
