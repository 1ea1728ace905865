using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace ConferenceGateway.Tickets;

/// <summary>Finds one cookie in the header as it came. The framework's own reading allocates, and folds capitals.</summary>
internal static class CookieText
{
    /// <summary>The value of the first cookie whose name is the prefix and sixteen hexadecimal digits of the number.</summary>
    public static bool TryFind(StringValues header, string prefix, ulong number, out ReadOnlySpan<char> value)
    {
        Span<char> name = stackalloc char[prefix.Length + 16];
        prefix.CopyTo(name);
        number.TryFormat(name[prefix.Length..], out _, "x16", CultureInfo.InvariantCulture);
        for (var i = 0; i < header.Count; i++)
        {
            var line = header[i].AsSpan();
            while (!line.IsEmpty)
            {
                var end = line.IndexOf(';');
                var pair = (end < 0 ? line : line[..end]).Trim(' ');
                line = end < 0 ? [] : line[(end + 1)..];
                if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
                {
                    value = pair[(name.Length + 1)..];
                    return true;
                }
            }
        }

        value = default;
        return false;
    }
}
