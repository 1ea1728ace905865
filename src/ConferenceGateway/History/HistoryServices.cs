namespace ConferenceGateway.History;

/// <summary>What remembering meetings needs.</summary>
internal static class HistoryServices
{
    public static IServiceCollection AddHistory(this IServiceCollection services, HistoryOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<MeetingStore>().AddSingleton<MeetingHistory>().AddSingleton<UsualPeaks>();
        services.AddHostedService<HistoryWatch>();
        return services.AddHostedService<HistorySweep>();
    }
}
