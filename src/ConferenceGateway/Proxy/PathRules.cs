using System.Buffers;
using System.Globalization;
using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>What no path may hold, because two servers could read it in two ways.</summary>
internal static class PathRules
{
    private static readonly SearchValues<char> Suspicious = SearchValues.Create("%\\.");

    private static readonly SearchValues<char> PlainFile =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/@+,=!$&'()*:%");

    /// <summary>
    /// Controls, the blank, and what ASCII ends with. (A set and not a range: the framework's search in a range was seen to
    /// allocate 96 bytes a call in code that is not yet optimised.)
    /// </summary>
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, ' ' + 1).Append(0x7f).Select(code => (char)code)]);

    private static readonly SearchValues<char> Visible =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    /// <summary>The first rule that a path breaks, in the words that a room name's refusal has too.</summary>
    public static RoomNameFault Check(ReadOnlySpan<char> path)
    {
        if (path.Contains("//", StringComparison.Ordinal))
            return RoomNameFault.Slash;
        if (path.ContainsAny(Controls))
            return RoomNameFault.Control;
        if (path.IndexOfAny(Suspicious) < 0)
            return RoomNameFault.None;
        if (path.Contains('\\'))
            return RoomNameFault.Backslash;
        return HasDotSegment(path) ? RoomNameFault.Dots : CheckEscapes(path);
    }

    /// <summary>Whether a path that is passed on as it is holds nothing but the plain characters of file names.</summary>
    public static bool IsPlainFile(ReadOnlySpan<char> path)
    {
        if (path.ContainsAnyExcept(PlainFile))
            return false;
        for (var at = path.IndexOf('%'); at >= 0; at = Next(path, at))
        {
            // Escapes of printable ASCII, but none that hides a dot, a semicolon or another percent sign.
            if (EscapeAt(path, at) is not (>= 0x20 and < 0x7f and not ('.' or ';' or '%')))
                return false;
        }

        return true;
    }

    /// <summary>Visible ASCII only, as a request line must be.</summary>
    public static bool IsPlainText(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Visible);

    private static bool HasDotSegment(ReadOnlySpan<char> path)
    {
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            var dots = 0;
            while (segment.Length > 0)
            {
                if (segment[0] == '.')
                    segment = segment[1..];
                else if (segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase))
                    segment = segment[3..];
                else
                    break;
                dots++;
            }

            if (segment.IsEmpty && dots is 1 or 2)
                return true;
        }

        return false;
    }

    private static RoomNameFault CheckEscapes(ReadOnlySpan<char> path)
    {
        for (var at = path.IndexOf('%'); at >= 0; at = Next(path, at))
        {
            switch (EscapeAt(path, at))
            {
                case '/':
                    return RoomNameFault.Slash;
                case '\\':
                    return RoomNameFault.Backslash;
                case >= 0 and < 0x20 or 0x7f:
                    return RoomNameFault.Control;
            }
        }

        return RoomNameFault.None;
    }

    private static int Next(ReadOnlySpan<char> path, int at)
    {
        var step = path[(at + 1)..].IndexOf('%');
        return step < 0 ? -1 : at + 1 + step;
    }

    /// <summary>The byte that the escape at this place stands for, or -1 if it is none.</summary>
    private static int EscapeAt(ReadOnlySpan<char> path, int at) =>
        at + 2 < path.Length &&
        int.TryParse(path.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : -1;
}
