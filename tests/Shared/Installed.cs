using System.Reflection;

namespace ConferenceGateway.Testing;

/// <summary>What is installed on this machine besides the SDK.</summary>
internal static class Installed
{
    /// <summary>The folder of the Node clients; the build writes its place into this assembly.</summary>
    public static string ClientsFolder { get; } = typeof(Installed).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ClientsFolder").Value!;

    /// <summary>The full path of a program, or null. Servers lie where only root's PATH leads.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
