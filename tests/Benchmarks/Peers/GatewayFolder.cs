using System.Text.Json;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>A folder of its own for one gateway: its configuration and its database, gone after the run.</summary>
internal sealed class GatewayFolder : IDisposable
{
    private GatewayFolder(string path) => Path = path;

    public string Path { get; }

    public string ConfigFile => System.IO.Path.Combine(Path, "gateway.json");

    public static GatewayFolder Create(int meetingPort, IReadOnlyList<string> backends)
    {
        var folder = new GatewayFolder(Directory.CreateTempSubdirectory("gateway-bench-").FullName);
        File.WriteAllText(folder.ConfigFile, JsonSerializer.Serialize(new
        {
            MeetingUrl = $"http://127.0.0.1:{meetingPort}",
            PortalUrl = $"http://127.0.0.1:{meetingPort + 1}",
            Storage = new { Path = System.IO.Path.Combine(folder.Path, "gateway.db") },
            Fleet = new { Shards = backends.Select((address, index) => new { Name = ((char)('a' + index)).ToString(), Address = address }) },
        }));
        return folder;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
