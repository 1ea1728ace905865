namespace ConferenceGateway.Connections;

/// <summary>What counting connections needs.</summary>
internal static class ConnectionServices
{
    public static IServiceCollection AddConnectionTable(this IServiceCollection services)
    {
        services.AddSingleton<ConnectionTable>();
        services.AddSingleton<BoshSessions>();
        services.AddSingleton<Resumptions>();
        return services;
    }
}
