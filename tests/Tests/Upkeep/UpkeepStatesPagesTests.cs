using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

/// <summary>The pages of the fleet in all their states: what they say first, and what they offer to whom.</summary>
public sealed class UpkeepStatesPagesTests : IAsyncLifetime
{
    private UpkeepStatesHost _host = null!;
    private HttpClient _client = null!;

    public static TheoryData<string> Names { get; } = [.. UpkeepStates.All.Select(state => state.Name)];

    public async ValueTask InitializeAsync()
    {
        _host = await UpkeepStatesHost.StartAsync();
        _client = new HttpClient { BaseAddress = _host.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_state_says_its_verdict_first_in_both_languages(string name)
    {
        var state = UpkeepStates.Find(name);
        foreach (var (language, sentence) in new[] { ("de", state.German), ("en", state.English) })
        {
            var page = await PageAsync(name, language);
            page.Should().Contain(sentence);
            page.IndexOf("<h1", StringComparison.Ordinal).Should().BeLessThan(page.IndexOf("<h2", StringComparison.Ordinal) is var second and > 0 ? second : int.MaxValue);
            page.Length.Should().BeLessThan(30 * 1024, "a page has less than 30 KB");
            page.Should().NotContain("style=").And.NotContain("<script");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_auditor_is_offered_nothing_to_do(string name)
    {
        if (name.StartsWith("move", StringComparison.Ordinal) || name.StartsWith("shard-", StringComparison.Ordinal) || name is "maintenance-new" or "maintenance-refused")
            return;
        var page = await PageAsync(name, "en", "?as=auditor");
        page.Replace("action=\"/sign-out\"", "", StringComparison.Ordinal).Should().NotContain("method=\"post\" action=");
    }

    private async Task<string> PageAsync(string name, string language, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/admin/fleet/{name}{query}");
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var response = await _client.SendAsync(request);
        var page = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, page);
        return WebUtility.HtmlDecode(page);
    }
}
