using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Check;

/// <summary>A gateway whose policy blocks Edge by a decision, and is the shipped one else.</summary>
public sealed class CheckHouse : IAsyncLifetime
{
    internal const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    internal const string Firefox78 = "Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0";
    internal const string InternetExplorer = "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko";
    internal const string Edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/157.0.0.0 Safari/537.36 Edg/157.0.0.0";

    private LabFleet _lab = null!;

    internal TestGateway Gateway { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _lab = await LabFleet.StartAsync(["alpha"]);
        Gateway = await TestGateway.StartAsync(new TestGatewayOptions(), _lab.Shards);
        // Into the database: what stands in memory alone is gone within the minute in which the gateway reads the policy again.
        var answer = await Gateway.Get<PolicyChanges>().PutAsync(Actor.CommandLine(), 0, ShippedPolicy.Policy.Rules.Insert(0, new PolicyRule
        {
            Engine = Engine.Blink,
            Brand = "Edge",
            Outcome = Outcome.Blocked,
            German = "Er hat hier zu oft versagt.",
            English = "It failed too often here.",
            DecidedBy = "die <Technik>-Gruppe",
            FromDay = new DateOnly(2026, 3, 1),
        }));
        answer.Should().BeOfType<PolicyAnswer.Done>();
        Client = Gateway.CreateClient();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Gateway.DisposeAsync();
        await _lab.DisposeAsync();
    }

    /// <summary>Asks as a browser does; a form makes it a POST.</summary>
    internal async Task<(HttpResponseMessage Answer, string Html)> AskAsync(
        string path, string userAgent, string? form = null, string language = "de", string? cookie = null, string? origin = null, string? fetchSite = null)
    {
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        foreach (var (name, value) in new[] { ("Cookie", cookie), ("Origin", origin), ("Sec-Fetch-Site", fetchSite) })
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        if (form is not null)
            request.Content = new StringContent(form, System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded"));
        var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
