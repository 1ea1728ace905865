using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ConferenceGateway.Testing;

namespace ConferenceGateway.SystemTests;

/// <summary>
/// One real Prosody: anonymous login, rooms on <c>conference.meet.test</c>, WebSocket and BOSH, stream management that
/// keeps a lost member for 60 s as Jitsi's does. It answers for its own host only, as a shard behind the gateway must.
/// </summary>
internal sealed class ProsodyServer : IAsyncDisposable
{
    public const string Domain = "meet.test";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("prosody-").FullName;
    private readonly LogTail _log = new();
    private Process? _process;

    private readonly ProsodyOptions _options;

    private ProsodyServer(string name, int port, ProsodyOptions options)
    {
        Name = name;
        _options = options;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{options.Address}:{port}/"));
        // The test may run under an unexpected last handler only; a Prosody must not outlive it.
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
    }

    public string Name { get; }

    /// <summary>Its HTTP listener: <c>/http-bind</c> and <c>/xmpp-websocket</c>. The same after a restart.</summary>
    public Uri Address { get; }

    /// <summary>The way in without a gateway.</summary>
    public Front Front => new(Address, Domain);

    public static Task<ProsodyServer> StartAsync(string name, CancellationToken cancellation) =>
        StartAsync(name, new ProsodyOptions(), cancellation);

    public static async Task<ProsodyServer> StartAsync(string name, ProsodyOptions options, CancellationToken cancellation)
    {
        var server = new ProsodyServer(name, LoopbackPorts.Next(), options);
        try
        {
            server.WriteConfiguration();
            await server.StartAgainAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it on its port, and returns when it answers there.</summary>
    /// <exception cref="TimeoutException">It does not answer; the text carries its log.</exception>
    public async Task StartAgainAsync(CancellationToken cancellation)
    {
        if (_process is { HasExited: false })
            throw new InvalidOperationException($"Prosody {Name} is running.");
        _process?.Dispose();
        _process = StartProcess();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        await Eventually.NoComplaintAsync(
            token => ComplaintOfAsync(http, token), StartLimit, () => $"Log of Prosody {Name}:{Environment.NewLine}{_log}", cancellation);
    }

    /// <summary>SIGKILL: no goodbye to anybody. Returns when the process is gone.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        if (_process is not { HasExited: false } process)
            throw new InvalidOperationException($"Prosody {Name} is not running.");
        process.Kill();
        await process.WaitForExitAsync(cancellation);
    }

    /// <summary>SIGSTOP: it keeps its port and its connections, and does nothing any more.</summary>
    public async Task StandStillAsync(CancellationToken cancellation)
    {
        using var stop = Process.Start("kill", ["-STOP", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await stop.WaitForExitAsync(cancellation);
        if (stop.ExitCode != 0)
            throw new InvalidOperationException($"Prosody {Name} could not be stopped.");
    }

    /// <summary>Its census, by the name of the room; needs our module.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CensusAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "room-census"));
        request.Headers.Host = Domain;
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        using var census = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        return census.RootElement.GetProperty("room_census").EnumerateArray().ToDictionary(
            room => room.GetProperty("room_name").GetString()!.Split('@')[0], room => room.GetProperty("participants").GetInt32());
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        if (_process is { HasExited: false })
            await KillAsync(CancellationToken.None);
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The last lines of its log, for a failure's text.</summary>
    public override string ToString() => $"Prosody {Name} at {Address}{Environment.NewLine}{_log}";

    private async Task<string?> ComplaintOfAsync(HttpClient http, CancellationToken cancellation)
    {
        if (_process is { HasExited: true, ExitCode: var code })
            throw new InvalidOperationException($"Prosody {Name} ended with {code}.{Environment.NewLine}{_log}");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, _options.Modules.Contains("bosh") ? "http-bind" : "xmpp-websocket"));
        request.Headers.Host = Domain;
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            return answer.StatusCode == HttpStatusCode.OK ? null : $"Prosody {Name} answers {(int)answer.StatusCode}";
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return $"Prosody {Name} does not answer: {fault.Message}";
        }
    }

    private Process StartProcess()
    {
        // `prosody` refuses to run as root, so a privileged test gives it the account that the package made for it.
        string[] command =
        [
            .. _options.Prefix,
            .. Environment.IsPrivilegedProcess ? (string[])["setpriv", "--reuid=prosody", "--regid=prosody", "--clear-groups"] : [],
            "prosody", "-F", "--config", Path.Combine(_folder, "prosody.cfg.lua"),
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => _log.Add(line.Data);
        process.ErrorDataReceived += (_, line) => _log.Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void WriteConfiguration()
    {
        const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_folder, Readable);
        var data = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        File.SetUnixFileMode(data, Readable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);

        // bosh and websocket belong to the virtual host alone: loaded for all, they would answer to any Host.
        // Rooms are open at once instead of locked until their first member has configured them.
        var file = Path.Combine(_folder, "prosody.cfg.lua");
        File.WriteAllText(file, $$"""
            data_path = "{{data}}"
            storage = "memory"
            log = { { levels = { min = "info" }, to = "console" } }
            interfaces = { "{{_options.Address}}" }
            http_interfaces = { "{{_options.Address}}" }
            http_ports = { {{Address.Port}} }
            https_ports = {}
            c2s_ports = {}
            c2s_direct_tls_ports = {}
            s2s_ports = {}
            s2s_direct_tls_ports = {}
            modules_enabled = { "saslauth", "disco", "ping" }
            modules_disabled = { "s2s" }
            consider_websocket_secure = true
            consider_bosh_secure = true
            smacks_hibernation_time = 60
            {{(_options.Modules.Contains("room_census") ? OwnModules(Readable) : "")}}
            {{_options.Globals.Replace("{port}", Address.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}}

            VirtualHost "{{Domain}}"
              {{_options.Authentication}}
              modules_enabled = { {{Names(_options.Modules)}} }

            Component "conference.{{Domain}}" "muc"
              muc_room_locking = false
              modules_enabled = { {{Names(_options.RoomModules)}} }

            """);
        File.SetUnixFileMode(file, Readable);
    }

    /// <summary>Copied to where its account may read them.</summary>
    private string OwnModules(UnixFileMode mode)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "modules")).FullName;
        File.SetUnixFileMode(folder, mode);
        foreach (var module in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "prosody"), "mod_*.lua"))
        {
            var copy = Path.Combine(folder, Path.GetFileName(module));
            File.Copy(module, copy);
            File.SetUnixFileMode(copy, mode);
        }

        return $"plugin_paths = {{ \"{folder}\" }}";
    }

    private static string Names(string[] modules) => string.Join(", ", modules.Select(module => $"\"{module}\""));

    private void KillAtExit(object? sender, EventArgs arguments)
    {
        if (_process is { HasExited: false } process)
            process.Kill();
    }
}
