using System.Collections.Immutable;

namespace ConferenceGateway.Connections;

/// <summary>What counting connections needs.</summary>
internal static class ConnectionServices
{
    public static IServiceCollection AddConnectionTable(this IServiceCollection services, ImmutableArray<KnownService> known)
    {
        services.AddSingleton(new KnownServices(known)).AddHostedService<ServiceAudit>();
        services.AddSingleton<ConnectionTable>();
        services.AddSingleton<BoshSessions>();
        services.AddSingleton<Resumptions>();
        return services;
    }
}
