using System.Text.Encodings.Web;
using System.Text.Unicode;
using ConferenceGateway.Portal.Api;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace ConferenceGateway.Portal;

/// <summary>What the pages need.</summary>
internal static class PortalServices
{
    /// <summary>
    /// Adds pages, problems and the operator's settings, which are checked when the host starts. The folder is the one of
    /// the configuration file; the logo's path is relative to it. Null = the working folder.
    /// </summary>
    public static IServiceCollection AddPortal(this IServiceCollection services, IConfiguration configuration, string? folder = null)
    {
        services.AddOptions<OperatorOptions>()
            .Bind(configuration.GetSection(OperatorOptions.Section))
            .PostConfigure(options => options.Logo = LogoFile.Resolve(options.Logo, folder ?? "."))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<OperatorOptions>, OperatorOptionsRules>();
        // Pages are UTF-8: umlauts need no entities.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<OperatorView>();
        services.AddSingleton<PortalAssets>();
        services.AddSingleton<MeetingForm>();
        services.AddSingleton<PortalCookies>();
        services.AddSingleton<MessageCookie>();
        services.AddAntiforgery();
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>>(provider => new ConfigureOptions<AntiforgeryOptions>(options =>
        {
            var cookies = provider.GetRequiredService<PortalCookies>();
            options.FormFieldName = FormToken.Field;
            // Forms only: nothing of the portal is sent by script.
            options.HeaderName = null;
            options.SuppressXFrameOptionsHeader = true;
            options.Cookie.Name = cookies.Name("form");
            options.Cookie.SecurePolicy = cookies.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.Path = "/";
        }));
        services.AddSingleton<PageWriter>();
        services.AddSingleton<ProblemWriter>();
        ApiDocument.Add(services);
        return services;
    }
}
