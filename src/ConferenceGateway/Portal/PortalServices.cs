using Microsoft.Extensions.Options;

namespace ConferenceGateway.Portal;

/// <summary>What the pages need.</summary>
internal static class PortalServices
{
    /// <summary>Adds pages, problems and the operator's settings, which are checked when the host starts.</summary>
    public static IServiceCollection AddPortal(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OperatorOptions>().Bind(configuration.GetSection(OperatorOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OperatorOptions>, OperatorOptionsRules>();
        services.AddSingleton<OperatorView>();
        services.AddSingleton<PortalAssets>();
        services.AddSingleton<PageWriter>();
        services.AddSingleton<ProblemWriter>();
        return services;
    }
}
