namespace ConferenceGateway.UserAgents;

/// <summary>
/// The <c>Sec-CH-UA…</c> headers of a request, as they were sent; null = not sent. Browsers with Blink's engine send the
/// first three over https unasked. They tell more than the frozen User-Agent, and are as little a proof.
/// </summary>
public readonly record struct ClientHints
{
    /// <summary><c>Sec-CH-UA</c>: brands with their major versions, some of them invented by intention.</summary>
    public string? Brands { get; init; }

    /// <summary><c>Sec-CH-UA-Full-Version-List</c>.</summary>
    public string? FullVersions { get; init; }

    /// <summary><c>Sec-CH-UA-Platform</c>.</summary>
    public string? Platform { get; init; }

    /// <summary><c>Sec-CH-UA-Platform-Version</c>.</summary>
    public string? PlatformVersion { get; init; }

    /// <summary><c>Sec-CH-UA-Mobile</c>: <c>?1</c> or <c>?0</c>.</summary>
    public string? Mobile { get; init; }

    /// <summary><c>Sec-CH-UA-Form-Factors</c>.</summary>
    public string? FormFactors { get; init; }
}
