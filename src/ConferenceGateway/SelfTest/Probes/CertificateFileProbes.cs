using ConferenceGateway.Settings;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>The certificate files of the settings, before anybody connects: a gateway that starts tomorrow starts with them.</summary>
internal static class CertificateFileProbes
{
    public static IEnumerable<Probe> Of(GatewaySettings settings, TimeProvider time)
    {
        var files = settings.Listening.Certificates;
        if (!files.IsEmpty)
            yield return new Probe(Probe.Groups.Tls, "certificates", "the certificate files", (findings, _) =>
            {
                Look(settings, time.GetUtcNow(), findings);
                return Task.CompletedTask;
            });
    }

    private static void Look(GatewaySettings settings, DateTimeOffset now, SubjectFindings findings)
    {
        var loaded = new List<LoadedCertificate>();
        foreach (var file in settings.Listening.Certificates)
        {
            if (CertificateLoader.Load(file, out var fault) is not { } certificate)
            {
                findings.Error(Codes.TlsFile, fault ?? $"{file}: it cannot be read.", "The gateway does not start with it; one that runs keeps the certificate that it has until that ends.",
                    $"gateway.json, {file.Key}; or the files that it names.");
                continue;
            }

            loaded.Add(certificate);
            findings.Good(Codes.TlsFile, $"{file.Path} and its key go together; it names {CertificateFindings.Names(certificate.Leaf)}.");
            CertificateFindings.TellExpiry(certificate.Leaf, Codes.TlsExpiry, file.Path, now, findings);
            TellMode(file, findings);
        }

        // Of files that cannot be read nobody knows whom they name.
        if (loaded.Count < settings.Listening.Certificates.Length)
            return;
        foreach (var (key, origin) in new[] { ("MeetingUrl", settings.Origins.MeetingUrl), ("PortalUrl", settings.Origins.PortalUrl) })
        {
            if (origin.Scheme != Uri.UriSchemeHttps)
                continue;
            if (loaded.Exists(certificate => certificate.Covers(origin.Host)))
                findings.Good(Codes.TlsName, $"A certificate names {origin.Host}.");
            else
                findings.Error(Codes.TlsName, $"No certificate of the settings names {origin.Host} ({key}).", "Browsers show a warning page there.",
                    $"gateway.json, Tls:Certificates: one more; or one for both: certbot certonly -d {settings.Origins.MeetingUrl.Host} -d {settings.Origins.PortalUrl.Host}");
        }
    }

    private static void TellMode(CertificateFile file, SubjectFindings findings)
    {
        var key = file.KeyPath ?? file.Path;
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(key) & UnixFileMode.OtherRead) == 0)
            return;
        findings.Warning(Codes.TlsFile, $"Every user of this machine may read the key in {key}.", "Whoever has it can pretend to be the gateway.", $"chmod o= {key}");
    }
}
