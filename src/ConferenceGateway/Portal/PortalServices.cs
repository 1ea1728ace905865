using System.Text.Encodings.Web;
using System.Text.Unicode;
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
        // Pages are UTF-8: umlauts need no entities.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<OperatorView>();
        services.AddSingleton<PortalAssets>();
        services.AddSingleton<PageWriter>();
        services.AddSingleton<ProblemWriter>();
        return services;
    }
}
