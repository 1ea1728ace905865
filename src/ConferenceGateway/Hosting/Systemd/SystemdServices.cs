using ConferenceGateway.Connections;
using ConferenceGateway.Fleet;
using Microsoft.Extensions.Hosting.Systemd;

namespace ConferenceGateway.Hosting.Systemd;

/// <summary>
/// The gateway as a unit of <c>Type=notify</c>. The library's own lifetime looks whether the parent is systemd; here the
/// socket alone decides, so that a wrapper or a container engine may stand between.
/// </summary>
internal static class SystemdServices
{
    public static IServiceCollection AddSystemdWatchdog(this IServiceCollection services) => services
        .AddSingleton<LifeSign>()
        .AddSingleton<ISystemdNotifier, SystemdNotifier>()
        .AddHostedService(provider => new SystemdWatchdog(
            provider.GetRequiredService<ISystemdNotifier>(),
            WatchdogRequest.Read(Environment.GetEnvironmentVariable, Environment.ProcessId),
            provider.GetRequiredService<LifeSign>(),
            provider.GetRequiredService<FleetView>(),
            provider.GetRequiredService<ConnectionTable>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SystemdWatchdog>>()));
}
