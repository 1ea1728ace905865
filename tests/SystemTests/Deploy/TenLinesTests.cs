using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Hosting;
using ConferenceGateway.Settings;
using ConferenceGateway.Testing;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace ConferenceGateway.SystemTests.Deploy;

/// <summary>
/// "Before an existing Jitsi in ten lines": the sample itself, before Debian's Prosody and nginx with the files of
/// <c>deploy/shard</c>. Only names, ports and paths are the test's.
/// </summary>
public sealed class TenLinesTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ten-lines-");
    private ProsodyServer? _prosody;
    private ServerProcess? _web;
    private WebApplication? _gateway;
    private HttpClient _http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Installed.Find("prosody") is null, "Prosody is missing: apt-get install prosody");
        Assert.SkipWhen(Installed.Find("nginx") is null, "nginx is missing: apt-get install nginx-light");
        Assert.SkipWhen(Environment.IsPrivilegedProcess && Installed.Find("setpriv") is null, "setpriv is missing: apt-get install util-linux");
        var globals = DeployFiles.Read("shard/prosody-gateway.cfg.lua",
            ("http_ports = { 5280 }", "http_ports = { {port} }"), ("\"meet.example.org\"", $"\"{ProsodyServer.Domain}\""));
        _prosody = await ProsodyServer.StartAsync("ten-lines", new ProsodyOptions { Globals = globals }, Cancel);
        var web = LoopbackPorts.Next();
        _web = await ServerProcess.StartAsync(NginxServer.Command(_folder, WriteSite(web)), web, Cancel);

        var certificate = TestCertificate.Write(_folder, "meet.test", "portal.test");
        var port = LoopbackPorts.Next();
        var config = Path.Combine(_folder.FullName, "gateway.json");
        await File.WriteAllTextAsync(config, DeployFiles.Read("samples/ten-lines.json",
            ("meet.example.org", "meet.test"),
            ("portal.example.org", "portal.test"),
            ("/etc/conference-gateway/fullchain.pem", certificate.Path),
            ("/etc/conference-gateway/privkey.pem", certificate.KeyPath),
            ("/var/lib/conference-gateway", _folder.FullName),
            ("10.0.0.5:8000", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{web}"))), Cancel);
        _gateway = await GatewayHost.BuildAsync(new GatewayStart
        {
            ConfigFile = config,
            IsAlone = true,
            // Ports 80 and 443 are the sample's; a test must not have them.
            Overrides = ["--Urls", string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}")],
            LogLevel = Microsoft.Extensions.Logging.LogLevel.Critical,
        });
        await _gateway.StartAsync(Cancel);
        _http = Client(port, certificate);
        await Eventually.NoComplaintAsync(
            async token => (await _http.GetAsync("/-/health/ready", token)).IsSuccessStatusCode ? null : "The gateway is not ready",
            TimeSpan.FromSeconds(30), () => $"{_web}\n{_prosody}", Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_gateway is not null)
        {
            await _gateway.StopAsync(CancellationToken.None);
            await _gateway.DisposeAsync();
        }

        if (_web is not null)
            await _web.DisposeAsync();
        if (_prosody is not null)
            await _prosody.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // One start for all of them: Prosody and nginx are not quick about it.
    [Fact]
    public async Task Pages_and_files_come()
    {
        foreach (var (path, content) in new Dictionary<string, string>
        {
            ["/plenum"] = "room page, ''",
            ["/acme/board"] = "room page, 'acme/'",
            ["/gr%C3%B6%C3%9Fe"] = "room page, ''",
            ["/config.js?room=plenum"] = "var config = { hosts: { domain: 'meet.test' } };",
            ["/libs/lib-jitsi-meet.min.js?v=1"] = "library",
            ["/external_api.js"] = "embedding",
        })
            (await _http.GetStringAsync(path, Cancel)).Should().Contain(content, path);
    }

    [Fact]
    public async Task Bosh_reaches_prosody_with_and_without_a_tenant()
    {
        foreach (var path in (string[])["/http-bind?room=plenum", "/acme/http-bind?room=board"])
        {
            using var answer = await _http.PostAsync(path, new StringContent(
                """<body xmlns='http://jabber.org/protocol/httpbind' to='meet.test' rid='1' hold='1' wait='5' ver='1.6' xml:lang='en'/>"""), Cancel);

            (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("sid=").And.Contain("ANONYMOUS", path);
        }
    }

    [Fact]
    public async Task A_websocket_reaches_prosody()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        await socket.ConnectAsync(new Uri("wss://meet.test/xmpp-websocket?room=plenum"), _http, Cancel);
        await socket.SendAsync(
            """<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="meet.test" version="1.0"/>"""u8.ToArray(), WebSocketMessageType.Text, true, Cancel);
        var buffer = new byte[4096];
        var part = await socket.ReceiveAsync(buffer.AsMemory(), Cancel);

        Encoding.UTF8.GetString(buffer, 0, part.Count).Should().StartWith("<open").And.Contain("from='meet.test'");
    }

    // A root as the package jitsi-meet has one, with next to nothing in it.
    private string WriteSite(int port)
    {
        var root = _folder.CreateSubdirectory("web");
        foreach (var (name, text) in new Dictionary<string, string>
        {
            ["index.html"] = """<!doctype html><title>room page, '<!--# echo var="subdir" default="" -->'</title>""",
            ["config.js"] = "var config = { hosts: { domain: 'meet.test' } };",
            ["libs/lib-jitsi-meet.min.js"] = "// library",
            ["libs/external_api.min.js"] = "// embedding",
        })
        {
            var path = Path.Combine(root.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return DeployFiles.Read("shard/nginx-shard.conf",
            ("listen 10.0.0.5:8000;", string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{port};")),
            ("/etc/jitsi/meet/meet.example.org-config.js", Path.Combine(root.FullName, "config.js")),
            ("/usr/share/jitsi-meet", root.FullName),
            ("meet.example.org", "meet.test"),
            ("http://127.0.0.1:5280/", _prosody!.Address.ToString()));
    }

    private static HttpClient Client(int port, TestCertificate certificate) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.Thumbprint },
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("https://meet.test"),
        DefaultRequestVersion = HttpVersion.Version20,
    };
}
