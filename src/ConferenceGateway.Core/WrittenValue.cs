namespace ConferenceGateway.Core;

/// <summary>How a value that somebody wrote into the settings is shown to whoever reads what is wrong with it.</summary>
public static class WrittenValue
{
    private const int MostCharacters = 120;

    /// <summary>One line without control characters, and without the password that an address may hold.</summary>
    public static string Shown(string? value)
    {
        var text = value ?? "";
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var at = text.LastIndexOf('@');
        if (scheme >= 0 && at > scheme)
            text = string.Concat(text.AsSpan(0, scheme + 3), "…", text.AsSpan(at));
        return OneLine.Of(text.Length > MostCharacters ? text[..MostCharacters] : text);
    }
}
