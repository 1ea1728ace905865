namespace ConferenceGateway.Identity.Guessing;

/// <summary>What makes guessing cost.</summary>
internal static class GuessingServices
{
    /// <summary>Adds the counting of wrong tries.</summary>
    public static IServiceCollection AddGuessing(this IServiceCollection services) =>
        services.AddSingleton<GuessBook>().AddSingleton<GuessStore>().AddSingleton<Devices>().AddSingleton<PasswordTries>();
}
