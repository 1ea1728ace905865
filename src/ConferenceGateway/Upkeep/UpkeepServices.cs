using ConferenceGateway.Upkeep.Drains;

namespace ConferenceGateway.Upkeep;

/// <summary>What draining, moving and closing need, besides the pages.</summary>
internal static class UpkeepServices
{
    public static IServiceCollection AddUpkeep(this IServiceCollection services)
    {
        services.AddSingleton<DrainReading>().AddSingleton<DrainChanges>();
        return services;
    }
}
