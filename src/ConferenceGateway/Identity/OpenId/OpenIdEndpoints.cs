using System.Security.Cryptography;
using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Access;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.SignIn;
using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>The way to providers, and what a provider calls. The way back is the framework's: <see cref="ProviderHandler"/>.</summary>
internal static partial class OpenIdEndpoints
{
    /// <summary>Below it lies everything of one provider.</summary>
    public const string Path = "/sign-in/with";

    private const string BindParameter = "bind";

    private static readonly TimeSpan BindAge = TimeSpan.FromMinutes(5);

    /// <summary>Maps them; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapOpenId(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapGet(Path + "/{name}", BeginAsync).IsOpen();
        group.MapPost(Path + "/{name}/logout", LogoutAsync).IsOpen().DisableAntiforgery();
        group.MapForm("/account/bind/{name}", BindAsync).Needs(Right.Self).NeedsProof();
        group.MapForm("/account/unbind", UnbindAsync).Needs(Right.Self).NeedsProof();
        group.MapGet("/sign-out/at/{name}", SignOutAsync).IsOpen();
        return group;
    }

    private static async Task BeginAsync(
        HttpContext context, string name, ProviderTable providers, ProblemWriter problems, TimeProvider time, IDataProtectionProvider protection, PortalCookies cookies,
        ILogger<ProviderHandler> logger)
    {
        if (providers.Find(name) is not { } provider)
        {
            await problems.WriteAsync(context, new Problem.NoSuchPage());
            return;
        }

        // A picture or a frame of another page is nobody who signs in; it would leave its cookies all the same.
        if (context.Request.Headers["Sec-Fetch-Dest"] is { Count: > 0 } destination && destination != "document")
        {
            await problems.WriteAsync(context, new Problem.BadRequest("A sign-in begins in a window of its own, by a link or a button."));
            return;
        }

        var purpose = context.Request.Query.ContainsKey(BindParameter) ? AttemptPurpose.Bind : context.Request.Query["confirm"] == "1" ? AttemptPurpose.Confirm : AttemptPurpose.SignIn;
        var session = Caller.Of(context)?.Session;
        if (purpose != AttemptPurpose.SignIn && (session is null || (purpose == AttemptPurpose.Bind && !IsBindOf(context, protection, provider, session))))
        {
            await problems.WriteAsync(context, new Problem.SignInRefused(OpenIdTexts.SessionEnded));
            return;
        }

        var properties = new OpenIdConnectChallengeProperties();
        new ProviderAttempt(purpose, ReturnPath.Of(context.Request.Query[ReturnPath.Parameter]), time.GetUtcNow(), purpose == AttemptPurpose.SignIn ? null : session).WriteTo(properties);
        if (purpose != AttemptPurpose.SignIn)
            properties.Prompt = "login";
        if (purpose == AttemptPurpose.Confirm)
        {
            properties.MaxAge = TimeSpan.Zero;
            if (provider.Options.ProofAcr is { } acr)
                properties.Items[ProviderEvents.AcrItem] = acr;
        }

        context.Response.Headers.CacheControl = "no-store";
        AttemptCookies.Thin(context, cookies);
        try
        {
            await ProviderHandler.WithinAsync(context, time, () => context.ChallengeAsync(provider.Scheme, properties));
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            var fault = ProviderException.Of(provider.Options, e);
            Log.NotBegun(logger, name, fault.Message);
            await problems.WriteAsync(context, fault.Problem is Problem.SignInRefused ? new Problem.ProviderSilent(provider.Options.DisplayName) : fault.Problem);
        }
    }

    // A form may lead nowhere else by its policy, so a page of ours stands between it and the provider.
    private static async Task BindAsync(
        HttpContext context, string name, ProviderTable providers, AccountStore accounts, ProblemWriter problems, PageWriter pages, IDataProtectionProvider protection)
    {
        var caller = Caller.Of(context)!;
        if (providers.Find(name) is not { } provider)
            await problems.WriteAsync(context, new Problem.NoSuchPage());
        else if (await accounts.FindAsync(caller.Account) is not { Provider: null })
            await problems.WriteAsync(context, new Problem.Conflict(OpenIdTexts.Bound));
        else
            await GoOnAsync(context, pages, provider.Options, $"{Path}/{name}?{BindParameter}={BindProtector(protection).Protect($"{name} {caller.Session}", BindAge)}&{ReturnPath.Parameter}=%2Faccount");
    }

    // Said, because the framework would take a method called BindAsync for its own.
    private static async Task UnbindAsync(
        HttpContext context, SignInOptions options, AccountStore accounts, [FromServices] AccountChanges changes, ProblemWriter problems, MessageCookie messages)
    {
        if (await accounts.FindAsync(Caller.Of(context)!.Account) is not { } account)
            await problems.WriteAsync(context, new Problem.NoSuchPage());
        else if (account.PasswordHash is null || !options.Passwords)
            await problems.WriteAsync(context, new Problem.Conflict(OpenIdTexts.NoPassword));
        else if ((await changes.BindAsync(Actor.Of(context), account.Id, null, null, account.Revision)).Problem is { } problem)
            await problems.WriteAsync(context, problem);
        else
        {
            messages.Say(context, OpenIdTexts.Unbound);
            SeeOther.Send(context, "/account");
        }
    }

    private static async Task SignOutAsync(
        HttpContext context, string name, ProviderTable providers, EndedCookie ended, Origins origins, PageWriter pages, TimeProvider time)
    {
        var was = ended.Take(context);
        if (providers.Find(name) is { } provider && await EndAddressAsync(context, provider, time) is { } end)
        {
            var back = origins.PortalUrl.GetLeftPart(UriPartial.Authority) + SignInEndpoints.SignedOutPath;
            var query = $"client_id={Uri.EscapeDataString(provider.Options.ClientId)}&post_logout_redirect_uri={Uri.EscapeDataString(back)}";
            if (was is { IdToken: { } token } && was.Way == name)
                query += $"&id_token_hint={Uri.EscapeDataString(token)}";
            await GoOnAsync(context, pages, provider.Options, end + (end.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query);
            return;
        }

        SeeOther.Send(context, SignInEndpoints.SignedOutPath);
    }

    private static async Task LogoutAsync(HttpContext context, string name, ProviderTable providers, ProviderLogout logout)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (providers.Find(name) is not { } provider)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = FormFilter.MostBytes;
        try
        {
            var isDone = context.Request.HasFormContentType && (await context.Request.ReadFormAsync(context.RequestAborted))["logout_token"] is [{ Length: > 0 } token] &&
                await logout.EndAsync(provider, token);
            context.Response.StatusCode = isDone ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or ProviderException)
        {
            // The provider tries again, or not.
            context.Response.StatusCode = e is ProviderException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
        }
    }

    private static async Task<string?> EndAddressAsync(HttpContext context, Provider provider, TimeProvider time)
    {
        string? found = null;
        try
        {
            await ProviderHandler.WithinAsync(context, time, async () => found = (await provider.Metadata.GetConfigurationAsync(context.RequestAborted)).EndSessionEndpoint);
        }
        catch (Exception e) when (e is ProviderException or OperationCanceledException)
        {
            // Here they are signed out already; there, they cannot be now.
        }

        return found;
    }

    private static Task GoOnAsync(HttpContext context, PageWriter pages, ProviderOptions provider, string address)
    {
        context.Response.Headers["Refresh"] = "0; url=" + address;
        return pages.WriteAsync<GoOnPage>(context, StatusCodes.Status200OK, new() { [nameof(GoOnPage.Provider)] = provider.DisplayName, [nameof(GoOnPage.Address)] = address });
    }

    private static bool IsBindOf(HttpContext context, IDataProtectionProvider protection, Provider provider, string session)
    {
        try
        {
            return BindProtector(protection).Unprotect(context.Request.Query[BindParameter].ToString()) == $"{provider.Options.Name} {session}";
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ITimeLimitedDataProtector BindProtector(IDataProtectionProvider protection) => protection.CreateProtector("Identity.Bind").ToTimeLimitedDataProtector();

    private static partial class Log
    {
        [LoggerMessage(2303, LogLevel.Warning, "A sign-in by provider {Provider} could not begin: it {Reason}")]
        public static partial void NotBegun(ILogger logger, string provider, string reason);
    }
}
