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
        return OneLine(text.Length > MostCharacters ? text[..MostCharacters] : text);
    }

    /// <summary>A text without line breaks and other control characters: a name that somebody wrote may hold them.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '·' : c));
}
