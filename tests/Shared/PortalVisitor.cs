using System.Net;
using System.Text.RegularExpressions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Testing;

/// <summary>A person who uses the portal as a browser without script does: follows its forms, keeps its cookies, sees where it is sent.</summary>
internal sealed partial class PortalVisitor : IDisposable
{
    private readonly HttpClient _client;
    private string _page = "";

    private PortalVisitor(HttpClient client, CookieContainer cookies)
    {
        _client = client;
        Cookies = cookies;
    }

    public CookieContainer Cookies { get; }

    /// <summary>A stranger.</summary>
    public static PortalVisitor Enter(TestGateway gateway, string portalUrl = TestGateway.PortalUrl, string language = "en")
    {
        var handler = gateway.CreateHandler();
        handler.UseCookies = true;
        var client = new HttpClient(handler) { BaseAddress = new Uri(portalUrl) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Origin", portalUrl);
        return new(client, handler.CookieContainer);
    }

    /// <summary>Somebody who is signed in.</summary>
    public static async Task<PortalVisitor> EnterAsync(TestGateway gateway, Account account, string portalUrl = TestGateway.PortalUrl, string language = "en")
    {
        var visitor = Enter(gateway, portalUrl, language);
        var (name, value) = await SessionCookieAsync(gateway, account);
        visitor.Cookies.Add(new Uri(portalUrl), new Cookie(name, value));
        return visitor;
    }

    /// <summary>An account that can sign in, made as the command line makes it. The hash is of no password.</summary>
    public static Task<Account> AccountAsync(TestGateway gateway, string name, Roles roles, string? displayName = null) =>
        TestAccounts.AddAsync(gateway, name, roles, displayName, actor: Actor.CommandLine());

    /// <inheritdoc cref="TestAccounts.SessionCookieAsync"/>
    public static Task<(string Name, string Value)> SessionCookieAsync(TestGateway gateway, Account account, string userAgent = "") =>
        TestAccounts.SessionCookieAsync(gateway, account, userAgent);

    /// <summary>Opens a page.</summary>
    public async Task<Seen> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return await SeeAsync(response);
    }

    /// <summary>Sends a form of the page that was seen last, with its token.</summary>
    public async Task<Seen> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(_page).Groups[1].Value;
        using var content = new FormUrlEncodedContent(fields.Append((Name: "form-token", Value: token)).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _client.PostAsync(path, content);
        return await SeeAsync(response);
    }

    /// <summary>What a hidden field of the page that was seen last holds.</summary>
    public string Hidden(string name) => Regex.Match(_page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

    public void Dispose() => _client.Dispose();

    private async Task<Seen> SeeAsync(HttpResponseMessage response)
    {
        var shown = await response.Content.ReadAsStringAsync();
        // A redirect shows nothing: the page of before is still the one that was seen last.
        _page = shown.Length > 0 ? shown : _page;
        return new(response.StatusCode, shown, response.Headers.Location?.OriginalString)
        {
            Refresh = response.Headers.TryGetValues("Refresh", out var seconds) ? seconds.Single() : null,
        };
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]*)\"")]
    private static partial Regex Token();
}

/// <summary>What came back.</summary>
internal sealed record Seen(HttpStatusCode Status, string Html, string? Location)
{
    /// <summary>After so many seconds the page comes again by itself; null = it does not.</summary>
    public string? Refresh { get; init; }

    /// <summary>The page without its marks.</summary>
    public string Text => WebUtility.HtmlDecode(Regex.Replace(Html, "<[^>]+>", ""));
}
