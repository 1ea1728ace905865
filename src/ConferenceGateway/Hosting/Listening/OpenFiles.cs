using System.Globalization;

namespace ConferenceGateway.Hosting.Listening;

/// <summary>How many files and sockets this process may have open.</summary>
internal static class OpenFiles
{
    /// <summary>For the database, the log, pages, and the questions to shards.</summary>
    private const int Reserve = 400;

    /// <summary>
    /// How many connections there can be: each has another one behind it, to a shard. Past the system's own limit the
    /// server would try to accept the next one for ever, without rest.
    /// </summary>
    public static int MostConnections() => OperatingSystem.IsLinux() && Read("/proc/self/limits") is { } most
        ? Math.Max(100, (most - Reserve) / 2)
        : int.MaxValue;

    /// <summary>The limit in force; null if there is none or nobody says.</summary>
    internal static int? Read(string path)
    {
        const string name = "Max open files";
        try
        {
            var line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            var soft = line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
