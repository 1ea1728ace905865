using System.Reflection;
using ConferenceGateway.Testing;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>Starts one peer: the processes it is made of, with free ports, in front of the shards.</summary>
internal sealed record PeerStart(PeerChoice Choice, IReadOnlyList<string> Backends, bool Tls)
{
    // What is not measured leaves the processors to what is.
    private const string NoSpinning = "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0";

    private static readonly string[] ProgramFolders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/usr/local/sbin"];

    public Task<Peer> StartAsync(string name, CancellationToken stop) => name switch
    {
        PeerNames.Direct => StartBackendAsync(Tls, stop),
        PeerNames.Yarp or PeerNames.YarpAgain => StartYarpAsync(name, stop),
        PeerNames.Gateway => StartGatewayAsync(name, "", isGuarded: false, stop),
        PeerNames.GatewayTicket => StartGatewayAsync(name, "", isGuarded: true, stop),
        PeerNames.HAProxy => StartServerAsync(name, "haproxy", "haproxy.cfg", ["-f"], stop),
        PeerNames.HAProxyTicket => StartServerAsync(name, "haproxy", "haproxy-ticket.cfg", ["-f"], stop),
        PeerNames.Nginx => StartServerAsync(name, "nginx", "nginx.conf", ["-e", "stderr", "-c"], stop),
        PeerNames.NginxAuth => StartServerAsync(name, "nginx", "nginx-auth.conf", ["-e", "stderr", "-c"], stop),
        _ when PeerNames.VariantOf(name) is { } variables => StartGatewayAsync(name, variables, isGuarded: false, stop),
        _ => throw new BenchmarkException($"There is no peer called {name}."),
    };

    /// <summary>Everybody of the choice.</summary>
    public async Task<Peer[]> StartAllAsync(CancellationToken stop)
    {
        var peers = new List<Peer>();
        try
        {
            foreach (var name in Choice.Names)
                peers.Add(await StartAsync(name, stop));
            return [.. peers];
        }
        catch
        {
            peers.ForEach(peer => peer.Dispose());
            throw;
        }
    }

    public static Task<Peer> StartBackendAsync(bool tls, CancellationToken stop)
    {
        var port = LoopbackPorts.NextPair();
        var folder = tls ? PeerFolder.Create() : null;
        var process = Ourselves(["backend", "--port", $"{port}", .. CertificateOf(folder), "--child"], NoSpinning);
        return Peer.ReadyAsync(PeerNames.Direct, port, tls, "/", [process], folder, stop);
    }

    /// <summary>So many bridges on the ports from its own on, and their shards on the port behind them.</summary>
    public static Task<Peer> StartBridgesAsync(int count, CancellationToken stop)
    {
        var port = LoopbackPorts.NextRow(count + 1);
        var process = Ourselves(["bridges", "--port", $"{port}", "--count", $"{count}", "--child"], NoSpinning);
        return Peer.ReadyAsync("bridges", port, tls: false, "/about/health", [process], null, stop);
    }

    public static string? FindProgram(string name) => ProgramFolders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private Task<Peer> StartYarpAsync(string name, CancellationToken stop)
    {
        var port = LoopbackPorts.NextPair();
        var folder = Tls ? PeerFolder.Create() : null;
        var process = Ourselves(["yarp", "--port", $"{port}", .. CertificateOf(folder), "--backends", string.Join(',', Backends), "--child"]);
        return Peer.ReadyAsync(name, port, Tls, "/", [process], folder, stop);
    }

    private async Task<Peer> StartGatewayAsync(string name, string variables, bool isGuarded, CancellationToken stop)
    {
        Choice.Check();
        var port = LoopbackPorts.NextPair();
        var folder = PeerFolder.Create();
        if (isGuarded)
            await GuardedRoom.WriteAsync(folder.Database);
        var process = ChildProcess.Start("dotnet", [Choice.Gateway, "run", "--config", folder.WriteGateway(port, Tls, Backends, isGuarded)], folder.Path, variables.Split(',', StringSplitOptions.RemoveEmptyEntries));
        return await Peer.ReadyAsync(name, port, Tls, "/-/health/ready", [process], folder, stop);
    }

    private Task<Peer> StartServerAsync(string name, string program, string template, string[] options, CancellationToken stop)
    {
        var port = LoopbackPorts.NextPair();
        var authPort = LoopbackPorts.NextPair();
        var folder = PeerFolder.Create();
        var file = folder.WriteServer(template, port, Tls, Backends, authPort);
        var auth = name == PeerNames.NginxAuth ? new[] { Ourselves(["auth", "--port", $"{authPort}", "--child"]) } : [];
        var server = ChildProcess.Start(FindProgram(program)!, [.. options, file], folder.Path);
        return Peer.ReadyAsync(name, port, Tls, $"/?room={Load.RequestMix.Room}", [server, .. auth], folder, stop);
    }

    private static string[] CertificateOf(PeerFolder? folder) => folder is null ? [] : ["--certificate", folder.Path];

    private static ChildProcess Ourselves(string[] arguments, params string[] variables) =>
        ChildProcess.Start("dotnet", [Assembly.GetExecutingAssembly().Location, .. arguments], AppContext.BaseDirectory, variables);
}
