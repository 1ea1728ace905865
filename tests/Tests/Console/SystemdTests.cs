using System.Net.Sockets;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Console;

/// <summary>The gateway as a unit of <c>Type=notify</c>: a process of its own, and a socket in systemd's place.</summary>
public sealed class SystemdTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_tells_systemd_when_it_listens_that_it_lives_and_when_it_ends()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        using var systemd = Listen(out var path);
        await using var gateway = Start(lab["alpha"].Address, path);

        (await ReadAsync(systemd, message => message.StartsWith("READY=1\n", StringComparison.Ordinal))).Should().Contain("STATUS=");
        // Said already: READY comes after it.
        gateway.Output.Should().Contain("Now listening on: ");
        (await ReadAsync(systemd, message => message.Contains("1 of 1 shards up, 0 connections"))).Should().StartWith("WATCHDOG=1\n");

        gateway.Terminate();

        await ReadAsync(systemd, message => message.StartsWith("STOPPING=1\n", StringComparison.Ordinal));
        (await gateway.EndAsync()).Should().Be(0);
    }

    [Fact]
    public async Task It_reads_its_shards_anew_when_the_file_is_changed_and_at_a_hangup()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("There is no such signal.");
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        using var systemd = Listen(out var path);
        await using var gateway = Start(lab["alpha"].Address, path, ["env", "--default-signal=HUP"]);
        await ReadAsync(systemd, message => message.Contains("1 of 1 shards up"));

        var (secret, second) = (Path.Combine(_folder.FullName, "secret.txt"), $$"""
            , { "Name": "beta", "Address": "{{lab["beta"].Address}}", "Authentication": "Token", "Token": { "Issuer": "jitsi", "SecretFile": "secret.txt" } }
            """);
        await File.WriteAllTextAsync(secret, "what nobody should know", Cancel);
        File.WriteAllText(SettingsFile, File.ReadAllText(SettingsFile).Replace(" ] }", second + " ] }", StringComparison.Ordinal));
        await ReadAsync(systemd, message => message.Contains("2 of 2 shards up"));

        // Another file than the one that is watched: only the signal tells of it.
        File.Delete(secret);
        gateway.HangUp();
        await gateway.WaitForLineAsync(line => line.Contains("is not used: Fleet:Shards:1:Token:SecretFile"), Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await ReadAsync(systemd, message => message.Contains("2 of 2 shards up"));
    }

    [Fact]
    public async Task A_watchdog_that_is_gone_does_not_end_it()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = Start(lab["alpha"].Address, Path.Combine(_folder.FullName, "nobody.sock"));

        await gateway.WaitForLineAsync(line => line.Contains("systemd could not be told"), Cancel);
        gateway.Terminate();

        (await gateway.EndAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Health_asks_a_running_gateway()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        await using var gateway = Start(lab["alpha"].Address, "");
        const string begin = "Now listening on: ";
        var url = (await gateway.WaitForLineAsync(line => line.Contains(begin), Cancel)).Split(begin)[1];

        (await GatewayProcess.RunAsync(["health", "--url", url])).Code.Should().Be(0);
        // A new gateway has not heard of its shard yet.
        while ((await GatewayProcess.RunAsync(["health", "--url", url, "--ready"])).Code != 0)
            Cancel.ThrowIfCancellationRequested();
        gateway.Terminate();
        await gateway.EndAsync();
        var (code, _, errors) = await GatewayProcess.RunAsync(["health", "--url", url]);

        code.Should().Be(1);
        errors.Should().ContainSingle().Which.Should().Contain("does not answer");
    }

    [Fact]
    public async Task Health_refuses_what_is_no_address() =>
        (await GatewayProcess.RunAsync(["health", "--url", "meet.example.org"])).Errors[0].Should().Contain("--url");

    public void Dispose() => _folder.Delete(recursive: true);

    private string SettingsFile => Path.Combine(_folder.FullName, "gateway.json");

    private GatewayProcess Start(Uri shard, string notifySocket, string[]? under = null)
    {
        File.WriteAllText(SettingsFile, $$"""
            {
              "MeetingUrl": "http://meet.test", "PortalUrl": "http://portal.test", "Urls": "http://127.0.0.1:{{LoopbackPorts.Next()}}",
              "Fleet": { "Shards": [ { "Name": "alpha", "Address": "{{shard}}" } ] }
            }
            """);
        // Ten beats a second: the limit is only there to be divided.
        var environment = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = notifySocket, ["WATCHDOG_USEC"] = "300000" };
        return GatewayProcess.Start(["run", "--config", SettingsFile], _folder.FullName, environment, under: under);
    }

    private Socket Listen(out string path)
    {
        path = Path.Combine(_folder.FullName, "notify.sock");
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    private static async Task<string> ReadAsync(Socket systemd, Func<string, bool> wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var buffer = new byte[1024];
        while (true)
        {
            var message = Encoding.UTF8.GetString(buffer, 0, await systemd.ReceiveAsync(buffer, limit.Token));
            if (wanted(message))
                return message;
        }
    }
}
