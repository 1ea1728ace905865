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

    /// <summary>
    /// Of the tickets for other rooms, the name of the one that ends first; null while there are no more
    /// than <paramref name="most"/>.
    /// </summary>
    public static string? OneTooMany(StringValues header, string prefix, string except, int most)
    {
        var (count, oldest, ends) = (0, default(string), DateTimeOffset.MaxValue);
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(';'))
            {
                var pair = line.AsSpan()[range].Trim(' ');
                var length = prefix.Length + 16;
                if (pair.Length <= length || pair[length] != '=' || !pair.StartsWith(prefix, StringComparison.Ordinal) || pair[..length].SequenceEqual(except))
                    continue;
                count++;
                if (TicketText.SaidToEnd(pair[(length + 1)..]) is var end && end < ends)
                    (oldest, ends) = (pair[..length].ToString(), end);
            }
        }

        return count <= most ? null : oldest;
    }
}
