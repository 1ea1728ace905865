using System.Net;
using ConferenceGateway.Benchmarks.Measuring;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>Somebody under measurement: a listener on 127.0.0.1 and all the processes that its answers cost.</summary>
internal sealed class Peer : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ChildProcess[] _processes;
    private readonly PeerFolder? _folder;
    private int[] _processIds = [];

    private Peer(string name, int port, bool tls, ChildProcess[] processes, PeerFolder? folder)
    {
        Name = name;
        Origin = new Uri(tls ? $"https://{PeerFolder.Host}:{port}" : $"http://127.0.0.1:{port}");
        _processes = processes;
        _folder = folder;
    }

    public string Name { get; }

    /// <summary>What a browser has in its address line.</summary>
    public Uri Origin { get; }

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Origin.Port);

    /// <summary>Of the first of its processes: the .NET one, where there is one.</summary>
    public int ProcessId => _processIds[0];

    /// <summary>CPU time of all its processes so far; seconds.</summary>
    public double CpuSeconds => _processIds.Sum(ProcessFigures.CpuSeconds);

    /// <summary>Memory of all its processes that belongs to no file; bytes.</summary>
    public long PrivateBytes => _processIds.Sum(ProcessFigures.PrivateBytes);

    /// <summary>Waits until it answers 200 at a path; if it does not, everything of it is ended.</summary>
    public static async Task<Peer> ReadyAsync(string name, int port, bool tls, string path, ChildProcess[] processes, PeerFolder? folder, CancellationToken stop)
    {
        var peer = new Peer(name, port, tls, processes, folder);
        try
        {
            await processes[0].AnswersAsync(new Uri(peer.Origin, path), StartLimit, Pause, stop);
            peer._processIds = [.. processes.SelectMany(process => process.AllIds)];
            return peer;
        }
        catch
        {
            peer.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var process in _processes)
            process.Dispose();
        _folder?.Dispose();
    }
}
