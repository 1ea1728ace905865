using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>What a certificate means to those who come.</summary>
internal static class CertificateFindings
{
    /// <summary>A certificate that is valid for this long or less is about to end.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    private const string Renew = "certbot renew, or what else renews it. The gateway takes the new files over by itself; a proxy that holds them has to be told: systemctl reload nginx. See that the timer runs: systemctl list-timers";

    /// <summary>Whom it is shown to, as a client judges it.</summary>
    public static void TellShown(X509Certificate2 certificate, SslPolicyErrors errors, IEnumerable<string> chain, string host, DateTimeOffset now, SubjectFindings findings)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            findings.Error(Codes.TlsName, $"The certificate is for {Names(certificate)}, not for {host}.",
                "Browsers show a warning page, and apps do not connect at all.",
                $"Ask for a certificate that names {host} too: certbot --expand -d {host} -d …");
        else
            findings.Good(Codes.TlsName, $"The certificate names {host}.");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            findings.Error(Codes.TlsTrust, $"The certificate is not trusted by this machine: {string.Join("; ", chain.Distinct().Take(3)).TrimEnd('.')}.",
                "Browsers show a warning page, and apps do not connect at all.",
                "Give the server the whole chain (fullchain.pem, not cert.pem), of an authority that browsers know.");
        else
            findings.Good(Codes.TlsTrust, "The certificate is trusted.");
        TellExpiry(certificate, Codes.TlsExpiry, "The certificate", now, findings);
    }

    /// <summary>How long it is valid.</summary>
    public static void TellExpiry(X509Certificate2 certificate, string code, string what, DateTimeOffset now, SubjectFindings findings)
    {
        DateTimeOffset end = certificate.NotAfter.ToUniversalTime();
        DateTimeOffset begin = certificate.NotBefore.ToUniversalTime();
        var date = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var days = Math.Floor((end - now).TotalDays).ToString(CultureInfo.InvariantCulture);
        if (now < begin)
            findings.Error(code, $"{what} is not valid before {begin.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC.",
                "Browsers refuse it until then; more often a clock is wrong.", "Look at the clock of this machine: timedatectl");
        else if (end <= now)
            findings.Error(code, $"{what} ended on {date}.", "Nobody gets in: browsers show a warning page, and apps do not connect at all.", Renew);
        else if (end - now <= Soon)
            findings.Warning(code, $"{what} ends on {date}, in {days} days.", "It should have been renewed by now; after that day nobody gets in.", Renew);
        else
            findings.Good(code, $"{what} is valid for {days} days more, to {date}.");
    }

    /// <summary>The hosts in it, at most five.</summary>
    public static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames()).ToList();
        return names.Count == 0 ? "nobody" : string.Join(", ", names.Take(5)) + (names.Count > 5 ? " …" : "");
    }
}
