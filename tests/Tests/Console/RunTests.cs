using System.Globalization;
using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Console;

public sealed class RunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Later_sources_win_the_file_over_the_defaults_the_environment_over_it_and_the_command_line_over_all()
    {
        await using var lab = await LabFleet.StartAsync(["alpha", "beta", "gamma"], Cancel);
        await WriteAsync("appsettings.json", new Uri("http://127.0.0.1:1"), operatorName: "Verein aus der Datei");
        var environment = new Dictionary<string, string>
        {
            ["Fleet__Shards__0__Name"] = "beta",
            ["Fleet__Shards__0__Address"] = lab["beta"].Address.ToString(),
            ["Fleet__Shards__1__Name"] = "gamma",
            ["Fleet__Shards__1__Address"] = lab["gamma"].Address.ToString(),
        };

        await using var gateway = GatewayProcess.Start(
            ["run", "--Fleet:Shards:1:Name", "alpha", $"--Fleet:Shards:1:Address={lab["alpha"].Address}"], _folder.FullName, environment);
        using var http = await ClientAsync(gateway);

        string[] pages = [await http.GetStringAsync("/plenum", Cancel), await http.GetStringAsync("/vorstand", Cancel)];
        pages[0].Should().Contain("content=\"beta\"");
        pages[1].Should().Contain("content=\"alpha\"");
        (await http.GetStringAsync("/", Cancel)).Should().Contain("Verein aus der Datei");
        File.Exists(Path.Combine(_folder.FullName, "gateway.db")).Should().BeTrue("the default path is in the working folder");
    }

    [Fact]
    public async Task A_named_file_is_read_and_the_one_in_the_working_folder_is_not()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "appsettings.json"), "{", Cancel);
        await WriteAsync("other.json", lab["alpha"].Address);

        await using var gateway = GatewayProcess.Start(["--config", "other.json"], _folder.FullName);
        using var http = await ClientAsync(gateway);

        (await http.GetStringAsync("/plenum", Cancel)).Should().Contain("content=\"alpha\"");
    }

    [Fact]
    public async Task It_ends_in_good_order_at_an_interrupt_and_keeps_what_it_placed()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await WriteAsync("gateway.json", lab["alpha"].Address);
        await using var gateway = GatewayProcess.Start(["run", "--config", "gateway.json"], _folder.FullName, under: GatewayProcess.WithInterrupt);
        using var http = await ClientAsync(gateway);
        await http.PostAsync("/http-bind?room=plenum", new StringContent("<body xmlns='http://jabber.org/protocol/httpbind'/>"), Cancel);

        gateway.Interrupt();

        (await gateway.EndAsync()).Should().Be(0);
        (await Placement.Book.RowsAsync(Path.Combine(_folder.FullName, "gateway.db"))).Should().Equal("plenum alpha 1");
    }

    [Fact]
    public async Task It_runs_from_a_folder_that_it_may_not_write_as_somebody_without_rights()
    {
        if (Environment.UserName != "root" || !File.Exists("/usr/bin/setpriv"))
            Assert.Skip("Becoming another user takes root and setpriv.");
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await WriteAsync("gateway.json", lab["alpha"].Address);
        // The program is root's, and so is every file of it; only the working folder is the user's.
        using var mount = Storage.Mount.Tmpfs("size=200m,mode=755");
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Combine(mount.Path, Path.GetFileName(file)));
        CopyFolder(Path.Combine(AppContext.BaseDirectory, "runtimes"), Path.Combine(mount.Path, "runtimes"));
        CopyFolder(Path.Combine(AppContext.BaseDirectory, "wwwroot"), Path.Combine(mount.Path, "wwwroot"));
        mount.Remount("ro");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_111_111);

        await using var gateway = GatewayProcess.Start(
            ["run", "--config", "gateway.json"], _folder.FullName,
            new Dictionary<string, string> { ["HOME"] = "/nonexistent", ["DOTNET_EnableDiagnostics"] = "0" },
            Path.Combine(mount.Path, "ConferenceGateway.dll"), ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]);
        using var http = await ClientAsync(gateway);

        (await http.GetStringAsync("/plenum", Cancel)).Should().Contain("content=\"alpha\"");
        (await http.GetAsync("/", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Help_says_what_there_is()
    {
        var (code, output, errors) = await GatewayProcess.RunAsync(["--help"]);

        code.Should().Be(0);
        errors.Should().BeEmpty();
        output.Should().Contain("run").And.Contain("demo");
    }

    [Fact]
    public async Task The_demo_starts_answers_and_leaves_nothing_behind()
    {
        var port = LoopbackPorts.NextPair();
        await using var demo = GatewayProcess.Start(["demo", "--urls", $"http://127.0.0.1:{port}"], _folder.FullName);

        await demo.WaitForLineAsync(line => line.Contains($"http://127.0.0.1:{port}/"), Cancel);
        var database = await demo.WaitForLineAsync(line => line.Contains("The database is in "), Cancel);
        var folder = database.Split("The database is in ")[1].Trim();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        (await http.GetAsync("/", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
        Directory.Exists(folder).Should().BeTrue();
        await ShouldTakeItsKeyAsync(port + 1, demo.Output);
        await ShouldHaveItsDoorsAsync(http, demo.Output.Split("asks for the password: ")[1].Split('\n')[0].Trim());
        (demo.Output + demo.Errors).Should().NotContain("WRN", "who tries it out for the first time has done nothing wrong");

        demo.Terminate();

        (await demo.EndAsync()).Should().Be(0);
        Directory.Exists(folder).Should().BeFalse();
        Directory.EnumerateFileSystemEntries(_folder.FullName).Should().BeEmpty();
    }

    /// <summary>The one that its greeting names, on a line that a script finds.</summary>
    private static async Task ShouldTakeItsKeyAsync(int port, string output)
    {
        var key = output.Split('\n').Single(line => line.StartsWith("GATEWAY_KEY=", StringComparison.Ordinal)).Split('=')[1].Trim();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/api/v1/me");
        request.Headers.Authorization = new("Bearer", key);
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("accounts:write").And.Contain("rooms:write");
    }

    /// <summary>The three that its greeting names, beside names that are open to everybody.</summary>
    private static async Task ShouldHaveItsDoorsAsync(HttpClient http, string password)
    {
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        foreach (var (room, shows) in new[] { ("vorstand", "type=\"password\""), ("mitglieder", "/enter?room=mitglieder"), ("sprechstunde", "value=\"knock\""), ("plenum", "lab-shard") })
        {
            var page = await http.GetStringAsync("/" + room, Cancel);
            page.Should().Contain(shows);
            page.Contains("lab-shard", StringComparison.Ordinal).Should().Be(room == "plenum");
        }

        using var content = new FormUrlEncodedContent([new("door", "enter"), new("name", "Maike"), new("password", password)]);
        using var answer = await http.PostAsync("/vorstand", content, Cancel);
        answer.RequestMessage!.RequestUri!.PathAndQuery.Should().StartWith("/vorstand");
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("lab-shard");
    }

    [Fact]
    public async Task A_crowd_comes_to_the_demo_and_goes_with_it_while_a_socket_is_open()
    {
        var port = LoopbackPorts.NextPair();
        await using var demo = GatewayProcess.Start(["demo", "--urls", $"http://127.0.0.1:{port}", "--people", "20"], _folder.FullName);
        var database = await demo.WaitForLineAsync(line => line.Contains("The database is in "), Cancel);
        var folder = database.Split("The database is in ")[1].Trim();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await ReadyAsync(http);
        await using var anna = await LabClient.ConnectAsync(http.BaseAddress, "plenum");
        await anna.JoinAsync("anna");
        IEnumerable<string> rows = [];
        // Another process: there is nothing to wait for but the rows themselves.
        while (!rows.Any(row => row.Contains(" alpha ")) || !rows.Any(row => row.Contains(" beta ")) || rows.Count() < 5)
        {
            await Task.Delay(50, Cancel);
            rows = await Placement.Book.RowsAsync(Path.Combine(folder, "gateway.db"));
        }

        demo.Terminate();

        (await demo.EndAsync()).Should().Be(0);
        Directory.Exists(folder).Should().BeFalse();
    }

    [Fact]
    public async Task A_meeting_that_goes_on_does_not_hold_up_the_end()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await WriteAsync("gateway.json", lab["alpha"].Address);
        await using var gateway = GatewayProcess.Start(["run", "--config", "gateway.json"], _folder.FullName);
        using var http = await ClientAsync(gateway);
        await using var anna = await LabClient.ConnectAsync(http.BaseAddress!, "plenum", new Dictionary<string, string> { ["Host"] = "meet.test" });
        await anna.JoinAsync("anna");

        gateway.Terminate();

        (await gateway.EndAsync()).Should().Be(0);
        await anna.Closed;
    }

    [Fact]
    public async Task A_request_that_hangs_does_not_hold_up_the_end_beyond_the_limit()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await WriteAsync("gateway.json", lab["alpha"].Address);
        await using var gateway = GatewayProcess.Start(["run", "--config", "gateway.json", "--Stop:LimitSeconds", "5"], _folder.FullName);
        using var http = await ClientAsync(gateway);
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(http.BaseAddress!.Host, http.BaseAddress.Port, Cancel);
        // A body that never comes to its end.
        await socket.GetStream().WriteAsync("POST /http-bind?room=plenum HTTP/1.1\r\nHost: meet.test\r\nContent-Length: 1000\r\n\r\n<body>"u8.ToArray(), Cancel);
        await http.GetAsync("/plenum", Cancel);

        gateway.Terminate();

        (await gateway.EndAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await WriteAsync("gateway.json", lab["alpha"].Address);
        await using var gateway = GatewayProcess.Start(
            ["run", "--config", "gateway.json", "--Stop:AnnounceSeconds", "200", "--Stop:LimitSeconds", "300"], _folder.FullName);
        using var http = await ClientAsync(gateway);

        gateway.Terminate();
        await gateway.WaitForLineAsync(line => line.Contains("The gateway ends"), Cancel);
        (await http.GetAsync("/-/health/ready", Cancel)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        gateway.Terminate();

        // Well before its announcement is over: the wait for its end has a limit of 30 s.
        (await gateway.EndAsync()).Should().Be(143);
    }

    [Fact]
    public async Task A_second_gateway_leaves_the_database_to_the_first()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await WriteAsync("gateway.json", lab["alpha"].Address);
        await using var first = GatewayProcess.Start(["run", "--config", "gateway.json"], _folder.FullName);
        using var http = await ClientAsync(first);

        var (code, _, errors) = await GatewayProcess.RunAsync(["run", "--config", "gateway.json"], _folder.FullName);

        code.Should().Be(1);
        string.Join('\n', errors).Should().Contain("another gateway uses this database").And.NotContain("   at ");
        (await http.GetAsync("/-/health/live", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_demo_whose_port_is_taken_says_so()
    {
        using var somebody = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        somebody.Start();

        var (code, output, errors) = await GatewayProcess.RunAsync(["demo", "--urls", $"http://{somebody.LocalEndpoint}"], _folder.FullName);

        code.Should().Be(1);
        errors.Should().HaveCount(2);
        errors[0].Should().Be("The gateway cannot listen:");
        errors[1].Should().Contain($"{somebody.LocalEndpoint}").And.Contain("in use");
        output.Should().NotContain("Exception");
    }

    [Theory]
    [InlineData("--urls", "ftp://127.0.0.1")]
    [InlineData("--urls", "http://127.0.0.1:65535")]
    [InlineData("--people", "-1")]
    [InlineData("--people", "many")]
    public async Task A_demo_that_cannot_be_is_refused(string option, string value)
    {
        var (code, _, errors) = await GatewayProcess.RunAsync(["demo", option, value], _folder.FullName);

        code.Should().Be(1);
        errors[0].Should().Contain(option);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<HttpClient> ClientAsync(GatewayProcess gateway)
    {
        const string begin = "Now listening on: ";
        var line = await gateway.WaitForLineAsync(line => line.Contains(begin), Cancel);
        var port = new Uri(line.Split(begin)[1]).Port;
        var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        http.DefaultRequestHeaders.Host = "meet.test";
        await ReadyAsync(http);
        return http;
    }

    // Two answers of a shard come right after the start; until then it is not ready.
    private static async Task ReadyAsync(HttpClient http)
    {
        while (!(await http.GetAsync("/-/health/ready", Cancel)).IsSuccessStatusCode)
            await Task.Yield();
    }

    private Task WriteAsync(string name, Uri shard, string operatorName = "Verein") => File.WriteAllTextAsync(
        Path.Combine(_folder.FullName, name),
        $$"""
        {
          // Comments and a comma too many are welcome: people write this.
          "MeetingUrl": "http://meet.test", "PortalUrl": "http://portal.test", "Urls": "http://127.0.0.1:{{LoopbackPorts.Next()}}",
          "Operator": { "Name": "{{operatorName}}" },
          "Fleet": { "Shards": [ { "Name": "alpha", "Address": "{{shard}}" }, ] },
        }
        """);
}
