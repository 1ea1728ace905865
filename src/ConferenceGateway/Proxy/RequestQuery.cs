using System.Globalization;
using System.Text;

namespace ConferenceGateway.Proxy;

/// <summary>
/// The parameters of a raw query. Nothing is passed on because it was there: a caller takes what it knows by name. Names
/// are compared decoded, because <c>tok%65n</c> is <c>token</c> to Prosody.
/// </summary>
internal readonly ref struct RequestQuery(ReadOnlySpan<char> raw)
{
    private readonly ReadOnlySpan<char> _raw = raw;

    /// <summary>How often a parameter is there, and its first value, not decoded.</summary>
    public int Find(ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        value = default;
        var found = 0;
        foreach (var range in _raw.Split('&'))
        {
            var pair = _raw[range];
            var equals = pair.IndexOf('=');
            if (!IsNamed(equals < 0 ? pair : pair[..equals], name))
                continue;
            if (found++ == 0)
                value = equals < 0 ? default : pair[(equals + 1)..];
        }

        return found;
    }

    /// <summary>Appends <c>name=value</c> if it is there once and its value is made of letters, digits and <c>.-_~</c>; such values are opaque to us.</summary>
    public void AppendPlain(StringBuilder to, string name, int maxLength)
    {
        if (TryFindPlain(name, maxLength, out var value))
            Append(to, name, value);
    }

    /// <summary>Finds a value that is there once and made of letters, digits and <c>.-_~</c>.</summary>
    public bool TryFindPlain(ReadOnlySpan<char> name, int maxLength, out ReadOnlySpan<char> value)
    {
        if (Find(name, out value) != 1 || value.IsEmpty || value.Length > maxLength)
            return false;
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or '~'))
                return false;
        }

        return true;
    }

    /// <summary>Appends a parameter that stands in a path as it is.</summary>
    public static void Append(StringBuilder to, string name, ReadOnlySpan<char> value)
    {
        to.Append(to[^1] is '?' ? "" : "&").Append(name).Append('=').Append(value);
    }

    /// <summary>Appends every parameter but <c>token</c> and <c>jwt</c>, as they came.</summary>
    public void AppendAllButTokens(StringBuilder to)
    {
        var first = true;
        foreach (var range in _raw.Split('&'))
        {
            var pair = _raw[range];
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            if (pair.IsEmpty || IsNamed(name, "token") || IsNamed(name, "jwt"))
                continue;
            to.Append(first ? '?' : '&').Append(pair);
            first = false;
        }
    }

    private static bool IsNamed(ReadOnlySpan<char> raw, ReadOnlySpan<char> name)
    {
        var at = 0;
        foreach (var wanted in name)
        {
            if (at >= raw.Length)
                return false;
            var c = raw[at++];
            if (c == '%' && at + 1 < raw.Length && char.IsAsciiHexDigit(raw[at]) && char.IsAsciiHexDigit(raw[at + 1]))
            {
                c = (char)byte.Parse(raw.Slice(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                at += 2;
            }

            if (char.ToLowerInvariant(c) != wanted)
                return false;
        }

        return at == raw.Length;
    }
}
