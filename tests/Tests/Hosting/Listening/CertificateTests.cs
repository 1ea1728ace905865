using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AwesomeAssertions;
using ConferenceGateway.Hosting.Listening;
using ConferenceGateway.Lab;
using ConferenceGateway.Settings;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Hosting.Listening;

/// <summary>Certificates are read from files of every usual kind, and replaced without anybody noticing but new connections.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private readonly TestAuthority _authority = new();

    private string Chain => Path.Combine(_folder.FullName, "fullchain.pem");

    private string Key => Path.Combine(_folder.FullName, "privkey.pem");

    private CertificateFile Pem => new("Tls:Certificates:0", Chain, Key, null);

    [Fact]
    public async Task The_whole_chain_is_shown()
    {
        using var leaf = _authority.Issue("meet.test");
        Write(leaf);
        await using var gateway = await StartAsync(Pem);

        var (shown, chain) = await ShakeHandsAsync(gateway, "meet.test");

        shown.Should().Be(leaf.Thumbprint);
        chain.Should().Contain(_authority.Intermediate.Thumbprint);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("päss wörd")]
    public async Task A_PFX_file_will_do(string? password)
    {
        using var leaf = _authority.Issue("meet.test");
        var path = Path.Combine(_folder.FullName, "both.pfx");
        await File.WriteAllBytesAsync(path, _authority.Pfx(leaf, password));
        await using var gateway = await StartAsync(new CertificateFile("", path, null, password));

        var (shown, chain) = await ShakeHandsAsync(gateway, "meet.test");

        shown.Should().Be(leaf.Thumbprint);
        chain.Should().Contain(_authority.Intermediate.Thumbprint);
    }

    [Fact]
    public void A_key_may_be_encrypted_or_stand_in_the_same_file()
    {
        using var leaf = _authority.Issue("meet.test");
        Write(leaf, TestAuthority.Key(leaf, "secret"));
        CertificateLoader.Load(Pem with { Password = "secret" }, out _)!.Leaf.HasPrivateKey.Should().BeTrue();
        CertificateLoader.Load(Pem with { Password = "wrong" }, out var fault).Should().BeNull();
        fault.Should().Contain("does not go with it").And.NotContain("wrong");

        File.WriteAllText(Chain, TestAuthority.Key(leaf) + "\n" + _authority.Chain(leaf));
        CertificateLoader.Load(Pem with { KeyPath = null }, out _)!.Leaf.Thumbprint.Should().Be(leaf.Thumbprint);
    }

    [Fact]
    public async Task Each_host_gets_its_own()
    {
        using var meet = _authority.Issue("meet.test");
        using var portal = _authority.Issue("portal.test");
        Write(meet);
        var second = Path.Combine(_folder.FullName, "portal.pfx");
        await File.WriteAllBytesAsync(second, _authority.Pfx(portal, null));
        await using var gateway = await StartAsync(Pem, new CertificateFile("", second, null, null));

        (await ShakeHandsAsync(gateway, "meet.test")).Shown.Should().Be(meet.Thumbprint);
        (await ShakeHandsAsync(gateway, "portal.test")).Shown.Should().Be(portal.Thumbprint);
        (await ShakeHandsAsync(gateway, "elsewhere.test")).Shown.Should().Be(meet.Thumbprint);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("..")]
    [InlineData("*")]
    [InlineData("-")]
    [InlineData("xn--\u00ff")]
    public void A_ClientHello_that_asks_for_no_name_gets_the_first(string name)
    {
        using var leaf = _authority.Issue("meet.test");
        Write(leaf);

        CertificatesView.Load(Settings(Pem, Pem)).For(name).Should().NotBeNull();
    }

    [Fact]
    public void What_is_no_ordinary_file_is_neither_waited_for_nor_read_to_its_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and devices are Linux' own here.");
        using var leaf = _authority.Issue("meet.test");
        Write(leaf);
        var pipe = Path.Combine(_folder.FullName, "pipe");
        using (var make = System.Diagnostics.Process.Start("mkfifo", pipe))
            make.WaitForExit(10_000).Should().BeTrue();
        var huge = Path.Combine(_folder.FullName, "huge");
        using (var file = File.Create(huge))
            file.SetLength(3L << 30);

        foreach (var odd in (string[])[pipe, "/dev/zero", huge, _folder.FullName])
        {
            CertificateLoader.Load(Pem with { Path = odd }, out var fault).Should().BeNull();
            fault.Should().StartWith("Tls:Certificates:0");
            CertificateLoader.Load(Pem with { KeyPath = odd }, out fault).Should().BeNull();
            fault.Should().StartWith("Tls:Certificates:0");
        }

        var link = Path.Combine(_folder.FullName, "link.pem");
        File.CreateSymbolicLink(link, Chain);
        CertificateLoader.Load(Pem with { Path = link }, out _)!.Leaf.Thumbprint.Should().Be(leaf.Thumbprint, "live/ of certbot has links");
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task TLS_1_2_and_1_3_are_spoken(SslProtocols protocol)
    {
        using var leaf = _authority.Issue("meet.test");
        Write(leaf);
        await using var gateway = await StartAsync(Pem);

        (await ShakeHandsAsync(gateway, "meet.test", protocol)).Shown.Should().Be(leaf.Thumbprint);
        gateway.Get<CertificatesView>().For("meet.test").EnabledSslProtocols.Should().Be(SslProtocols.Tls12 | SslProtocols.Tls13);
    }

    [Fact]
    public async Task A_client_of_TLS_1_1_is_refused()
    {
        using var leaf = _authority.Issue("meet.test");
        Write(leaf);
        await using var gateway = await StartAsync(Pem);
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.SecureEndPoint!);

        // A whole ClientHello of TLS 1.1: 0x0302, one cipher that everybody of that time had.
        await client.GetStream().WriteAsync(Convert.FromHexString(
            "160301002d010000290302" + string.Concat(Enumerable.Repeat("ab", 32)) + "000002c0130100"));
        var answer = new byte[1];
        var read = await client.GetStream().ReadAtLeastAsync(answer, 1, throwOnEndOfStream: false);

        // An alert, or nothing at all: never a ServerHello (0x16).
        (read == 0 || answer[0] == 0x15).Should().BeTrue();
    }

    [Fact]
    public async Task A_new_certificate_is_taken_over_and_open_sockets_stay_open()
    {
        using var old = _authority.Issue("meet.test");
        using var renewed = _authority.Issue("meet.test");
        Write(old);
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var gateway = await StartAsync(time, [shard], Pem);
        using var client = CreateTrustingClient(gateway);
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        await socket.ConnectAsync(new Uri("wss://meet.test/xmpp-websocket?room=plenum"), client, CancellationToken.None);
        (await socket.OpenStreamAsync()).Should().StartWith("<open");

        Write(renewed);
        gateway.Get<IEnumerable<IHostedService>>().OfType<CertificateWatch>().Single().Look();

        (await ShakeHandsAsync(gateway, "meet.test")).Shown.Should().Be(renewed.Thumbprint);
        (await socket.HearAsync()).Should().Contain("features");
        (await socket.OpenStreamAsync()).Should().StartWith("<open", "the connection of before goes on");
    }

    [Fact]
    public async Task The_files_are_looked_at_again_by_themselves()
    {
        using var old = _authority.Issue("meet.test");
        using var renewed = _authority.Issue("meet.test");
        Write(old);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var gateway = await StartAsync(time, [], Pem);
        Write(renewed);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await ShakeHandsAsync(gateway, "meet.test")).Shown != renewed.Thumbprint)
        {
            limit.Token.ThrowIfCancellationRequested();
            time.Advance(CertificateWatch.Interval);
        }
    }

    [Fact]
    public void What_is_not_whole_does_not_replace_what_is()
    {
        using var old = _authority.Issue("meet.test");
        using var renewed = _authority.Issue("meet.test");
        using var ended = _authority.Issue("meet.test", DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-2));
        Write(old);
        var view = CertificatesView.Load(Settings(Pem));
        var log = new LogLines<CertificateWatch>();
        using var watch = new CertificateWatch(view, TimeProvider.System, log);

        var chain = _authority.Chain(renewed);
        Refuses(() => File.WriteAllText(Chain, chain), "does not go with it");
        Refuses(() => File.WriteAllText(Chain, chain[..(chain.Length / 5)]), "there is no certificate in it");
        Refuses(() => File.WriteAllText(Chain, ""), "Tls:Certificates:0");
        Refuses(() => File.Delete(Chain), "Could not find file");
        Refuses(() => { Write(renewed); File.WriteAllText(Key, TestAuthority.Key(renewed)[..60]); }, "does not go with it");
        Refuses(() => { Write(renewed); File.WriteAllText(Chain, chain[..^100]); }, "ends in the middle of a certificate");
        Refuses(() => { Write(renewed); File.WriteAllText(Key, "no key"); }, "holds no private key");
        Refuses(() => Write(ended), "it ended on");
        Write(renewed);
        watch.Look();

        view.Current[0].Leaf.Thumbprint.Should().Be(renewed.Thumbprint);
        log.All.Should().ContainMatch("New certificate in use: Tls:Certificates:0*");

        void Refuses(Action change, string fault)
        {
            change();
            watch.Look();
            view.Current[0].Leaf.Thumbprint.Should().Be(old.Thumbprint);
            log.AtLeast(LogLevel.Warning).Last().Should().Contain("the one before stays").And.Contain(fault).And.NotContain("PRIVATE");
        }
    }

    [Fact]
    public void A_fault_is_said_once()
    {
        using var old = _authority.Issue("meet.test");
        Write(old);
        var log = new LogLines<CertificateWatch>();
        using var watch = new CertificateWatch(CertificatesView.Load(Settings(Pem)), TimeProvider.System, log);

        File.WriteAllText(Chain, "half");
        watch.Look();
        watch.Look();

        log.AtLeast(LogLevel.Warning).Should().ContainSingle();
    }

    [Fact]
    public void The_end_is_warned_of_once_a_day()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var leaf = _authority.Issue("meet.test", until: time.GetUtcNow().AddDays(12));
        Write(leaf);
        var log = new LogLines<CertificateWatch>();
        using var watch = new CertificateWatch(CertificatesView.Load(Settings(Pem)), time, log);

        watch.Look();
        watch.Look();
        time.Advance(TimeSpan.FromDays(1));
        watch.Look();
        time.Advance(TimeSpan.FromDays(12));
        watch.Look();

        log.AtLeast(LogLevel.Warning).Should().HaveCount(3);
        log.AtLeast(LogLevel.Warning).First().Should().Contain("ends in 11 days");
        log.AtLeast(LogLevel.Error).Should().ContainSingle().Which.Should().Contain("it ended on");
    }

    [Fact]
    public void What_cannot_be_used_at_the_start_is_named_all_at_once()
    {
        using var leaf = _authority.Issue("meet.test");
        using var other = _authority.Issue("meet.test");
        Write(leaf, TestAuthority.Key(other));
        var binary = Path.Combine(_folder.FullName, "binary.pfx");
        File.WriteAllBytes(binary, RandomNumberGenerator.GetBytes(2000));
        var keyless = Path.Combine(_folder.FullName, "keyless.pem");
        File.WriteAllText(keyless, _authority.Chain(leaf));

        var load = () => CertificatesView.Load(Settings(
            Pem,
            new CertificateFile("Tls:Certificates:1", Path.Combine(_folder.FullName, "nowhere.pem"), null, null),
            new CertificateFile("Tls:Certificates:2", binary, null, "hunter2"),
            new CertificateFile("Tls:Certificates:3", keyless, null, null)));

        var faults = load.Should().Throw<SettingsException>().Which.Faults;
        faults.Should().SatisfyRespectively(
            line => line.Should().StartWith("Tls:Certificates:0 (").And.Contain("does not go with it"),
            line => line.Should().StartWith("Tls:Certificates:1").And.Contain("nowhere.pem"),
            line => line.Should().StartWith("Tls:Certificates:2 (").And.Contain("cannot be read").And.NotContain("hunter2"),
            line => line.Should().StartWith("Tls:Certificates:3:KeyPath is missing"));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ListeningOptions Settings(params CertificateFile[] files) => new()
    {
        Addresses = [],
        Certificates = [.. files],
        HstsDays = 365,
        TrustedProxies = [],
        Limits = new ClientLimits(5000, 15, 32, 30, 500),
    };

    private static Task<TestGateway> StartAsync(params CertificateFile[] files) => StartAsync(TimeProvider.System, [], files);

    private static Task<TestGateway> StartAsync(TimeProvider time, LabShard[] shards, params CertificateFile[] files)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (index, file) in files.Index())
        {
            settings[$"Tls:Certificates:{index}:Path"] = file.Path;
            settings[$"Tls:Certificates:{index}:KeyPath"] = file.KeyPath;
            settings[$"Tls:Certificates:{index}:Password"] = file.Password;
        }

        if (shards.Length == 0)
        {
            settings["Fleet:Shards:0:Name"] = "nobody";
            settings["Fleet:Shards:0:Address"] = "http://127.0.0.1:9";
        }

        return TestGateway.StartAsync(
            new TestGatewayOptions { IsSecure = true, Settings = settings, Time = time, WaitsForShards = shards.Length > 0 }, shards);
    }

    private static HttpClient CreateTrustingClient(TestGateway gateway)
    {
        var handler = gateway.CreateHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=meet.test";
        return new HttpClient(handler);
    }

    private static async Task<(string Shown, IReadOnlyList<string> Chain)> ShakeHandsAsync(
        TestGateway gateway, string host, SslProtocols protocols = SslProtocols.None)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.SecureEndPoint!);
        List<string> sent = [];
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, chain, _) =>
        {
            sent.AddRange(chain!.ChainPolicy.ExtraStore.Select(certificate => certificate.Thumbprint));
            return true;
        });
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, EnabledSslProtocols = protocols });
        return (((X509Certificate2)tls.RemoteCertificate!).Thumbprint, sent);
    }

    private void Write(X509Certificate2 leaf, string? key = null)
    {
        File.WriteAllText(Chain, _authority.Chain(leaf));
        File.WriteAllText(Key, key ?? TestAuthority.Key(leaf));
    }
}
