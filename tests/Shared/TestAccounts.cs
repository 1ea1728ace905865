using System.Net;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace ConferenceGateway.Testing;

/// <summary>Accounts and sessions as the gateway makes them, without its pages: for tests of something else.</summary>
internal static class TestAccounts
{
    /// <summary>An account that can sign in. The hash is of no password unless one is given; null: it waits for its invitation.</summary>
    public static async Task<Account> AddAsync(
        TestGateway gateway, string name, Roles roles = Roles.None, string? displayName = null, string? passwordHash = "none", Actor? actor = null)
    {
        if (!AccountName.TryParse(name, out var parsed))
            throw new ArgumentException("This can be no name of an account.", nameof(name));
        var answer = await gateway.Get<AccountChanges>().CreateAsync(actor ?? Actor.Gateway, new NewAccount(parsed, displayName ?? name, roles) { PasswordHash = passwordHash });
        return ((AccountAnswer.Done)answer).Account;
    }

    /// <summary>The cookie of a new session, as the sign-in would set it.</summary>
    public static async Task<(string Name, string Value)> SessionCookieAsync(TestGateway gateway, Account account, string userAgent = "")
    {
        await using var scope = gateway.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Features.Set(PortalRequest.Instance);
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Headers.UserAgent = userAgent;
        await gateway.Get<BrowserSessions>().BeginAsync(context, account, BrowserSessions.ByPassword);
        var cookie = SetCookieHeaderValue.ParseList(context.Response.Headers.SetCookie.ToArray()!).Last(each => each.Value.Length > 0);
        return (cookie.Name.ToString(), cookie.Value.ToString());
    }
}
