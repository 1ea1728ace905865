namespace ConferenceGateway.SelfTest.Lint;

/// <summary>What stands in sample files until somebody puts in his own.</summary>
internal static class Placeholders
{
    private static readonly string[] Hosts = ["example.com", "example.org", "example.net", "your-etherpad-installati.on", "myservice.com", "your-domain", "yourdomain"];

    private static readonly string[] Texts = ["{{", "<APP_KEY>", "<client_id>", "<TEAM_ID>", "your-domain", "yourdomain", "your_domain"];

    /// <summary>Whether a host is one of samples and not the one that this gateway stands for.</summary>
    public static bool Has(string host, Uri meetingUrl) =>
        Hosts.Any(sample => IsIn(host, sample) && !IsIn(meetingUrl.Host, sample));

    /// <summary>Whether a text as a whole has never been filled in.</summary>
    public static bool IsOne(string text) => Texts.Any(sample => text.Contains(sample, StringComparison.OrdinalIgnoreCase));

    private static bool IsIn(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)
        || host.StartsWith(domain + ".", StringComparison.OrdinalIgnoreCase);
}
