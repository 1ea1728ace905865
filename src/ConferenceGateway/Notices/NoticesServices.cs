namespace ConferenceGateway.Notices;

/// <summary>What is announced.</summary>
internal static class NoticesServices
{
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<MaintenanceStore>().AddSingleton<MaintenanceBook>();
        return services.AddHostedService<MaintenanceWatch>();
    }
}
