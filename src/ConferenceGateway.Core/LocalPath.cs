using System.Buffers;
using System.Globalization;

namespace ConferenceGateway.Core;

/// <summary>
/// A path and query of our own host, fit for <c>Location</c>: <c>/rooms?lang=de</c>. What a stranger may have written,
/// so everything is refused that any browser could read as another host.
/// </summary>
public static class LocalPath
{
    /// <summary>The longest that is taken; characters.</summary>
    public const int MostCharacters = 2000;

    // Visible ASCII. Browsers take a backslash for a slash, and drop tabs and line ends wherever they stand.
    private static readonly SearchValues<char> Fit = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Where(c => c is not ('\\' or '"' or '<' or '>' or '^' or '`' or '{' or '|' or '}'))]);

    /// <summary>Whether it is one, as it stands.</summary>
    public static bool Is(string? text)
    {
        if (text is null or { Length: 0 or > MostCharacters } || text[0] != '/' || text.AsSpan().ContainsAnyExcept(Fit))
            return false;
        var end = text.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? text : text[..end];
        // Dots are taken out by browsers, encoded ones too, and what is left may begin with two slashes.
        return !path.Contains("//", StringComparison.Ordinal) && !path.Contains(';', StringComparison.Ordinal) &&
            path.Split('/').All(part => part is not ("." or "..")) && AreEscapesHarmless(path);
    }

    // What is escaped stays so in a URL, but a server in between may decode it first.
    private static bool AreEscapesHarmless(ReadOnlySpan<char> path)
    {
        for (var at = path.IndexOf('%'); at >= 0; at = path.IndexOf('%'))
        {
            if (!byte.TryParse(path.Slice(at + 1, Math.Min(2, path.Length - at - 1)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ||
                path.Length < at + 3 || code is < 0x20 or 0x7f or (byte)'/' or (byte)'\\' or (byte)'.' or (byte)'%')
                return false;
            path = path[(at + 3)..];
        }

        return true;
    }

    /// <summary>The text if it is a local path, else the other one.</summary>
    public static string Or(string? text, string other) => Is(text) ? text! : other;
}
