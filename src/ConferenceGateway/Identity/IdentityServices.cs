using ConferenceGateway.Identity.Access;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Accounts.Pages;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Identity.Guessing;
using ConferenceGateway.Identity.OpenId;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Identity.SignIn;
using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace ConferenceGateway.Identity;

/// <summary>Who asks, and what they may.</summary>
internal static class IdentityServices
{
    /// <summary>Adds sign-in, accounts, sessions and rights.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, SignInOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<ActiveAccounts>().AddHostedService<AccountWatch>().AddSingleton<AccountStore>().AddSingleton<AccountChanges>().AddSingleton<PasswordLinks>();
        services.AddSingleton<SessionStore>().AddSingleton<BrowserSessions>();
        services.AddAccountPages();
        services.AddPasswords().AddGuessing().AddSingleton<EndedCookie>();
        services.AddHostedService<IdentitySweep>();

        services.AddAuthentication(BrowserSessions.Scheme).AddCookie(BrowserSessions.Scheme);
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>>(provider => new ConfigureNamedOptions<CookieAuthenticationOptions>(BrowserSessions.Scheme, cookie =>
        {
            var cookies = provider.GetRequiredService<PortalCookies>();
            cookie.Cookie.Name = cookies.Name("session");
            cookie.Cookie.SecurePolicy = cookies.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.Path = "/";
            cookie.ExpireTimeSpan = options.Longest;
            cookie.SlidingExpiration = false;
            cookie.TimeProvider = provider.GetRequiredService<TimeProvider>();
            cookie.Events.OnValidatePrincipal = provider.GetRequiredService<BrowserSessions>().ValidateAsync;
        }));

        services.AddOpenId(options);
        services.AddApiKeys();

        var rights = services.AddAuthorizationBuilder();
        foreach (var right in Right.All)
            rights.AddPolicy(right.Name, policy => policy.AddRequirements(new RightRequirement(right)));
        services.AddSingleton<IAuthorizationHandler, RightHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RightAnswer>();
        return services;
    }

    /// <summary>Finds out who asks, on PortalUrl alone: the demo's two ports share their cookies.</summary>
    public static void UseIdentity(this IApplicationBuilder app)
    {
        // The host would put both before everything else, where it is not known yet that PortalUrl is asked.
        app.Properties["__AuthenticationMiddlewareSet"] = true;
        app.Properties["__AuthorizationMiddlewareSet"] = true;
        var cookies = app.ApplicationServices.GetRequiredService<PortalCookies>();
        app.UseWhen(IsAsked, portal => portal.Use((context, next) =>
        {
            cookies.DropFalse(context.Request);
            return next(context);
        }).UseAuthentication().UseAuthorization());
    }

    // The sheet and the health are everybody's: a page that says that the database is away needs its sheet.
    private static bool IsAsked(HttpContext context) => PortalRequest.Is(context) && !context.Request.Path.StartsWithSegments("/-");
}
