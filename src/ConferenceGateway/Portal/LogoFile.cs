namespace ConferenceGateway.Portal;

/// <summary>What a logo may be.</summary>
internal static class LogoFile
{
    public const long MostBytes = 256 * 1024;

    /// <summary>Its media type by its ending, or null: not a picture that we serve.</summary>
    public static string? MediaType(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        _ => null,
    };

    /// <summary>The whole path; null = none is set. What can be no path stays as it is, for the rules to name it.</summary>
    public static string? Resolve(string? path, string folder) =>
        string.IsNullOrWhiteSpace(path) ? null
        : path.Contains('\0', StringComparison.Ordinal) ? path
        : Path.GetFullPath(path, Path.GetFullPath(folder));
}
