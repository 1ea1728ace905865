using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests.Deploy;

/// <summary>
/// Another server before the gateway, with the very file of <c>deploy/</c>. Members come from 127.0.0.7, which only the
/// server in front sees; what the shard hears of it is the judge.
/// </summary>
public abstract class FrontProxyTests : IAsyncLifetime
{
    private const string MemberAddress = "127.0.0.7";
    private const string Secret = "geheim";
    private const string BoshOpen = """<body xmlns='http://jabber.org/protocol/httpbind' to='meet.test' rid='1' hold='1' wait='5' ver='1.6' xml:lang='en'/>""";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-");
    private LabFleet _lab = null!;
    private TestGateway _gateway = null!;
    private TestCertificate _certificate = null!;
    private ServerProcess? _proxy;
    private int _port;
    private int _plainPort;
    private HttpClient _http = null!;

    /// <summary>The program, and Debian's package that brings it.</summary>
    private protected abstract (string Program, string Package) Needs { get; }

    /// <summary>Whether WebSockets come over HTTP/2 too (RFC 8441).</summary>
    private protected abstract bool HasSocketsOverHttp2 { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Writes the configuration and returns the command line.</summary>
    private protected abstract string[] Configure(FrontPlaces places);

    /// <summary>What the server in front has logged.</summary>
    private protected abstract string LogOf(ServerProcess proxy, DirectoryInfo folder);

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Installed.Find(Needs.Program) is null, $"{Needs.Program} is missing: apt-get install {Needs.Package}");
        _lab = await LabFleet.StartAsync(["alpha"], Cancel);
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["MeetingUrl"] = "https://meet.test",
                ["PortalUrl"] = "https://portal.test",
                ["TrustedProxies:0"] = "127.0.0.1",
            },
        }, _lab.Shards);
        _certificate = TestCertificate.Write(_folder, "meet.test", "portal.test");
        (_port, _plainPort) = (LoopbackPorts.Next(), LoopbackPorts.Next());
        var command = Configure(new FrontPlaces(_folder, _port, _plainPort, _gateway.EndPoint.Port, _certificate));
        _proxy = await ServerProcess.StartAsync(command, _port, Cancel);
        _http = Client();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http?.Dispose();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        if (_lab is not null)
            await _lab.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_page_comes_over_http_2_and_the_shard_learns_who_asked()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://meet.test/plenum?jwt=" + Secret)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { { "X-Forwarded-For", "198.51.100.7" } },
        };

        using var answer = await _http.SendAsync(request, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("content=\"alpha\"");
        var seen = Seen("/plenum");
        seen.Header("X-Forwarded-For").Should().Be(MemberAddress, "what a visitor claims is worth nothing");
        seen.Header("X-Forwarded-Proto").Should().Be("https");
        seen.Header("Host").Should().Be("meet.test");
    }

    [Fact]
    public async Task Bosh_comes_through()
    {
        using var answer = await _http.PostAsync("https://meet.test/http-bind?room=plenum&token=" + Secret, new StringContent(BoshOpen), Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("sid=");
        Seen("/http-bind").Header("X-Forwarded-For").Should().Be(MemberAddress);
    }

    [Fact]
    public async Task A_websocket_comes_through()
    {
        await TalkAsync(HttpVersion.Version11);
        if (HasSocketsOverHttp2)
            await TalkAsync(HttpVersion.Version20);

        Seen("/xmpp-websocket").Header("X-Forwarded-For").Should().Be(MemberAddress);
    }

    [Fact]
    public async Task What_came_without_tls_is_sent_to_https()
    {
        using var answer = await _http.GetAsync("http://meet.test/plenum?x=1", Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.MovedPermanently);
        answer.Headers.Location.Should().Be("https://meet.test/plenum?x=1");
    }

    [Fact]
    public async Task Names_keep_their_bytes()
    {
        using var answer = await _http.GetAsync("https://meet.test/gr%C3%B6%C3%9Fe%20raum", Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        Seen("/gr%C3%B6%C3%9Fe%20raum").Method.Should().Be("GET");
    }

    [Fact]
    public async Task No_secret_is_logged()
    {
        foreach (var query in (string[])["jwt=", "token=", "tok%65n=", "pwd="])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://meet.test/plenum?{query}{Secret}");
            request.Headers.Add("Referer", $"https://meet.test/plenum?{query}{Secret}");
            using var answer = await _http.SendAsync(request, Cancel);
        }

        // The log is written behind the answer.
        await Eventually.NoComplaintAsync(
            _ => Task.FromResult(LogOf(_proxy!, _folder).Split("GET /plenum ").Length > 4 ? null : "The log does not have the four requests"),
            TimeSpan.FromSeconds(10), () => LogOf(_proxy!, _folder), Cancel);
        LogOf(_proxy!, _folder).Should().NotContain(Secret);
    }

    private LabRequest Seen(string path) => _lab["alpha"].Received.All.Last(request => request.RawPath == path);

    private async Task TalkAsync(Version version)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        (socket.Options.HttpVersion, socket.Options.HttpVersionPolicy) = (version, HttpVersionPolicy.RequestVersionExact);
        await socket.ConnectAsync(new Uri("wss://meet.test/xmpp-websocket?room=plenum"), _http, Cancel);
        await socket.SendAsync(
            """<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="meet.test" version="1.0"/>"""u8.ToArray(), WebSocketMessageType.Text, true, Cancel);
        var buffer = new byte[1024];
        var part = await socket.ReceiveAsync(buffer.AsMemory(), Cancel);
        Encoding.UTF8.GetString(buffer, 0, part.Count).Should().StartWith("<open");
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);
    }

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate.Thumbprint },
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(MemberAddress), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port == 443 ? _port : _plainPort, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}

/// <summary>Where a test has what the file of <c>deploy/</c> names.</summary>
internal sealed record FrontPlaces(DirectoryInfo Folder, int Port, int PlainPort, int GatewayPort, TestCertificate Certificate)
{
    /// <summary>A file in the test's folder.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
