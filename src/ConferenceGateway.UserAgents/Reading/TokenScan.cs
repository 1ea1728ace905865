namespace ConferenceGateway.UserAgents.Reading;

/// <summary>Finds <c>Name/123</c> in a User-Agent: linear, case-sensitive, without allocation.</summary>
internal static class TokenScan
{
    /// <summary>Longer numbers are no versions but noise.</summary>
    private const int MostDigits = 4;

    /// <summary>
    /// Whether the token stands there at the beginning of a word, so that <c>xChrome/1</c> and <c>HeadlessChrome/1</c>
    /// are not <c>Chrome/</c>.
    /// </summary>
    public static bool Has(ReadOnlySpan<char> text, string token) => IndexBehind(text, token) >= 0;

    /// <summary>The number right behind the token; 0 where there is none.</summary>
    public static int Major(ReadOnlySpan<char> text, string token)
    {
        var start = IndexBehind(text, token);
        return start < 0 ? 0 : Number(text[start..], out _);
    }

    /// <summary>Major × 100 + minor of the numbers right behind the token, parted by <c>.</c> or <c>_</c>; 0 = none.</summary>
    public static int Version(ReadOnlySpan<char> text, string token)
    {
        var start = IndexBehind(text, token);
        if (start < 0)
            return 0;

        var major = Number(text[start..], out var digits);
        var rest = text[(start + digits)..];
        var minor = digits > 0 && rest.Length > 1 && rest[0] is '.' or '_' ? Number(rest[1..], out _) : 0;
        return (major * 100) + Math.Min(minor, 99);
    }

    private static int IndexBehind(ReadOnlySpan<char> text, string token)
    {
        var from = 0;
        while (true)
        {
            var at = text[from..].IndexOf(token, StringComparison.Ordinal);
            if (at < 0)
                return -1;

            at += from;
            if (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
                return at + token.Length;

            from = at + token.Length;
        }
    }

    private static int Number(ReadOnlySpan<char> text, out int digits)
    {
        var value = 0;
        for (digits = 0; digits < text.Length && char.IsAsciiDigit(text[digits]); digits++)
        {
            if (digits == MostDigits)
                return 0;

            value = (value * 10) + (text[digits] - '0');
        }

        return value;
    }
}
