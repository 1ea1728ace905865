using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests.Deploy;

public sealed class PublishedProgramTests : IDisposable
{
    // Nobody else's: every file of it is one of this test.
    private const string User = "64917";
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("published-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_runs_as_somebody_without_rights_and_writes_its_state_only()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && Installed.Find("setpriv") is not null, "Becoming another user takes root and setpriv.");
        File.SetUnixFileMode(_folder.FullName, Readable);
        var program = await PublishedProgram.PublishAsync(_folder, Cancel);
        var state = _folder.CreateSubdirectory("state").FullName;
        await Command.MustRunAsync(["chown", User, state], Cancel);
        await using var lab = await LabFleet.StartAsync(["alpha"], Cancel);
        var port = LoopbackPorts.Next();
        var config = Path.Combine(_folder.FullName, "gateway.json");
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "MeetingUrl": "http://meet.test", "PortalUrl": "http://portal.test", "Urls": "http://127.0.0.1:{{port}}",
              "Storage": { "Path": "{{state}}/gateway.db" },
              "Fleet": { "Shards": [ { "Name": "alpha", "Address": "{{lab["alpha"].Address}}" } ] }
            }
            """), Cancel);
        File.SetUnixFileMode(config, Readable);

        await using var gateway = await ServerProcess.StartAsync(Start(program, config), port, Cancel);
        using var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        http.DefaultRequestHeaders.Host = "meet.test";
        await Eventually.NoComplaintAsync(
            async token => (await http.GetAsync("/-/health/ready", token)).IsSuccessStatusCode ? null : "not ready", TimeSpan.FromSeconds(20), gateway.ToString, Cancel);

        (await http.GetStringAsync("/plenum", Cancel)).Should().Contain("content=\"alpha\"");
        (await http.GetAsync("/", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await http.GetAsync("/-/assets/look.css", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
        // What the image asks of itself, with this test's port and folder.
        var ask = HealthCheck(program, port);
        (await Command.RunAsync(ask, Cancel)).Code.Should().Be(0);
        (await gateway.EndAsync()).Should().Be(0);
        (await Command.RunAsync(ask, Cancel)).Code.Should().Be(1);

        var (_, written) = await Command.RunAsync(["find", "/tmp", "/var/tmp", "/dev/shm", "-user", User, "-not", "-path", $"{state}*"], Cancel);
        written.Split('\n').Where(line => line.StartsWith('/')).Should().BeEmpty();
        Directory.EnumerateFiles(state).Select(Path.GetFileName).Should().OnlyContain(name => name!.StartsWith("gateway.db", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string[] HealthCheck(string program, int port)
    {
        var command = Regex.Match(DeployFiles.Read("docker/Dockerfile"), @"(?m)^HEALTHCHECK .* CMD (\[.*\])$").Groups[1].Value;
        return [.. System.Text.Json.JsonSerializer.Deserialize<string[]>(command)!.Select(word => word
            .Replace("/opt/conference-gateway/ConferenceGateway", program, StringComparison.Ordinal)
            .Replace(":8080", string.Create(CultureInfo.InvariantCulture, $":{port}"), StringComparison.Ordinal))];
    }

    // With the unit's environment and nothing else: no HOME, no folder that can be written, no right of root's.
    private static ProcessStartInfo Start(string program, string config)
    {
        var start = new ProcessStartInfo(
            "setpriv",
            [$"--reuid={User}", $"--regid={User}", "--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", program, "run", "--config", config])
        {
            WorkingDirectory = "/",
        };
        var root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        if (root is not null)
            start.Environment["DOTNET_ROOT"] = root;
        foreach (Match line in Regex.Matches(DeployFiles.Read("systemd/conference-gateway.service"), "(?m)^Environment=([^=]+)=(.*)$"))
            start.Environment[line.Groups[1].Value] = line.Groups[2].Value;
        return start;
    }
}
