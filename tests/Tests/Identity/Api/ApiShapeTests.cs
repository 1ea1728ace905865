using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Api;

/// <summary>What all operations share: bodies, problems, methods, who may ask.</summary>
public sealed class ApiShapeTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Accounts = "/api/v1/accounts";

    [Theory]
    [InlineData("", "bad-request", "not valid JSON")]
    [InlineData("{", "bad-request", "not valid JSON")]
    [InlineData("null", "bad-request", "one JSON object")]
    [InlineData("[]", "bad-request", "one JSON object")]
    [InlineData("\"x\"", "bad-request", "one JSON object")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}", "bad-request", "each member once")]
    [InlineData("{\"name\":\"abc\",}", "bad-request", "not valid JSON")]
    [InlineData("{\"name\":\"abc\"} {}", "bad-request", "not valid JSON")]
    [InlineData("// note\n{\"name\":\"abc\"}", "bad-request", "not valid JSON")]
    [InlineData("{}", "wrong-value", "name must have")]
    [InlineData("{\"name\":5}", "wrong-value", "name is no member")]
    [InlineData("{\"name\":[\"abc\"]}", "wrong-value", "name is no member")]
    [InlineData("{\"Name\":\"abc\"}", "wrong-value", "Name is no member")]
    [InlineData("{\"name\":\"abc\",\"isAdmin\":true}", "wrong-value", "isAdmin is no member")]
    [InlineData("{\"name\":\"abc\",\"roles\":\"admin\"}", "wrong-value", "roles is no member")]
    [InlineData("{\"name\":\"abc\",\"roles\":[5]}", "wrong-value", "roles[0] is no member")]
    [InlineData("{\"name\":\"abc\",\"roles\":[null]}", "wrong-value", "roles must be")]
    [InlineData("{\"name\":\"abc\",\"roles\":[\"owner\"]}", "wrong-value", "roles must be")]
    [InlineData("{\"name\":\"abc\",\"password\":\"mine\"}", "wrong-value", "password must be")]
    [InlineData("{\"name\":\"a\\ud800b\"}", "wrong-value", "name")]
    [InlineData("{\"name\":\"abc\",\"displayName\":\"x\\u202ey\"}", "wrong-value", "displayName must have")]
    [InlineData("{\"name\":\"abc\",\"displayName\":\"x\\u0000y\"}", "wrong-value", "displayName must have")]
    public async Task A_body_that_cannot_be_is_explained(string body, string problem, string said)
    {
        var reply = await host.AdminAsync("POST", Accounts, body);

        reply.Problem.Should().Be(problem);
        reply.Json.GetProperty("detail").GetString().Should().Contain(said);
        reply.Text.Should().NotContain("ConferenceGateway.").And.NotContain("System.");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var reply = await host.AdminAsync("POST", Accounts, "{\"name\":\"a\u00ffb\"}"u8.ToArray().Select(b => b == 0xc3 ? (byte)0xff : b).ToArray());

        reply.Status.Should().BeOneOf(400, 422);
    }

    [Fact]
    public async Task A_body_is_not_deeper_or_longer_than_it_needs_to_be()
    {
        (await host.AdminAsync("POST", Accounts, string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100))).Problem.Should().Be("bad-request");
        (await host.AdminAsync("POST", Accounts, new { name = "abc", displayName = new string('x', ApiBody.MostBytes) })).Problem.Should().Be("payload-too-large");
        (await host.AdminAsync("POST", Accounts, new { name = new string('x', 10_000) })).Problem.Should().Be("wrong-value");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task A_body_says_that_it_is_json(string? type) =>
        (await host.AskAsync("POST", Accounts, host.AdminKey, "{\"name\":\"typed\"}", type: type)).Problem.Should().Be("bad-request");

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/")]
    [InlineData("/api/v1")]
    [InlineData("/api/v2/accounts")]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/api/v1/accounts/x/y/z")]
    [InlineData("/API/V1/nothing")]
    public async Task What_does_not_exist_is_a_document_whatever_is_accepted(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).Should().Be(404);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Theory]
    [InlineData("PUT", "/api/v1/accounts", "GET, HEAD, POST")]
    [InlineData("OPTIONS", "/api/v1/accounts", "GET, HEAD, POST")]
    [InlineData("POST", "/api/v1/accounts/x", "GET, HEAD, PATCH")]
    [InlineData("GET", "/api/v1/accounts/x/provider", "DELETE")]
    [InlineData("PATCH", "/api/v1/keys/x", "DELETE, GET, HEAD")]
    [InlineData("TRACE", "/api/v1/me", "GET, HEAD")]
    [InlineData("POST", "/api/v1/openapi.json", "GET, HEAD")]
    public async Task A_method_that_does_not_exist_is_told_which_do(string method, string path, string allow)
    {
        var reply = await host.AdminAsync(method, path);

        reply.Problem.Should().Be("method-not-allowed");
        string.Join(", ", reply.Response.Content.Headers.Allow).Should().Be(allow);
        reply.Response.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }

    [Fact]
    public async Task Head_says_what_get_says_without_the_body()
    {
        var get = await host.AdminAsync("GET", Accounts + "/" + host.Admin.Id);
        var head = await host.AdminAsync("HEAD", Accounts + "/" + host.Admin.Id);

        head.Status.Should().Be(200);
        head.Tag.Should().Be(get.Tag).And.NotBeNull();
        head.Text.Should().BeEmpty();
        head.Response.Content.Headers.ContentLength.Should().Be(Encoding.UTF8.GetByteCount(get.Text));
    }

    [Fact]
    public async Task Instants_are_in_utc()
    {
        var reply = await host.AdminAsync("GET", "/api/v1/me");

        reply.Json.GetProperty("key").GetProperty("createdAt").GetString().Should().Be("2026-11-22T20:00:00.000Z");
        reply.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task A_page_of_another_site_can_do_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Accounts}/{host.Admin.Id}/sessions");
        request.Headers.TryAddWithoutValidation("Cookie", "session=anything; __Host-session=anything");
        request.Headers.TryAddWithoutValidation("Origin", "http://meet.test");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "cross-site");
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).Should().Be(401);
        response.Headers.Should().NotContain(header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_api_is_not_on_the_host_of_the_meetings()
    {
        using var client = host.Gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + host.AdminKey);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().NotContain(host.Admin.Id);
        host.Gateway.Get<IEnumerable<NavItem>>().Should().OnlyContain(item => item.Path.StartsWith('/'));
    }
}
