using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ConferenceGateway.Tests.Hosting.Logging;

/// <summary>
/// What a gateway writes, to its console and its file, when everything is switched on and all that must not be written is
/// sent to it.
/// </summary>
public sealed partial class LogTests : IDisposable
{
    private static readonly string[] Everything =
    [
        "--Serilog:MinimumLevel:Default", "Debug", "--Serilog:MinimumLevel:Override:Microsoft", "Debug",
        "--Serilog:MinimumLevel:Override:Microsoft.AspNetCore", "Debug", "--Serilog:MinimumLevel:Override:Yarp", "Debug",
    ];

    /// <summary>Of a secret, a room or an address; none is a word of the gateway's own.</summary>
    private static readonly string[] Unsayable = ["s3cret", "S3CRET", "czNjcmV0", "zimmerlinde", "ZIMMERLINDE", "zimmerlind", "mandantin", "198.51.100.77", "2001:db8:77:78"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string LogFiles => string.Concat(Directory.EnumerateFiles(_folder.FullName, "gateway*.log").Select(ReadShared));

    [Theory]
    [InlineData("Text")]
    [InlineData("Json")]
    public async Task No_secret_no_room_and_no_address_is_in_any_line(string format)
    {
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        await using (var gateway = Start(lab, ["--Log:Format", format, "--Log:StaticSample", "1", .. Everything]))
        {
            var at = await AddressOfAsync(gateway);
            await SendAllAsync(at);
            // Failures too: a shard that breaks, one that is gone, rooms that move, a database that is away.
            await lab["alpha"].StopAsync();
            await using (await LockDatabaseAsync())
                await SendAllAsync(at);
            await lab["beta"].StopAsync();
            await SendAllAsync(at);
            gateway.Terminate();
            (await gateway.EndAsync()).Should().Be(0);

            foreach (var written in (string[])[gateway.Output + gateway.Errors, LogFiles])
            {
                written.Should().Contain("Page").And.Contain("XmppWebSocket").And.Contain("Static").And.Contain("127.0.0.0/24");
                written.Split('\n').Where(line => Unsayable.Any(word => line.Contains(word, StringComparison.Ordinal))).Should().BeEmpty();
            }
        }

        if (format == "Json")
        {
            foreach (var line in LogFiles.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                JsonDocument.Parse(line).RootElement.TryGetProperty("@m", out _).Should().BeTrue(line);
        }
    }

    [Fact]
    public async Task A_page_a_socket_and_a_bosh_session_have_a_line_each_and_polls_have_none()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = Start(lab, ["--Log:Format", "Json"]);
        var at = await AddressOfAsync(gateway);
        using var http = Client(at);
        await http.GetAsync("/zimmerlinde", Cancel);
        await using (var socket = await LabClient.ConnectAsync(at, "zimmerlinde", new Dictionary<string, string> { ["Host"] = "meet.test" }))
            await socket.JoinAsync("anna");
        var hello = await BodyAsync(http, "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='meet.test' hold='0' wait='1'/>");
        var sid = hello.Split("sid=")[1].Split('"', '\'')[1];
        for (var rid = 2; rid < 5; rid++)
            await BodyAsync(http, $"<body xmlns='http://jabber.org/protocol/httpbind' rid='{rid}' sid='{sid}'/>");
        await BodyAsync(http, $"<body xmlns='http://jabber.org/protocol/httpbind' rid='5' sid='{sid}' type='terminate'/>");
        gateway.Terminate();
        await gateway.EndAsync();

        var lines = LogFiles.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var page = lines.Single(line => Is(line, "Surface", "Page"));
        Is(page, "Method", "GET").Should().BeTrue();
        Is(page, "Shard", "alpha").Should().BeTrue();
        Is(page, "Verdict", "Works").Should().BeTrue();
        page.GetProperty("Status").GetInt32().Should().Be(200);
        page.GetProperty("Milliseconds").GetDouble().Should().BePositive();
        var room = page.GetProperty("Room").GetString();
        room.Should().StartWith("#");
        lines.Single(line => Is(line, "Surface", "XmppWebSocket")).GetProperty("Room").GetString().Should().Be(room);
        lines.Should().NotContain(line => Is(line, "Surface", "Bosh"));
        var session = lines.Single(line => line.GetProperty("@m").GetString()!.StartsWith("Bosh session over", StringComparison.Ordinal));
        session.GetProperty("Requests").GetInt32().Should().Be(5);
        session.GetProperty("Room").GetString().Should().Be(room);
        // What the placement says of the room carries the same mark.
        lines.Should().Contain(line => Is(line, "Room", room!) && line.GetProperty("@m").GetString()!.Contains("is placed on shard"));
    }

    [Fact]
    public async Task Of_static_files_one_of_many_has_a_line_and_a_room_its_name_if_that_is_wished()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = Start(lab, ["--Log:StaticSample", "10", "--Log:RoomNames", "true"]);
        using var http = Client(await AddressOfAsync(gateway));
        for (var i = 0; i < 25; i++)
            await http.GetAsync("/libs/app.bundle.min.js?v=s3cret", Cancel);
        await http.GetAsync("/zimmerlinde?jwt=s3cret", Cancel);
        gateway.Terminate();
        await gateway.EndAsync();

        // Those of /-/health/ are sampled with them, and were asked for before.
        LogFiles.Split('\n').Count(line => line.Contains(" Static ", StringComparison.Ordinal)).Should().BeInRange(2, 3);
        LogFiles.Should().Contain("room zimmerlinde").And.NotContain("s3cret");
    }

