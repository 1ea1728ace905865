using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AwesomeAssertions;
using ConferenceGateway.SelfTest;
using ConferenceGateway.SelfTest.Probes;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest;

public sealed class CertificateCheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    [Theory]
    [InlineData(-1, Severity.Error, "ended on 2026-11-21")]
    [InlineData(0, Severity.Error, "ended on 2026-11-22")]
    [InlineData(14, Severity.Warning, "in 14 days")]
    [InlineData(15, Severity.Good, "valid for 15 days more, to 2026-12-07")]
    public void The_days_that_are_left_are_said(int days, object severity, string words)
    {
        using var certificate = Make(Now.AddDays(days), "meet.test");

        Shown(certificate, SslPolicyErrors.None, "meet.test").Should().ContainSingle(finding => finding.Code == Codes.TlsExpiry)
            .Which.Should().Match<Finding>(finding => finding.Severity.Equals(severity) && finding.What.Contains(words));
    }

    [Fact]
    public void A_certificate_of_tomorrow_points_at_the_clock()
    {
        using var certificate = Make(Now.AddDays(90), "meet.test", begin: Now.AddDays(1));

        Shown(certificate, SslPolicyErrors.None, "meet.test").Should().ContainSingle(finding => finding.Code == Codes.TlsExpiry)
            .Which.Fix.Should().Contain("timedatectl");
    }

    [Fact]
    public void Another_name_and_an_unknown_authority_are_two_errors()
    {
        using var certificate = Make(Now.AddDays(90), "other.test");

        var findings = Shown(certificate, SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors, "meet.test");

        findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Code).Should().Equal(Codes.TlsName, Codes.TlsTrust);
        findings[0].What.Should().Be("The certificate is for other.test, not for meet.test.");
    }

    [Fact]
    public async Task A_gateway_with_a_certificate_of_its_own_is_looked_at_as_a_browser_does()
    {
        await using var lab = await ConferenceGateway.Lab.LabFleet.StartAsync(["alpha"], TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { IsSecure = true }, lab.Shards);
        var settings = CheckFixture.Settings(_folder, lab.Shards);
        var port = gateway.SecureEndPoint!.Port;
        settings["MeetingUrl"] = $"https://meet.test:{port}";
        settings["PortalUrl"] = $"https://portal.test:{port}";
        settings["Urls"] = "http://127.0.0.1:1";

        var report = await CheckFixture.RunAsync(settings, start => start with
        {
            Only = [Probe.Groups.Tls],
            Resolve = _ => [System.Net.IPAddress.Loopback],
        });

        report.Of(Codes.TlsTrust).Should().HaveCount(2).And.OnlyContain(finding => finding.Severity == Severity.Error, "it signed itself");
        report.Of(Codes.TlsName).Should().HaveCount(2).And.OnlyContain(finding => finding.Severity == Severity.Good);
        report.Of(Codes.TlsHttp2).Should().HaveCount(2).And.OnlyContain(finding => finding.Severity == Severity.Good);
        report.Of(Codes.TlsExpiry).Should().HaveCount(2).And.OnlyContain(finding => finding.Severity == Severity.Warning, "it is valid for a day");
    }

    [Fact]
    public async Task The_files_of_the_settings_are_looked_at_without_a_gateway()
    {
        var written = TestCertificate.Write(_folder, "meet.test");
        var settings = CheckFixture.Settings(_folder);
        settings["MeetingUrl"] = "https://meet.test";
        settings["PortalUrl"] = "https://portal.test";
        settings["Urls"] = "https://127.0.0.1:0";
        settings["Fleet:Shards:0:Name"] = "a";
        settings["Fleet:Shards:0:Address"] = "http://127.0.0.1:9";
        settings["Tls:Certificates:0:Path"] = written.Path;
        settings["Tls:Certificates:0:KeyPath"] = written.KeyPath;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(written.KeyPath, (UnixFileMode)0b110_100_100);

        var report = await CheckFixture.RunAsync(settings, start => start with
        {
            Only = [Probe.Groups.Tls],
            Resolve = _ => [],
        });

        var findings = report.Findings.Where(finding => finding.Subject == "certificates").ToList();
        findings.Should().ContainSingle(finding => finding.Code == Codes.TlsName && finding.Severity == Severity.Error).Which.What.Should().Contain("portal.test (PortalUrl)");
        findings.Should().ContainSingle(finding => finding.Code == Codes.TlsFile && finding.Severity == Severity.Warning).Which.Fix.Should().Be($"chmod o= {written.KeyPath}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IReadOnlyList<Finding> Shown(X509Certificate2 certificate, SslPolicyErrors errors, string host)
    {
        var findings = new SubjectFindings("https://meet.test");
        CertificateFindings.TellShown(certificate, errors, ["self-signed certificate"], host, Now, findings);
        return findings.Close();
    }

    private static X509Certificate2 Make(DateTimeOffset end, string host, DateTimeOffset? begin = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(begin ?? Now.AddDays(-60), end);
    }
}
