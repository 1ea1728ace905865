using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>What these tests need besides the SDK. A machine without it skips them and says what to install.</summary>
internal static class Requirements
{
    public static void SkipWithoutProsodyAndClients()
    {
        Assert.SkipWhen(Installed.Find("prosody") is null, "Prosody is missing: apt-get install prosody");
        Assert.SkipWhen(Environment.IsPrivilegedProcess && Installed.Find("setpriv") is null, "setpriv is missing: apt-get install util-linux");
        SkipWithoutClients();
    }

    public static void SkipWithoutClients()
    {
        Assert.SkipWhen(Installed.Find("node") is null, "Node is missing: apt-get install nodejs npm");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Installed.ClientsFolder, "node_modules")),
            "The XMPP clients are missing: npm ci --prefix tests/SystemTests/clients");
    }
}
