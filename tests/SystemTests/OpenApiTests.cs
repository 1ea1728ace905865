using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>The OpenAPI document before tools that we did not write: is it one, and do answers keep to it?</summary>
public sealed class OpenApiTests
{
    private const string Root = "/api/v1";

    private readonly List<object> _answers = [];
    private HttpClient _client = null!;
    private string? _key;

    [Fact]
    public async Task The_document_is_valid_and_answers_keep_to_it()
    {
        Assert.SkipWhen(Installed.Find("node") is null, "Node is missing: apt-get install nodejs npm");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Installed.ClientsFolder, "node_modules", "@apidevtools")),
            "The tools are missing: npm ci --prefix tests/SystemTests/clients");
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        await using var gateway = await TestGateway.StartAsync(shard);
        using var client = _client = gateway.CreateClient(TestGateway.PortalUrl);
        var document = await client.GetStringAsync(Root + "/openapi.json", TestContext.Current.CancellationToken);
        await AskAsync("GET", "/me", 401);
        _key = await KeyAsync(gateway);

        await AskAsync("GET", "/me", 200);
        var made = await AskAsync("POST", "/accounts", 201, body: """{"name":"erika","roles":["chair"]}""");
        var id = made.GetProperty("account").GetProperty("id").GetString()!;
        await AskAsync("POST", "/accounts", 201, body: """{"name":"otto","password":"generated"}""");
        await AskAsync("POST", "/accounts", 409, body: """{"name":"otto"}""");
        await AskAsync("POST", "/accounts", 400, body: "{");
        await AskAsync("POST", "/accounts", 422, body: """{"name":5}""");
        await AskAsync("GET", "/accounts", 200, query: "?limit=1");
        await AskAsync("GET", "/accounts/{id}", 200, id);
        await AskAsync("GET", "/accounts/{id}", 404, "nobody");
        await AskAsync("PATCH", "/accounts/{id}", 428, id, """{"displayName":"E"}""");
        await AskAsync("PATCH", "/accounts/{id}", 412, id, """{"displayName":"E"}""", "\"9\"");
        await AskAsync("PATCH", "/accounts/{id}", 200, id, """{"displayName":"E"}""", "\"1\"");
        await AskAsync("POST", "/accounts/{id}/password-link", 201, id);
        await AskAsync("GET", "/accounts/{id}/sessions", 200, id);
        await AskAsync("DELETE", "/accounts/{id}/sessions", 200, id);
        await AskAsync("DELETE", "/accounts/{id}/provider", 200, id, match: "\"2\"");
        var key = (await AskAsync("POST", "/keys", 201, body: """{"name":"second","scopes":["audit:read"],"days":5}""")).GetProperty("key").GetProperty("id").GetString()!;
        await AskAsync("GET", "/keys", 200);
        await AskAsync("GET", "/keys/{id}", 200, key);
        await AskAsync("DELETE", "/keys/{id}", 200, key, match: "\"1\"");

        var verdict = await JudgeAsync($$"""{"document":{{document}},"answers":{{JsonSerializer.Serialize(_answers)}}}""");
        verdict.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()).Should().BeEmpty();
        verdict.GetProperty("judged").GetInt32().Should().Be(_answers.Count);
    }

    private static async Task<string> KeyAsync(TestGateway gateway)
    {
        var admin = await TestAccounts.AddAsync(gateway, "admin", Roles.Admin, "Admin");
        var wish = new ApiKeyWish("test", [.. Right.Scopes.Select(right => right.Name)], 30);
        return ((ApiKeyAnswer.Made)await gateway.Get<ApiKeyChanges>().MakeAsync(Actor.Gateway, new Caller(admin.Id, "Admin", Roles.Admin), wish)).Text;
    }

    private async Task<JsonElement> AskAsync(string method, string path, int expected, string id = "", string? body = null, string? match = null, string query = "")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Root + path.Replace("{id}", id, StringComparison.Ordinal) + query);
        if (_key is not null)
            request.Headers.Authorization = new("Bearer", _key);
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).Should().Be(expected, text);
        _answers.Add(new { method, path = Root + path, status = expected, body = text });
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static async Task<JsonElement> JudgeAsync(string input)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["openapi.mjs"])
        {
            WorkingDirectory = Installed.ClientsFolder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var faults = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        output.Should().NotBeEmpty(await faults);
        return JsonSerializer.Deserialize<JsonElement>(output);
    }
}
