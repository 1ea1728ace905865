using ConferenceGateway.SelfTest.Asking;
using ConferenceGateway.SelfTest.Probes;
using ConferenceGateway.Settings;

namespace ConferenceGateway.SelfTest;

/// <summary>
/// Looks at everything that a gateway with these settings depends on, from outside, side by side, and says what to
/// change. It needs no running gateway and changes nothing.
/// </summary>
internal static class SelfTestRun
{
    /// <summary>Ends within <see cref="SelfTestStart.Limit"/>, whatever is dead.</summary>
    public static async Task<Report> RunAsync(SelfTestStart start, CancellationToken cancellation)
    {
        var begin = start.Time.GetTimestamp();
        var findings = new List<Finding>();
        if (ReadSettings(start.Gateway, findings) is { } settings)
        {
            var names = new NameBook(start.Resolve);
            using var ours = new Asker(names, start.Time, start.Patience, trustsAll: true);
            using var theirs = new Asker(names, start.Time, start.Patience, trustsAll: false);
            var probes = Probes(settings, start, names, ours, theirs).Where(probe => start.Only.IsEmpty || start.Only.Contains(probe.Group));
            findings.AddRange(await ProbeRun.AllAsync(probes, start.Limit, start.Time, cancellation));
        }

        return new Report(findings, Math.Round(start.Time.GetElapsedTime(begin).TotalSeconds, 1));
    }

    private static GatewaySettings? ReadSettings(GatewayStart start, List<Finding> findings)
    {
        try
        {
            using var configuration = new ConfigurationManager();
            var settings = GatewaySettings.Read(start, configuration);
            findings.Add(new Finding(Severity.Good, Codes.Settings, Subjects.Settings, "The settings can be used."));
            findings.AddRange(settings.Listening.TrustedProxies.Where(network => network.PrefixLength == 0).Select(network =>
                new Finding(Severity.Warning, Codes.Settings, Subjects.Settings, $"TrustedProxies has {network}: everybody is believed.")
                {
                    Why = "Whoever comes past the proxy can say any address to be theirs, in the log, to the shards and before the limits of one source.",
                    Fix = $"{start.ConfigFile ?? "gateway.json"}, with the proxy's own address:\n\"TrustedProxies\": [ \"127.0.0.1\" ]",
                }));
            return settings;
        }
        catch (SettingsException e)
        {
            findings.AddRange(e.Faults.Select(fault => new Finding(Severity.Error, Codes.Settings, Subjects.Settings, fault)
            {
                Why = "The gateway does not start with it, and nothing else can be looked at before.",
                Fix = start.ConfigFile is { } file
                    ? $"{file}: docs/configuration.md has the rule of every key."
                    : "Name your file with --config FILE: without it, appsettings.json in the working folder is read, if there is one. docs/configuration.md has the rule of every key.",
            }));
            return null;
        }
    }

    private static IEnumerable<Probe> Probes(GatewaySettings settings, SelfTestStart start, NameBook names, Asker ours, Asker theirs)
    {
        var meeting = settings.Origins.MeetingUrl;
        var places = ShardPlace.Of(settings.Shards);
        var files = places.Select(place => new ShardFetch(place, theirs, meeting)).ToList();
        IEnumerable<Probe> probes =
        [
            // The longest first: they wait for most of the time that there is.
            .. MeetingProbes.Of(meeting, files[0], ours, start.Silence),
            .. GatewayProbes.Of(settings, ours),
            OpenProbes.OfMeetingUrl(meeting, ours),
            .. NameProbes.Of(settings, names),
            .. TlsProbes.Of(settings.Origins, ours),
            .. CertificateFileProbes.Of(settings, start.Time),
            StorageProbe.Of(settings.StoragePath),
            .. BridgeProbes.Of(places, theirs),
            .. ClockProbes.Of(settings, theirs),
        ];
        return probes.Concat(places.Zip(files).SelectMany(shard => OfShard(shard.First, shard.Second, theirs)));
    }

    private static IEnumerable<Probe> OfShard(ShardPlace place, ShardFetch files, Asker asker) =>
    [
        WebProbes.Of(place, files),
        OpenProbes.Of(place, asker),
        .. ProsodyProbes.Of(place, files, asker),
        .. JicofoProbes.Of(place, asker),
        LintProbes.Of(place, files),
    ];
}