    [Fact]
    public async Task Who_leaves_in_the_middle_of_a_body_is_no_fault_of_ours()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = Start(lab, []);
        var at = await AddressOfAsync(gateway);
        for (var i = 0; i < 5; i++)
        {
            using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
            await socket.ConnectAsync("127.0.0.1", at.Port, Cancel);
            await socket.SendAsync("POST /http-bind?room=zimmerlinde HTTP/1.1\r\nHost: meet.test\r\nContent-Type: text/xml\r\nContent-Length: 900\r\nExpect: 100-continue\r\n\r\n"u8.ToArray(), Cancel);
            // It is being read.
            (await socket.ReceiveAsync(new byte[100], Cancel)).Should().BePositive();
            // Without a goodbye.
            socket.LingerState = new System.Net.Sockets.LingerOption(true, 0);
        }

        gateway.Terminate();
        await gateway.EndAsync();

        LogFiles.Should().Contain("The gateway has ended").And.NotContain("A request failed");
    }

    [Fact]
    public async Task Without_request_lines_the_others_are_still_there()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = Start(lab, ["--Log:Requests", "false"]);
        using var http = Client(await AddressOfAsync(gateway));
        await http.GetAsync("/zimmerlinde", Cancel);
        await BodyAsync(http, "<body xmlns='http://jabber.org/protocol/httpbind'/>");
        gateway.Terminate();
        await gateway.EndAsync();

        LogFiles.Should().Contain("is placed on shard").And.NotContain(" Page ").And.NotContain("Bosh session");
    }

    [Fact]
    public async Task The_operators_own_place_is_behind_the_mask_and_a_log_file_is_not_for_everybody()
    {
        var own = Path.Combine(_folder.FullName, "own.txt");
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = Start(
            lab, ["--Serilog:Using:0", "Serilog.Sinks.File", "--Serilog:WriteTo:0:Name", "File", "--Serilog:WriteTo:0:Args:path", own, .. Everything]);
        using var http = Client(await AddressOfAsync(gateway));
        await http.GetAsync("/zimmerlinde?jwt=s3cret", Cancel);
        gateway.Terminate();
        await gateway.EndAsync();

        ReadShared(own).Should().Contain("Page").And.NotContain("zimmerlinde").And.NotContain("s3cret");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Directory.EnumerateFiles(_folder.FullName, "gateway*.log").Single()).Should().Be((UnixFileMode)0b110_100_000);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Every surface, with all that must not be written in every place where a client can put it.</summary>
    private static async Task SendAllAsync(Uri at)
    {
        string[] targets =
        [
            "/zimmerlinde?jwt=s3cret", "/mandantin/zimmerlinde?token=s3cret", "/ZIMMERLINDE?%6Awt=s3cret", "/zimmer%6Cinde?%74oken=S3CRET", "/zimmerlinde%0d%0aINF",
            "/zimmerlinde?jwt=s3cret%0d%0a2027-01-01%20INF%20s3cret", "/static/../zimmerlinde", "/config.js?room=zimmerlinde&token=s3cret", "/libs/zimmerlinde.js?jwt=s3cret",
            "/http-bind?room=zimmerlinde&token=s3cret", "/http-bind?room=zimmerlinde&room=zimmerlinde", "/mandantin/http-bind?room=zimmerlinde&pwd=s3cret",
            "/xmpp-websocket?room=zimmerlinde&token=s3cret", "/_unlock?room=zimmerlinde", "/conference-request/v1?room=zimmerlinde&token=s3cret",
            "/colibri-ws/alpha-bridge/zimmerlinde/x?pwd=s3cret", "/colibri-ws/nowhere/zimmerlinde/x?pwd=s3cret", "/etherpad/p/zimmerlinde?token=s3cret",
            "/socket.io/?room=zimmerlinde&jwt=s3cret", "/zimmerlinde/zimmerlinde/zimmerlinde?jwt=s3cret", "/-/zimmerlinde?jwt=s3cret", "/-/assets/zimmerlinde?jwt=s3cret",
            "/-/enter/zimmerlinde?jwt=s3cret", "/-/enter/mandantin/zimmerlinde?jwt=s3cret", "/-/invitation/s3cret", "/-/redeem?room=zimmerlinde&code=s3cret",
            "/-/shard/alpha/conference/s3cret?name=zimmerlinde", "/enter?room=zimmerlinde&code=s3cret",
        ];
        foreach (var target in targets)
        {
            foreach (var host in (string[])["meet.test", "portal.test", "zimmerlinde.test"])
                await RawAsync(at, $"GET {target} HTTP/1.1\r\nHost: {host}\r\n{Headers}\r\n");
            await RawAsync(at, $"POST {target} HTTP/1.1\r\nHost: meet.test\r\n{Headers}Content-Length: 62\r\n\r\n<body xmlns='http://jabber.org/protocol/httpbind' to='s3cret'/>");
            await RawAsync(at, $"GET {target} HTTP/1.1\r\nHost: meet.test\r\n{Headers}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: czNjcmV0czNjcmV0czNjcg==\r\nSec-WebSocket-Protocol: xmpp\r\n\r\n");
        }

        foreach (var target in (string[])["/zimmerlinde", "/-/enter/zimmerlinde", "/-/invitation/s3cret", "/-/redeem"])
        {
            const string form = "door=enter&name=s3cret&password=s3cret&code=s3cret&room=zimmerlinde";
            await RawAsync(at, $"POST {target} HTTP/1.1\r\nHost: meet.test\r\n{Headers}Origin: http://meet.test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}");
        }

        await RawAsync(at, "GET zimmerlinde?jwt=s3cret HTTP/1.1\r\nHost: meet.test\r\n\r\n");
        await RawAsync(at, "GET zimmerlinde HTTP/1.1\r\nHost: meet.test\r\n\r\n");
        await RawAsync(at, "GET /zimmerlinde?jwt=s3cret HTTP/9.9\r\n\r\n");
        await RawAsync(at, "POST /http-bind?room=zimmerlinde HTTP/1.1\r\nHost: meet.test\r\nTransfer-Encoding: chunked\r\n\r\ns3cret\r\n");
    }

    private const string Headers =
        "User-Agent: s3cret\r\nReferer: http://meet.test/zimmerlinde?jwt=s3cret\r\nAuthorization: Bearer s3cret\r\nCookie: token=s3cret; shard=s3cret\r\n" +
        "X-Forwarded-For: 198.51.100.77\r\nForwarded: for=\"[2001:db8:77:78::1]\"\r\nX-Real-IP: 198.51.100.77\r\n";

    private static async Task RawAsync(Uri at, string request)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(at.Host, at.Port, Cancel);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), Cancel);
        // The beginning of an answer, or the end: the request was understood or refused.
        try
        {
            _ = await client.GetStream().ReadAsync(new byte[64].AsMemory(), Cancel);
        }
        catch (IOException)
        {
            // Cut off.
        }
    }

    private GatewayProcess Start(LabFleet lab, string[] more)
    {
        var settings = new List<string> { "run", "--MeetingUrl", "http://meet.test", "--PortalUrl", "http://portal.test", "--Urls", $"http://127.0.0.1:{LoopbackPorts.Next()}" };
        settings.AddRange(["--Storage:Path", Path.Combine(_folder.FullName, "gateway.db"), "--Log:File", Path.Combine(_folder.FullName, "gateway.log")]);
        foreach (var (key, value) in ConferenceGateway.Console.LabSettings.Of(lab.Shards))
            settings.AddRange([$"--{key}", value!]);
        return GatewayProcess.Start([.. settings, .. more], _folder.FullName);
    }

    private static async Task<Uri> AddressOfAsync(GatewayProcess gateway)
    {
        const string begin = "Now listening on: ";
        var line = await gateway.WaitForLineAsync(line => line.Contains(begin), Cancel);
        var at = new Uri(Address().Match(line).Value);
        using var http = Client(at);
        while (!(await http.GetAsync("/-/health/ready", Cancel)).IsSuccessStatusCode)
            await Task.Yield();
        return at;
    }

    private static HttpClient Client(Uri at)
    {
        var http = new HttpClient { BaseAddress = at };
        http.DefaultRequestHeaders.Host = "meet.test";
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        return http;
    }

    private static async Task<string> BodyAsync(HttpClient http, string body)
    {
        using var answer = await http.PostAsync("/http-bind?room=zimmerlinde", new StringContent(body), Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>Another process holds the database, as far as the gateway can tell.</summary>
    private async Task<IAsyncDisposable> LockDatabaseAsync()
    {
        var holder = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "gateway.db")};Pooling=false");
        await holder.OpenAsync(Cancel);
        await using var hold = holder.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        await hold.ExecuteNonQueryAsync(Cancel);
        return holder;
    }

    private static bool Is(JsonElement line, string name, string value) =>
        line.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String && found.GetString() == value;

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
