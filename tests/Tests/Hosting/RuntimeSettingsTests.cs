using System.Text.Json;
using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.Tests.Hosting;

/// <summary>What the runtime reads before any code of ours runs: docs/decisions/0010.</summary>
public sealed class RuntimeSettingsTests
{
    [Fact]
    public void The_thread_pool_of_the_built_gateway_does_not_spin()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ConferenceGateway.runtimeconfig.json")));

        var properties = file.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");

        properties.GetProperty("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit").GetInt32().Should().Be(0);
        properties.GetProperty("System.GC.Server").GetBoolean().Should().BeFalse();
    }
}
