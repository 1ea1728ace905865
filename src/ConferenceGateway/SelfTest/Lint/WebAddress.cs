using System.Net;
using System.Text.RegularExpressions;

namespace ConferenceGateway.SelfTest.Lint;

/// <summary>How near a host is to the address of the rooms.</summary>
internal enum Nearness
{
    /// <summary>The host of the rooms.</summary>
    Same,

    /// <summary>Another host of the same domain.</summary>
    OwnDomain,

    /// <summary>Somebody else's.</summary>
    Foreign,

    /// <summary>Only known when the script runs.</summary>
    Unclear,
}

/// <summary>An address inside of a text.</summary>
/// <param name="Scheme">In small letters, without colon; empty: that of the page.</param>
/// <param name="Host">In small letters; parts only known at run time are holes (<see cref="ConfigValue.Text.Hole"/>).</param>
/// <param name="Port">As written; empty: the usual one.</param>
internal sealed partial record WebAddress(string Scheme, string Host, string Port)
{
    /// <summary>Longer texts are somebody's data, not addresses.</summary>
    private const int LongestText = 200_000;

    /// <summary>For people: holes as an ellipsis.</summary>
    public string Shown => Host.Replace(ConfigValue.Text.Hole, '…');

    /// <summary>Host and port, for people.</summary>
    public string ShownWithPort => Port.Length > 0 ? $"{Shown}:{Port}" : Shown;

    /// <summary>Whether it is of a sample file, and nobody has put in his own.</summary>
    public bool IsPlaceholder(Uri meetingUrl) => Placeholders.Has(Host, meetingUrl);

    /// <summary>All of a text: with a scheme anywhere, or <c>//host/…</c> at its start.</summary>
    public static IEnumerable<WebAddress> In(string text)
    {
        // An image inside of a text names its own format by an address that nobody asks.
        if (text.Length > LongestText || text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            yield break;
        var start = SchemeRelative().Match(text);
        if (start.Success && Of("", start) is { } first)
            yield return first;
        foreach (Match match in Absolute().Matches(text))
        {
            if (Of(match.Groups["scheme"].Value.ToLowerInvariant(), match) is { } found)
                yield return found;
        }
    }

    private static WebAddress? Of(string scheme, Match match)
    {
        var host = match.Groups["host"].Value.ToLowerInvariant().Trim('.');
        if (host.StartsWith('['))
            return IPAddress.TryParse(host.Trim('[', ']'), out _) ? new WebAddress(scheme, host, match.Groups["port"].Value) : null;
        var hole = host.Contains(ConfigValue.Text.Hole);
        // One word alone is a placeholder or a variable, not a host that a visitor could reach.
        return host.Contains('.') || host == "localhost" || hole ? new WebAddress(scheme, host, match.Groups["port"].Value) : null;
    }

    /// <summary>
    /// Hosts belong together when their last two labels are the same. The public list of domains knows better (under
    /// <c>co.uk</c> everybody would be a neighbour), but it has 10,000 lines that change each week; the domains of the
    /// people this is for end in <c>.de</c> and <c>.org</c>. Numbers are compared as a whole.
    /// </summary>
    public Nearness To(Uri meetingUrl)
    {
        var own = meetingUrl.Host.ToLowerInvariant();
        if (Host == own)
            return Nearness.Same;
        if (meetingUrl.HostNameType != UriHostNameType.Dns || IPAddress.TryParse(Host.Trim('[', ']'), out _))
            return Host.Trim(ConfigValue.Text.Hole).Length == 0 ? Nearness.Unclear : Nearness.Foreign;
        var end = LastTwo(Host);
        if (end.Contains(ConfigValue.Text.Hole))
            return Nearness.Unclear;
        return end == LastTwo(own) ? Nearness.OwnDomain : Nearness.Foreign;
    }

    private static string LastTwo(string host)
    {
        var last = host.LastIndexOf('.');
        var second = last > 0 ? host.LastIndexOf('.', last - 1) : -1;
        return host[(second + 1)..];
    }

    // Each part has a bound, so the time is in proportion to the text, whatever it holds.
    [GeneratedRegex(@"^\s*//(?:[^\s/@'""<>\\]{0,100}@)?(?<host>[\w.\-\uE001]{1,253}|\[[0-9a-fA-F:.]{2,45}\])(?::(?<port>\d{1,5}))?")]
    private static partial Regex SchemeRelative();

    [GeneratedRegex(@"(?<![\w\uE001])(?<scheme>https?|wss?|stuns?|turns?)(?::|%3a)(?://|\\/\\/|%2f%2f)?(?:[^\s/@'""<>\\]{0,100}@)?(?<host>[\w.\-\uE001]{1,253}|\[[0-9a-fA-F:.]{2,45}\])(?::(?<port>\d{1,5}))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Absolute();
}
