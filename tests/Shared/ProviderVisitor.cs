using System.Net;

namespace ConferenceGateway.Testing;

/// <summary>A browser without a screen: one person's cookies, no redirects of its own, and what a page's form carries.</summary>
internal sealed class ProviderVisitor(HttpClient http) : IDisposable
{
    private readonly Dictionary<string, string> _cookies = [];

    /// <summary>The cookies it holds, by name.</summary>
    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    /// <summary>All that it was told to keep, as it was told.</summary>
    public List<string> SetCookies { get; } = [];

    public Task<HttpResponseMessage> GetAsync(string address, CancellationToken cancellation) => SendAsync(HttpMethod.Get, address, null, cancellation);

    /// <summary>Sends a form with the token of a page of the portal.</summary>
    public async Task<HttpResponseMessage> PostAsync(string address, CancellationToken cancellation, string page = "/", params (string Name, string Value)[] fields)
    {
        using var shown = await GetAsync(page, cancellation);
        var html = await shown.Content.ReadAsStringAsync(cancellation);
        const string field = "name=\"form-token\" value=\"";
        var at = html.IndexOf(field, StringComparison.Ordinal);
        var token = at < 0 ? "" : html[(at + field.Length)..html.IndexOf('"', at + field.Length)];
        using var form = new FormUrlEncodedContent([new("form-token", token), .. fields.Select(each => new KeyValuePair<string, string>(each.Name, each.Value))]);
        return await SendAsync(HttpMethod.Post, address, form, cancellation);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Accept-Language", "en");
        if (_cookies.Count > 0)
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await http.SendAsync(request, cancellation);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
            Keep(set);
        return answer;
    }

    /// <summary>Puts a cookie of somebody else into this browser.</summary>
    public void Take(string name, string value) => _cookies[name] = value;

    public void Dispose() => http.Dispose();

    private void Keep(string set)
    {
        SetCookies.Add(set);
        var parts = set.Split(';', StringSplitOptions.TrimEntries);
        var (name, value) = (parts[0][..parts[0].IndexOf('=', StringComparison.Ordinal)], parts[0][(parts[0].IndexOf('=', StringComparison.Ordinal) + 1)..]);
        var isOver = parts.Any(part => part.StartsWith("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase) || part.Equals("max-age=0", StringComparison.OrdinalIgnoreCase));
        if (isOver)
            _cookies.Remove(name);
        else
            _cookies[name] = value;
    }
}

/// <summary>Reads addresses that somebody is sent to.</summary>
internal static class Addresses
{
    /// <summary>A parameter of its query, decoded; null = it has none.</summary>
    public static string? Query(this Uri address, string name) => address.Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2 && pair[0] == name)
        .Select(pair => WebUtility.UrlDecode(pair[1]))
        .FirstOrDefault();
}
