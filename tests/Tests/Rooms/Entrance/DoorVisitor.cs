using System.Net;
using System.Text.RegularExpressions;
using ConferenceGateway.Testing;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary>A browser without script before a door: keeps cookies, follows no redirect by itself.</summary>
internal sealed class DoorVisitor : IDisposable
{
    private readonly HttpClient _client;
    private readonly string _origin;

    public DoorVisitor(TestGateway gateway, string origin = TestGateway.SecureMeetingUrl, bool isFramed = false, string language = "en")
    {
        _origin = origin;
        IsFramed = isFramed;
        _client = gateway.CreateClient(origin);
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", language);
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36");
    }

    /// <summary>Whether another site shows the page: no cookie is kept, and the browser says so.</summary>
    public bool IsFramed { get; }

    public Dictionary<string, string> Cookies { get; } = [];

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields) => SendAsync(HttpMethod.Post, path, _origin, fields);

    /// <summary>From another page than ours; null: the browser says nothing.</summary>
    public Task<Answer> PostFromAsync(string? origin, string path, params (string Name, string Value)[] fields) => SendAsync(HttpMethod.Post, path, origin, fields);

    public void Dispose() => _client.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, string path, string? origin, (string Name, string Value)[]? fields)
    {
        using var request = new HttpRequestMessage(method, path);
        if (fields is not null)
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        if (IsFramed)
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", "iframe");
        if (Cookies.Count > 0)
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await _client.SendAsync(request);
        if (!IsFramed && response.Headers.TryGetValues("Set-Cookie", out var set))
            Keep(set);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString,
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    private void Keep(IEnumerable<string> set)
    {
        foreach (var line in set)
        {
            var pair = line.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0)
                Cookies.Remove(pair[0]);
            else
                Cookies[pair[0]] = pair[1];
        }
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, string Html, string? Location, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The first sentence of the page.</summary>
    public string Headline => WebUtility.HtmlDecode(Regex.Match(Html, "<h1>(?:<bdi>)?(.*?)(?:</bdi>)?</h1>", RegexOptions.Singleline).Groups[1].Value);

    /// <summary>Whether it is the meeting's page, from the shard.</summary>
    public bool IsMeeting => Html.Contains("""<meta name="lab-shard" content="alpha">""", StringComparison.Ordinal);

    /// <summary>The page without its marks.</summary>
    public string Text => WebUtility.HtmlDecode(Regex.Replace(Html, "<[^>]+>", " "));
}
