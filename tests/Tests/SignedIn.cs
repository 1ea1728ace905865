using System.Text.RegularExpressions;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;

namespace ConferenceGateway.Tests;

/// <summary>A browser at PortalUrl in which somebody with these roles is signed in: keeps cookies, sends forms of pages it has seen.</summary>
internal sealed partial class SignedIn : IDisposable
{
    private readonly Dictionary<string, string> _cookies = [];
    private readonly HttpClient _client;
    private string _token = "";

    private SignedIn(TestGateway gateway, Account account)
    {
        _client = gateway.CreateClient(TestGateway.PortalUrl);
        Account = account;
    }

    public Account Account { get; }

    /// <summary>The language of pages.</summary>
    public string Language { get; init; } = "en";

    public static async Task<SignedIn> AsAsync(TestGateway gateway, Roles roles, string name = "ida", string? portalUrl = null)
    {
        var account = await TestAccounts.AddAsync(gateway, name, roles);
        var browser = new SignedIn(gateway, account);
        if (portalUrl is not null)
            browser._client.BaseAddress = new Uri(portalUrl);
        var (cookie, value) = await TestAccounts.SessionCookieAsync(gateway, account);
        browser._cookies[cookie] = value;
        return browser;
    }

    /// <summary>The cookies, as <c>Cookie</c> has them.</summary>
    public string Cookies => string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public async Task<string> PageAsync(string path)
    {
        using var response = await GetAsync(path);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    /// <summary>Sends a form with the token of the last page.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string>? fields = null) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>(fields ?? []) { [FormToken.Field] = _token }),
    });

    public void Dispose() => _client.Dispose();

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.TryAddWithoutValidation("Accept-Language", Language);
        request.Headers.TryAddWithoutValidation("Cookie", Cookies);
        var response = await _client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            Keep(set);
        if (response.Content.Headers.ContentType?.MediaType == "text/html" && Token().Match(await response.Content.ReadAsStringAsync()) is { Success: true } found)
            _token = found.Groups[1].Value;
        return response;
    }

    private void Keep(IEnumerable<string?> set)
    {
        foreach (var cookie in set.OfType<string>())
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            _cookies[pair[0]] = pair[1];
        }
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
