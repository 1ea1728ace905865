namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>Which peers take part in a run.</summary>
/// <param name="Gateway">The gateway's assembly.</param>
/// <param name="Only">Names or beginnings of names; empty means everybody.</param>
/// <param name="Variants">The gateway once more for each, with these environment variables, <c>NAME=VALUE</c> with commas between them.</param>
internal sealed record PeerChoice(string Gateway, IReadOnlyList<string> Only, IReadOnlyList<string> Variants)
{
    /// <summary>Those that can be started here, in the order of the tables.</summary>
    public IReadOnlyList<string> Names => [.. PeerNames.All.Where(name => IsWanted(name) && MissingProgram(name) is null), .. Variants.Select(PeerNames.Variant)];

    /// <summary>A sentence for each peer whose program is not installed.</summary>
    public IEnumerable<string> Missing => PeerNames.All.Where(IsWanted)
        .Select(name => (name, program: MissingProgram(name)))
        .Where(peer => peer.program is not null)
        .Select(peer => $"{peer.name} is left out: {peer.program} is not installed (on Debian: apt-get install {(peer.program == "nginx" ? "nginx-light" : peer.program)}).");

    /// <summary>The repository's folder, seen from this program's own.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ConferenceGateway.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? ".";
    }

    /// <summary>Where a build in Release puts the gateway.</summary>
    public static string BuiltGateway() => Path.Combine(Repository(), "src", "ConferenceGateway", "bin", "Release", "net10.0", "ConferenceGateway.dll");

    public void Check()
    {
        if (!File.Exists(Gateway))
            throw new BenchmarkException($"There is no gateway at {Gateway}: build it with -c Release, or name it with --gateway FILE.");
    }

    private bool IsWanted(string name) => Only.Count == 0 || Only.Any(only => name.StartsWith(only, StringComparison.OrdinalIgnoreCase));

    private static string? MissingProgram(string name)
    {
        var program = name switch
        {
            PeerNames.HAProxy or PeerNames.HAProxyTicket => "haproxy",
            PeerNames.Nginx or PeerNames.NginxAuth => "nginx",
            _ => null,
        };
        return program is null || PeerStart.FindProgram(program) is not null ? null : program;
    }
}
