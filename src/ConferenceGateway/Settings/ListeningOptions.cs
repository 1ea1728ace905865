using System.Collections.Immutable;
using System.Net;

namespace ConferenceGateway.Settings;

/// <summary>Where and how the gateway listens, whom it believes, and what one client may cost it.</summary>
internal sealed record ListeningOptions
{
    /// <summary>The addresses, checked: each can be listened on.</summary>
    public required ImmutableArray<ListenAddress> Addresses { get; init; }

    /// <summary>The certificates of the https addresses; empty where a proxy ends TLS.</summary>
    public required ImmutableArray<CertificateFile> Certificates { get; init; }

    /// <summary>For how many days a browser asks for nothing but https; 0: it is not told to.</summary>
    public required int HstsDays { get; init; }

    /// <summary>Where a tool that orders certificates puts what the authority asks for; null: nowhere.</summary>
    public string? ChallengeFolder { get; init; }

    /// <summary>Whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.</summary>
    public required ImmutableArray<IPNetwork> TrustedProxies { get; init; }

    /// <summary>What one client may cost.</summary>
    public required ClientLimits Limits { get; init; }

    /// <summary>Whether the gateway ends TLS itself.</summary>
    public bool EndsTls => !Certificates.IsEmpty;
}

/// <summary>A certificate as the settings name it.</summary>
/// <param name="Key">Its place in the settings, as <c>Tls:Certificates:0</c>.</param>
/// <param name="Path">The PEM file (leaf first, then the chain) or the PFX file; absolute.</param>
/// <param name="KeyPath">The PEM file of the key; null: it is in <paramref name="Path"/>.</param>
/// <param name="Password">Of the PFX file or of an encrypted key.</param>
internal sealed record CertificateFile(string Key, string Path, string? KeyPath, string? Password)
{
    // A record prints what it holds, and this one would end up in a log one day.
    public override string ToString() => $"{Key} ({Path})";
}
