namespace ConferenceGateway.WaysIn;

/// <summary>The list of ways in. Rooms that know a way add their source.</summary>
internal static class WaysInServices
{
    public static IServiceCollection AddWaysIn(this IServiceCollection services) => services.AddSingleton<WaysInList>();
}
