using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Browsers.Visits;
using ConferenceGateway.Portal;
using ConferenceGateway.Tests.Identity.Api;
using ConferenceGateway.UserAgents;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Policy;

public sealed class PolicyApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Policy = "/api/v1/policy";

    private static object Rule(int to = 114) => new { brand = "Firefox", toVersion = to, outcome = "blocked", german = "Zu alt.", english = "Too old.", decidedBy = "group" };

    [Fact]
    public async Task A_list_is_read_changed_and_kept_with_its_past_versions()
    {
        var before = await host.AdminAsync("GET", Policy);
        var version = before.Json.GetProperty("version").GetInt64();
        before.Tag.Should().Be($"\"{version}\"");

        var put = await host.AdminAsync("PUT", Policy, new { rules = new[] { Rule(100 + (int)version) } }, before.Tag);
        put.Status.Should().Be(200);
        put.Tag.Should().Be($"\"{version + 1}\"");
        put.Json.GetProperty("rules")[0].GetProperty("toVersion").GetInt32().Should().Be(100 + (int)version);
        put.Json.GetProperty("madeBy").GetString().Should().Be(host.Admin.DisplayName);
        (await host.AdminAsync("PUT", Policy, new { rules = Array.Empty<object>() }, before.Tag)).Problem.Should().Be("changed");
        (await host.AdminAsync("PUT", Policy, new { rules = Array.Empty<object>() })).Problem.Should().Be("match-missing");

        // What was read can be sent as it is.
        var again = await host.AdminAsync("PUT", Policy, JsonSerializer.Serialize(new { rules = put.Json.GetProperty("rules") }), put.Tag);
        again.Tag.Should().Be($"\"{version + 2}\"");

        var list = await host.AdminAsync("GET", Policy + "/versions?limit=1");
        list.Json.GetProperty("items")[0].GetProperty("version").GetInt64().Should().Be(version + 2);
        var next = await host.AdminAsync("GET", $"{Policy}/versions?limit=1&after={list.Json.GetProperty("next").GetString()}");
        next.Json.GetProperty("items")[0].GetProperty("version").GetInt64().Should().Be(version + 1);
        (await host.AdminAsync("GET", $"{Policy}/versions/{version + 1}")).Json.GetProperty("rules").GetArrayLength().Should().Be(1);
        (await host.AdminAsync("GET", $"{Policy}/versions/0")).Json.GetProperty("rules").GetArrayLength().Should().BeGreaterThan(5);
        (await host.AuditOfAsync("policy")).Should().Contain(row => row.Action == "policy.change" && row.Way == "api" && row.Facts.Contains("Firefox up to", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"rules":[{"outcome":"works","galaxy":"far"}]}""", "galaxy")]
    [InlineData("""{"rules":[{"outcome":"works"},{"outcome":"teleported"}]}""", "Rule 2, outcome: there is no \"teleported\"")]
    [InlineData("""{"rules":[{"outcome":"works","engine":"servo"}]}""", "Rule 1, engine: there is no \"servo\"")]
    [InlineData("""{"rules":[{"outcome":"works","engine":"Gecko"}]}""", "Rule 1, engine")]
    [InlineData("""{"rules":[{"outcome":"works","engine":"1"}]}""", "Rule 1, engine")]
    [InlineData("""{"rules":[{"outcome":"works","os":"beos"}]}""", "Rule 1, os")]
    [InlineData("""{"rules":[{"outcome":"works","way":"phone"}]}""", "Rule 1, way")]
    [InlineData("""{"rules":[{"outcome":"works","fromDay":"4.3.2027"}]}""", "Rule 1, fromDay: \"4.3.2027\" is no day")]
    [InlineData("""{"rules":[{"outcome":"works","brand":"Firefox","toVersion":"114"}]}""", "toVersion")]
    [InlineData("""{"rules":[{"german":"x"}]}""", "Rule 1, outcome: it is missing")]
    [InlineData("""{"rules":[{"outcome":"works","brand":"Fierfox"}]}""", "Rule 1, brand: The gateway knows no browser of that name.")]
    [InlineData("""{"rules":[{"outcome":"works","engine":"gecko"},{"outcome":"works","engine":"gecko","toVersion":9}]}""", "Rule 2 is never reached, rule 1 comes first.")]
    [InlineData("""{"rules":[{"outcome":"blocked","engine":"gecko","german":"x","english":"x"}]}""", "Rule 1, decidedBy")]
    [InlineData("""{"rules":[null]}""", "Rule 1: it is null")]
    [InlineData("""{"rules":null}""", "rules")]
    [InlineData("""{}""", "rules")]
    [InlineData("""{"rules":{}}""", "rules")]
    public async Task What_cannot_be_is_named_with_rule_and_field(string body, string said)
    {
        var tag = (await host.AdminAsync("GET", Policy)).Tag;
        foreach (var reply in new[] { await host.AdminAsync("PUT", Policy, body, tag), await host.AdminAsync("POST", Policy + "/dry-run", body) })
        {
            reply.Problem.Should().Be("wrong-value");
            reply.Json.GetProperty("detail").GetString().Should().Contain(said);
        }

        (await host.AdminAsync("GET", Policy)).Tag.Should().Be(tag);
    }

    [Fact]
    public async Task Two_hundred_rules_with_long_sentences_fit_and_one_more_does_not()
    {
        var tag = (await host.AdminAsync("GET", Policy)).Tag;
        object Long(int at) => new { brand = "Chrome", fromVersion = 5000 + at, toVersion = 5000 + at, outcome = "limits", german = new string('ä', 200), english = new string('x', 200) };

        (await host.AdminAsync("PUT", Policy, new { rules = Enumerable.Range(0, 201).Select(Long) }, tag)).Json.GetProperty("detail").GetString().Should().Contain("more than 200 rules");
        (await host.AdminAsync("PUT", Policy, new { rules = Enumerable.Range(0, 200).Select(Long) }, tag)).Status.Should().Be(200);
        (await host.AdminAsync("PUT", Policy, new { rules = new[] { new { outcome = "works", german = new string('x', 600_000) } } }, tag)).Problem.Should().Be("payload-too-large");
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_a_reader_may_ask_for_it()
    {
        var today = DateOnly.FromDateTime(host.Time.GetLocalNow().DateTime);
        await host.Gateway.Get<VisitStore>().AddAsync(new Dictionary<(DateOnly, VisitKey), long> { [(today, new(Engine.Gecko, 102, "Firefox", 102, Os.Windows, false, false))] = 31 });
        var auditor = await host.AccountAsync("auditor-of-policy", Roles.Auditor);
        var key = (await host.KeyAsync(auditor, ["policy:read"])).Text;
        var tag = (await host.AskAsync("GET", Policy, key)).Tag;

        var run = await host.AskAsync("POST", Policy + "/dry-run", key, new { rules = new[] { Rule(113) } });

        run.Status.Should().Be(200);
        run.Json.GetProperty("visits").GetInt64().Should().Be(31);
        run.Json.GetProperty("new").GetProperty("blocked").GetInt64().Should().Be(31);
        (await host.AskAsync("GET", Policy, key)).Tag.Should().Be(tag);
        (await host.AskAsync("PUT", Policy, key, new { rules = new[] { Rule() } }, tag)).Status.Should().Be(403);
    }

    [Theory]
    [InlineData("/versions/99999")]
    [InlineData("/versions/-1")]
    [InlineData("/versions/x")]
    [InlineData("/versions/99999999999999999999")]
    public async Task A_version_that_is_not_there_is_said(string path) =>
        (await host.AdminAsync("GET", Policy + path)).Problem.Should().Be("not-found");
}
