using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>What these tests need besides the SDK. A machine without it skips them and says what to install.</summary>
internal static class Requirements
{
    /// <summary>The folder of the Node clients; the build writes its place into this assembly.</summary>
    public static string ClientsFolder { get; } = typeof(Requirements).Assembly
        .GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), inherit: false)
        .Cast<System.Reflection.AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ClientsFolder").Value!;

    /// <summary>The full path of a program, or null. Servers lie where only root's PATH leads.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    public static void SkipWithoutProsodyAndClients()
    {
        Assert.SkipWhen(Find("prosody") is null, "Prosody is missing: apt-get install prosody");
        Assert.SkipWhen(Environment.IsPrivilegedProcess && Find("setpriv") is null, "setpriv is missing: apt-get install util-linux");
        Assert.SkipWhen(Find("node") is null, "Node is missing: apt-get install nodejs npm");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(ClientsFolder, "node_modules")),
            "The XMPP clients are missing: npm ci --prefix tests/SystemTests/clients");
    }
}
