using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.SystemTests.Deploy;

public sealed class SampleTests
{
    [Fact]
    public void The_ten_lines_are_about_ten() =>
        DeployFiles.Read("samples/ten-lines.json").TrimEnd().Split('\n').Length.Should().BeLessThanOrEqualTo(10);

    [Fact]
    public void The_gateway_takes_them() =>
        Rendered.Settings(DeployFiles.PathOf("samples/ten-lines.json")).Shards.Should().ContainSingle();

    [Fact]
    public void The_pages_show_the_very_samples()
    {
        Page("before-an-existing-jitsi").Should().Contain(DeployFiles.Read("samples/ten-lines.json"));
        foreach (var line in DeployFiles.Read("shard/prosody-gateway.cfg.lua").Split('\n').Where(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal)))
            Page("shard-settings").Should().Contain(line + "\n");

        static string Page(string name) => File.ReadAllText(Path.Combine(DeployFiles.Root, "docs", name + ".md"));
    }
}
