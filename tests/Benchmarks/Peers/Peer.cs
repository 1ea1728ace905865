using System.Net;
using System.Reflection;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>A proxy process under measurement, listening on 127.0.0.1.</summary>
internal sealed class Peer : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ChildProcess _process;
    private readonly IDisposable? _folder;

    private Peer(string name, int port, ChildProcess process, IDisposable? folder)
    {
        Name = name;
        Port = port;
        _process = process;
        _folder = folder;
    }

    public string Name { get; }

    public int Port { get; }

    public int ProcessId => _process.Id;

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    public static Task<Peer> StartBackendAsync(PeerChoice choice, CancellationToken stop)
    {
        var port = Loopback.FreePort();
        return ReadyAsync("backend", port, "/", Ourselves(["backend", "--port", $"{port}", "--child"], choice.LoadCore), folder: null, stop);
    }

    public static Task<Peer> StartYarpAsync(string name, IReadOnlyList<string> backends, PeerChoice choice, CancellationToken stop)
    {
        var port = Loopback.FreePort();
        string[] arguments = ["yarp", "--port", $"{port}", "--backends", string.Join(',', backends), "--child"];
        return ReadyAsync(name, port, "/", Ourselves(arguments, choice.ProxyCore), folder: null, stop);
    }

    public static Task<Peer> StartGatewayAsync(string name, IReadOnlyList<string> backends, PeerChoice choice, CancellationToken stop)
    {
        var port = Loopback.FreePort();
        var folder = GatewayFolder.Create(port, backends);
        var process = ChildProcess.Start(choice.Gateway, ["run", "--config", folder.ConfigFile], folder.Path, choice.ProxyCore);
        return ReadyAsync(name, port, "/-/health/ready", process, folder, stop);
    }

    public void Dispose()
    {
        _process.Dispose();
        _folder?.Dispose();
    }

    private static ChildProcess Ourselves(string[] arguments, int? core) =>
        ChildProcess.Start(Assembly.GetExecutingAssembly().Location, arguments, AppContext.BaseDirectory, core);

    private static async Task<Peer> ReadyAsync(string name, int port, string path, ChildProcess process, IDisposable? folder, CancellationToken stop)
    {
        var peer = new Peer(name, port, process, folder);
        try
        {
            await process.AnswersAsync(new Uri($"http://127.0.0.1:{port}{path}"), StartLimit, Pause, stop);
            return peer;
        }
        catch
        {
            peer.Dispose();
            throw;
        }
    }
}
