namespace ConferenceGateway.SelfTest;

/// <summary>One look at one thing, independent of all others.</summary>
/// <param name="Group">What <c>--only</c> chooses by: see <see cref="Groups"/>.</param>
/// <param name="Subject">What it is about, as in <see cref="Finding.Subject"/>.</param>
/// <param name="What">What it looks at, as it is said when it does not finish: "its web server".</param>
/// <param name="Look">Looks, and tells. Every fault that can be expected is a finding.</param>
internal sealed record Probe(string Group, string Subject, string What, Func<SubjectFindings, CancellationToken, Task> Look)
{
    /// <summary>After this it is given up, whether it heeds its token or not.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The groups of probes.</summary>
    public static class Groups
    {
        public const string Dns = "dns";
        public const string Tls = "tls";
        public const string Storage = "storage";
        public const string Gateway = "gateway";
        public const string Web = "web";
        public const string Prosody = "prosody";
        public const string Jicofo = "jicofo";
        public const string Bridge = "bridge";
        public const string Clock = "clock";
        public const string Lint = "lint";

        /// <summary>All, in the order of the way of a request.</summary>
        public static IReadOnlyList<string> All { get; } = [Dns, Tls, Storage, Gateway, Web, Prosody, Jicofo, Bridge, Clock, Lint];
    }
}
