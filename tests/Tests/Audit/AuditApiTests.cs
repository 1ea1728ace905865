using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using ConferenceGateway.Tests.Identity.Api;
using Xunit;

namespace ConferenceGateway.Tests.Audit;

/// <summary>The audit as a script reads it, with keys.</summary>
public sealed class AuditApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Path = "/api/v1/audit";

    [Fact]
    public async Task What_a_script_did_says_whose_key_it_was_and_what_changed()
    {
        var made = await host.AdminAsync("POST", "/api/v1/accounts", new { name = "hanna", roles = new[] { "chair" } });
        var id = made.Json.GetProperty("account").GetProperty("id").GetString()!;
        await host.AdminAsync("PATCH", "/api/v1/accounts/" + id, new { displayName = "Hanna Beispiel" }, made.Tag ?? "\"1\"");
        var auditor = (await host.KeyAsync(await host.AccountAsync("otto", Roles.Auditor), ["audit:read"])).Text;

        var reply = await host.AskAsync("GET", $"{Path}?subject={id}&action=account.change", auditor);

        reply.Status.Should().Be(200);
        var row = reply.Json.GetProperty("items").EnumerateArray().Should().ContainSingle().Subject;
        Text(row, "actor").Should().Be(host.Admin.Id);
        Text(row, "way").Should().Be("api");
        Text(row, "apiKey").Should().NotBeNullOrEmpty();
        Text(row, "at").Should().EndWith("Z");
        Text(row, "source").Should().Be("127.0.0.0/24");
        Text(row.GetProperty("before"), "displayName").Should().Be("hanna");
        Text(row.GetProperty("after"), "displayName").Should().Be("Hanna Beispiel");
        reply.Text.Should().NotContain("cg_").And.NotContain("code=");
    }

    [Fact]
    public async Task It_comes_page_by_page_and_misses_nothing()
    {
        await AuditBook.AppendAsync(host.Gateway.Get<Database>(), host.Time, Enumerable.Range(0, 25).Select(number => new AuditEntry("test.paged", $"p{number}", $"p{number}")));
        var seen = new List<string?>();
        string? next = null;
        do
        {
            var reply = await host.AdminAsync("GET", $"{Path}?action=test.paged&limit=10" + (next is null ? "" : "&after=" + Uri.EscapeDataString(next)));
            seen.AddRange(reply.Json.GetProperty("items").EnumerateArray().Select(row => Text(row, "subject")));
            next = reply.Json.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }
        while (next is not null && seen.Count < 100);

        seen.Should().Equal(Enumerable.Range(0, 25).Select(number => $"p{24 - number}"));
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2027-13-01", "to")]
    [InlineData("way=mail", "way")]
    [InlineData("after=x", "after")]
    [InlineData("limit=0", "limit")]
    public async Task What_cannot_be_looked_for_is_named(string query, string field)
    {
        var reply = await host.AdminAsync("GET", $"{Path}?{query}");

        (reply.Status, reply.Problem).Should().Be((422, "wrong-value"));
        reply.Text.Should().Contain(field);
    }

    [Fact]
    public async Task The_export_is_the_same_csv_as_on_the_page()
    {
        await AuditBook.AppendAsync(host.Gateway.Get<Database>(), host.Time, [new AuditEntry("test.export", "=1+1", "=1+1")]);

        var reply = await host.AdminAsync("GET", Path + ".csv?action=test.export");

        reply.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/csv");
        reply.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2);
        reply.Text.Should().Contain("'=1+1");
        (await host.AdminAsync("GET", Path + ".csv?way=mail")).Problem.Should().Be("wrong-value");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Nothing_changes_it(string method)
    {
        foreach (var path in new[] { Path, Path + "/1", Path + ".csv" })
            (await host.AdminAsync(method, path, new { })).Status.Should().BeOneOf(404, 405);
    }

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
