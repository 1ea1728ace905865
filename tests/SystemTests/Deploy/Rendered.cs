using System.Text.Json.Nodes;
using ConferenceGateway.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ConferenceGateway.SystemTests.Deploy;

/// <summary>Files of <c>deploy/</c> as their tools read them, by <c>render.py</c>.</summary>
internal static class Rendered
{
    // Debian's own: another Python on PATH has none of Debian's packages.
    private const string Python = "/usr/bin/python3";

    public static async Task<JsonNode> Async(CancellationToken cancellation, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Python), "Python is missing: apt-get install python3");
        var (code, _) = await Command.RunAsync([Python, "-c", "import jinja2, yaml"], cancellation);
        Assert.SkipUnless(code == 0, "Jinja2 or PyYAML is missing: apt-get install python3-jinja2 python3-yaml");
        var script = Path.Combine(DeployFiles.Root, "tests/SystemTests/Deploy/render.py");
        return JsonNode.Parse(await Command.MustRunAsync([Python, script, .. arguments], cancellation))!;
    }

    /// <summary>What the program itself makes of a settings file.</summary>
    /// <exception cref="SettingsException">It refuses it.</exception>
    public static GatewaySettings Settings(string file)
    {
        using var into = new ConfigurationManager();
        return GatewaySettings.Read(new GatewayStart { ConfigFile = file, IsAlone = true }, into);
    }
}
