using ConferenceGateway.Fleet;
using ConferenceGateway.Hosting;
using ConferenceGateway.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>The gateway inside this process, for the counting of allocations.</summary>
internal static class GatewayInProcess
{
    /// <summary>Starts the gateway as <c>run --config FILE</c> does and returns once it is ready; disposing the result stops it.</summary>
    public static async Task<IAsyncDisposable> StartAsync(string configFile)
    {
        var app = await GatewayHost.BuildAsync(new GatewayStart
        {
            ConfigFile = configFile,
            IsAlone = true,
            LogLevel = LogLevel.Warning,
        });
        await app.StartAsync();
        var fleet = app.Services.GetRequiredService<FleetView>();
        while (true)
        {
            var changed = fleet.Changed;
            if (fleet.Current.HasShardUp)
                return new Running(app);
            await changed;
        }
    }

    private sealed class Running(WebApplication app) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
