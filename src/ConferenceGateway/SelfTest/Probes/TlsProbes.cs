using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ConferenceGateway.Core;
using ConferenceGateway.SelfTest.Asking;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>Connects to our public addresses as a browser does, and looks at what is shown.</summary>
internal static class TlsProbes
{
    public static IEnumerable<Probe> Of(Origins origins, Asker asker) =>
        new[] { origins.MeetingUrl, origins.PortalUrl }
            .Where(origin => origin.Scheme == Uri.UriSchemeHttps)
            .Select(origin => new Probe(Probe.Groups.Tls, Subjects.Of(origin), "its certificate",
                (findings, cancellation) => LookAsync(origin, asker, findings, cancellation)));

    private static async Task LookAsync(Uri origin, Asker asker, SubjectFindings findings, CancellationToken cancellation)
    {
        using var limit = new TimeLimit(asker.Patience, asker.Time, cancellation);
        var (errors, chain) = (SslPolicyErrors.None, Array.Empty<string>());
        try
        {
            await using var stream = await asker.ConnectAsync(new DnsEndPoint(origin.Host.Trim('[', ']'), origin.Port), limit.Token);
            await using var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, _, seen, seenErrors) =>
            {
                errors = seenErrors;
                chain = [.. (seen?.ChainStatus ?? []).Select(status => status.StatusInformation.Trim())];
                // Looked at, whatever it is: no byte of ours follows.
                return seenErrors is not (SslPolicyErrors)int.MinValue;
            });
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = origin.Host,
                CertificateChainPolicy = Asker.ChainPolicy(),
                ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            }, limit.Token);
            TellProtocol(tls, findings);
            if (tls.RemoteCertificate is X509Certificate2 certificate)
                CertificateFindings.TellShown(certificate, errors, chain, origin.Host, asker.Time.GetUtcNow(), findings);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            TellFault(origin, Fault.Late(asker.Patience, hasBegun: false), findings);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
        {
            TellFault(origin, Fault.Of(e), findings);
        }
    }

    private static void TellProtocol(SslStream tls, SubjectFindings findings)
    {
        findings.Good(Codes.TlsVersion, $"TLS {(tls.SslProtocol == SslProtocols.Tls13 ? "1.3" : tls.SslProtocol == SslProtocols.Tls12 ? "1.2" : tls.SslProtocol)} is spoken.");
        if (tls.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2)
            findings.Good(Codes.TlsHttp2, "HTTP/2 is spoken.");
        else
            findings.Note(Codes.TlsHttp2, "HTTP/2 is not offered.", "Pages load slower; meetings do not care.", "nginx, in server: http2 on; (before 1.25.1: listen 443 ssl http2;)");
    }

    private static void TellFault(Uri origin, string fault, SubjectFindings findings) =>
        findings.Warning(Codes.TlsConnect, $"{Subjects.Of(origin)} {fault}.", "The certificate cannot be looked at; if the gateway should be running, nobody gets in.",
            "Start the gateway and what stands in front of it, then check again.");
}
