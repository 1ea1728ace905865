using System.Net;
using System.Text;
using System.Text.Json;
using AwesomeAssertions;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>What the tests ask of an answer, and the bodies that they send.</summary>
internal static class Answers
{
    /// <summary>A BOSH body without a session.</summary>
    public const string BoshBody =
        """<body xmlns="http://jabber.org/protocol/httpbind" rid="1" to="meet.test" wait="0" hold="1" ver="1.6"/>""";

    /// <summary>The answer is this problem, as a machine reads it.</summary>
    public static async Task ShouldBeProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string name)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.Should().Be(status, body);
        answer.Content.Headers.ContentType?.MediaType.Should().Be("application/problem+json");
        using var document = JsonDocument.Parse(body);
        document.RootElement.GetProperty("type").GetString().Should().Be("urn:conference-gateway:problem:" + name);
        document.RootElement.GetProperty("detail").GetString().Should().NotBeNullOrEmpty();
    }

    /// <summary>The shard that a signalling answer names, or null.</summary>
    public static string? Shard(this HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("X-Jitsi-Shard", out var names) ? string.Join(", ", names) : null;

    /// <summary>The body of a conference request.</summary>
    public static StringContent Conference(string room, string domain = "conference.meet.test") =>
        new($$"""{"room":"{{room}}@{{domain}}","properties":{"startSilent":"false"},"machineUid":"m1"}""", Encoding.UTF8, "application/json");

    /// <summary>A BOSH request's body.</summary>
    public static StringContent Bosh(string body = BoshBody) => new(body, Encoding.UTF8, "text/xml");
}
