namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>Which proxies take part in a run, and where they may run.</summary>
/// <param name="Gateway">The gateway's assembly.</param>
/// <param name="WithGateway">False measures bare YARP against itself only.</param>
/// <param name="Pin">True: proxies on processor 0; backends and load on processor 1.</param>
internal sealed record PeerChoice(string Gateway, bool WithGateway, bool Pin)
{
    public int? ProxyCore => Pin ? 0 : null;

    public int? LoadCore => Pin ? 1 : null;

    /// <summary>Where a build in Release puts the gateway, seen from this program's own folder.</summary>
    public static string BuiltGateway()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ConferenceGateway.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? ".", "src", "ConferenceGateway", "bin", "Release", "net10.0", "ConferenceGateway.dll");
    }

    public void Check()
    {
        if (WithGateway && !File.Exists(Gateway))
            throw new BenchmarkException($"There is no gateway at {Gateway}: build it with -c Release, name it with --gateway FILE, or leave it out with --without-gateway.");
    }

    /// <summary>Starts A, its twin A' and, if it takes part, B. The first two are the same program: what differs between them is noise.</summary>
    public async Task<Peer[]> StartAllAsync(IReadOnlyList<string> backends, CancellationToken stop)
    {
        var peers = new List<Peer>();
        try
        {
            foreach (var name in Names)
                peers.Add(await StartAsync(name, backends, stop));
            return [.. peers];
        }
        catch
        {
            peers.ForEach(peer => peer.Dispose());
            throw;
        }
    }

    public Task<Peer> StartAsync(string name, IReadOnlyList<string> backends, CancellationToken stop) => name == PeerNames.Gateway
        ? Peer.StartGatewayAsync(name, backends, this, stop)
        : Peer.StartYarpAsync(name, backends, this, stop);

    public IReadOnlyList<string> Names => WithGateway ? [PeerNames.Yarp, PeerNames.YarpAgain, PeerNames.Gateway] : [PeerNames.Yarp, PeerNames.YarpAgain];
}
