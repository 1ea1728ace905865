using System.Net;
using System.Text.RegularExpressions;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Testing;

/// <summary>
/// A browser on PortalUrl without script: keeps cookies, wants HTML, takes the form token out of a page and sends it with
/// the page's form. Follows no redirect, so that a test sees each answer.
/// <code>
/// await using var gateway = await PortalClient.StartGatewayAsync();
/// await PortalClient.AddAccountAsync(gateway, "anna", Roles.Admin);
/// using var anna = new PortalClient(gateway);
/// await anna.SignInAsync("anna");                                   // throws unless it leads on
/// using var page = await anna.GetAsync("/account");
/// using var done = await anna.PostAsync("/account/…", ("field", "value"));   // token of the page seen last, or of /sign-in
/// </code>
/// </summary>
internal sealed partial class PortalClient : IDisposable
{
    /// <summary>The password of accounts made here.</summary>
    public const string Password = "vier Wörter, die nichts verbindet";

    private readonly HttpClient _client;
    private string? _token;

    public PortalClient(TestGateway gateway, string baseAddress = TestGateway.PortalUrl)
    {
        _client = gateway.CreateClient(baseAddress);
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    }

    /// <summary>Its cookies by name; a test may change them.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>More headers of every request: <c>X-Forwarded-For</c>, <c>Sec-Fetch-Site</c>.</summary>
    public System.Net.Http.Headers.HttpRequestHeaders Headers => _client.DefaultRequestHeaders;

    /// <summary>The page seen last, as text.</summary>
    public string Page { get; private set; } = "";

    /// <summary>A gateway whose only shard is nowhere: enough for the portal.</summary>
    public static Task<TestGateway> StartGatewayAsync(TimeProvider? time = null, string? storagePath = null, bool isSecure = false, params (string Key, string? Value)[] settings) =>
        TestGateway.StartAsync(new TestGatewayOptions
        {
            Time = time ?? TimeProvider.System,
            StoragePath = storagePath,
            IsSecure = isSecure,
            WaitsForShards = false,
            Settings = new Dictionary<string, string?>(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
            {
                ["Fleet:Shards:0:Name"] = "nowhere",
                ["Fleet:Shards:0:Address"] = "http://127.0.0.1:9",
            },
        });

    /// <summary>An account with <see cref="Password"/>, or another password; null for none (invited).</summary>
    public static async Task<Account> AddAccountAsync(TestGateway gateway, string name, Roles roles = Roles.Chair, string? password = Password)
    {
        var hash = password is null ? null : await gateway.Get<HashQueue>().HashAsync(password);
        return await TestAccounts.AddAsync(gateway, name, roles, passwordHash: hash);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    /// <summary>Posts a form with the token of the page seen last; if there was none, of the sign-in page.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        if (_token is null)
            (await GetAsync("/sign-in")).Dispose();
        return await SendAsync(new(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Append((FormToken.Field, _token ?? "")).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        });
    }

    /// <summary>Types a name and a password on the sign-in page.</summary>
    public async Task<HttpResponseMessage> TryAsync(string name, string password, string path = "/") =>
        await PostAsync("/sign-in", ("name", name), ("password", password), ("return", path));

    /// <summary>Signs in.</summary>
    /// <exception cref="InvalidOperationException">It did not work.</exception>
    public async Task SignInAsync(string name, string password = Password)
    {
        using var answer = await TryAsync(name, password);
        // The token of before belonged to a stranger.
        _token = null;
        if (answer.StatusCode != HttpStatusCode.SeeOther)
            throw new InvalidOperationException($"{name} is not signed in: {(int)answer.StatusCode} {Page}");
        using var page = await GetAsync("/account/password");
        if (page.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{name} is signed in, but not known: {(int)page.StatusCode} {page.Headers.Location} {string.Join(' ', Cookies.Keys)}");
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await _client.SendAsync(request);
        foreach (var line in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
            Keep(line);
        Page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        if (Token().Match(Page) is { Success: true } token)
            _token = token.Groups[1].Value;
        return answer;
    }

    public void Dispose() => _client.Dispose();

    private void Keep(string line)
    {
        var pair = line.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0)
            Cookies.Remove(pair[0]);
        else
            Cookies[pair[0]] = pair[1];
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
