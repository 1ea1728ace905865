using System.Net;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Browsers.Visits;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Policy;

/// <summary>The pages of the policy, as browsers without script see them.</summary>
public sealed class PolicyPageTests : IAsyncLifetime
{
    private const string OldFirefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:102.0) Gecko/20100101 Firefox/102.0";

    private TestGateway _gateway = null!;
    private PortalVisitor _ada = null!;

    private PolicyStore Store => _gateway.Get<PolicyStore>();

    public async ValueTask InitializeAsync()
    {
        _gateway = await PortalClient.StartGatewayAsync();
        _ada = await VisitorAsync("ada", Roles.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task An_admin_drafts_a_rule_sees_what_it_does_and_puts_it_in_force_at_once()
    {
        await CountAsync(31);
        (await _ada.GetAsync("/admin/policy")).Text.Should().Contain("The shipped version is in force.").And.Contain("Trident (Internet Explorer), all versions");
        (await _ada.GetAsync("/admin/policy/draft/new")).Status.Should().Be(HttpStatusCode.OK);
        (await _ada.PostAsync("/admin/policy/draft/new", Fields())).Location.Should().Be("/admin/policy");

        var page = await _ada.GetAsync("/admin/policy");
        page.Text.Should().Contain("The draft blocks 31 more visits than today.").And.Contain("Firefox 102 on Windows").And.Contain("31 visits").And.Contain("Rule 1 stands in the draft.");
        (await VisitAsync()).Should().Be(HttpStatusCode.ServiceUnavailable, "the only shard is nowhere, so this browser was let through");

        (await _ada.PostAsync("/admin/policy/apply", Seen(page))).Location.Should().Be("/admin/policy");
        (await _ada.GetAsync("/admin/policy")).Text.Should().Contain("Version 1 is in force").And.Contain("technical group");
        (await VisitAsync()).Should().NotBe(HttpStatusCode.ServiceUnavailable, "the page of the check comes before any shard");
    }

    [Fact]
    public async Task Rules_are_moved_and_deleted()
    {
        var page = await _ada.GetAsync("/admin/policy");
        await _ada.PostAsync("/admin/policy/draft", [.. Seen(page), ("down", "1")]);
        (await Store.StateAsync()).Rules[1].Should().Be(ShippedPolicy.Policy.Rules[0]);
        page = await _ada.GetAsync("/admin/policy");
        await _ada.PostAsync("/admin/policy/draft", [.. Seen(page), ("up", "2")]);
        (await Store.StateAsync()).Rules.Should().Equal(ShippedPolicy.Policy.Rules);

        page = await _ada.GetAsync("/admin/policy/draft/2");
        await _ada.PostAsync("/admin/policy/draft/2", [.. Seen(page), ("delete", "yes")]);
        (await Store.StateAsync()).Rules.Should().Equal(ShippedPolicy.Policy.Rules.RemoveAt(1));
        (await _ada.GetAsync("/admin/policy/draft/99")).Status.Should().Be(HttpStatusCode.NotFound);
        page = await _ada.GetAsync("/admin/policy");
        (await _ada.PostAsync("/admin/policy/draft", [.. Seen(page), ("up", "99")])).Status.Should().Be(HttpStatusCode.NotFound);
        (await _ada.PostAsync("/admin/policy/draft", [.. Seen(page), ("up", "x")])).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("brand", "Fierfox", "brand-fault")]
    [InlineData("from", "x", "from-fault")]
    [InlineData("to", "0", "to-fault")]
    [InlineData("from", "200", "to-fault")]
    [InlineData("untilDay", "gestern", "untilDay-fault")]
    [InlineData("german", "", "german-fault")]
    [InlineData("english", "a\u202eb", "english-fault")]
    [InlineData("decidedBy", "", "decidedBy-fault")]
    [InlineData("outcome", "", "outcome-fault")]
    [InlineData("engine", "servo", "engine-fault")]
    [InlineData("place", "0", "place-fault")]
    public async Task A_fault_stands_beside_its_field_and_what_was_typed_is_still_there(string field, string value, string fault)
    {
        await _ada.GetAsync("/admin/policy/draft/new");
        var page = await _ada.PostAsync("/admin/policy/draft/new", [.. Fields().Where(one => one.Name != field), (field, value)]);

        page.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        page.Html.Should().Contain($"id=\"{fault}\"");
        if (field != "english")
            page.Html.Should().Contain("value=\"Too old &amp; &lt;b&gt;unsafe\"").And.NotContain("<b>unsafe");
        (await Store.StateAsync()).Draft.Should().BeNull();
    }

    [Fact]
    public async Task A_rule_that_would_never_be_reached_is_refused_with_the_one_that_comes_first()
    {
        await _ada.GetAsync("/admin/policy/draft/new");
        var page = await _ada.PostAsync("/admin/policy/draft/new", [.. Fields().Where(one => one.Name is not ("brand" or "to" or "place")), ("engine", "trident"), ("to", "6"), ("place", "13")]);

        page.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        page.Text.Should().Contain("It is never reached, rule 1 comes first.");
    }

    [Fact]
    public async Task What_hides_another_rule_is_drafted_and_said_and_cannot_be_put_in_force()
    {
        await _ada.GetAsync("/admin/policy/draft/new");
        await _ada.PostAsync("/admin/policy/draft/new", [.. Fields().Where(one => one.Name is not ("brand" or "to")), ("engine", "gecko")]);
        var page = await _ada.GetAsync("/admin/policy");

        page.Text.Should().Contain("The draft cannot be put in force like this").And.Contain("is never reached, rule 1 comes first.");
        page.Html.Should().NotContain("action=\"/admin/policy/apply\"");
        (await _ada.PostAsync("/admin/policy/apply", [.. Seen(page), ("version", "0")])).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await Store.CurrentAsync()).Policy.Version.Should().Be(0);
    }

    [Fact]
    public async Task Who_was_slower_is_told_and_loses_nothing()
    {
        using var otto = await VisitorAsync("otto", Roles.Admin);
        var seen = Seen(await _ada.GetAsync("/admin/policy/draft/1"));
        var theirs = Seen(await otto.GetAsync("/admin/policy"));
        await otto.PostAsync("/admin/policy/draft", [.. theirs, ("down", "1")]);

        var page = await _ada.PostAsync("/admin/policy/draft/1", [.. Fields().Where(one => one.Name != "revision"), .. seen]);
        page.Status.Should().Be(HttpStatusCode.Conflict);
        page.Text.Should().Contain("otto has changed the draft meanwhile.").And.Contain("What stands there now:").And.Contain("EdgeHTML");
        page.Html.Should().Contain("value=\"Too old &amp; &lt;b&gt;unsafe\"");

        await _ada.PostAsync("/admin/policy/draft/1", [.. Fields().Where(one => one.Name != "revision"), .. Seen(page), ("asNew", "yes")]);
        (await Store.StateAsync()).Rules.Should().HaveCount(ShippedPolicy.Policy.Rules.Length + 1);

        await _ada.GetAsync("/admin/policy");
        (await _ada.PostAsync("/admin/policy/discard", seen)).Status.Should().Be(HttpStatusCode.Conflict);
        (await _ada.PostAsync("/admin/policy/apply", seen)).Status.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_past_version_is_looked_at_and_becomes_the_draft()
    {
        await _gateway.Get<PolicyChanges>().PutAsync(new(ConferenceGateway.Audit.ActedBy.Page, null, "Ada"), 0, []);
        (await _ada.GetAsync("/admin/policy")).Html.Should().Contain("href=\"/admin/policy/versions/0\"");
        var page = await _ada.GetAsync("/admin/policy/versions/0");
        page.Text.Should().Contain("Shipped version").And.Contain("Presto");

        await _ada.PostAsync("/admin/policy/versions/take", Seen(page));
        (await Store.StateAsync()).Draft!.Rules.Should().Equal(ShippedPolicy.Policy.Rules);
        (await _ada.GetAsync("/admin/policy/versions/1")).Status.Should().Be(HttpStatusCode.OK);
        (await _ada.GetAsync("/admin/policy/versions/2")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_auditor_looks_and_a_chair_does_not()
    {
        using var auditor = await VisitorAsync("audrey", Roles.Auditor);
        var page = await auditor.GetAsync("/admin/policy");
        page.Status.Should().Be(HttpStatusCode.OK);
        page.Html.Should().NotContain("/admin/policy/draft").And.Contain(">Rules</a>");
        (await auditor.GetAsync("/admin/policy/versions/0")).Html.Should().NotContain("/take");
        (await auditor.GetAsync("/admin/policy/draft/1")).Status.Should().Be(HttpStatusCode.Forbidden);
        (await auditor.PostAsync("/admin/policy/draft", ("revision", "0"), ("down", "1"))).Status.Should().Be(HttpStatusCode.Forbidden);

        using var chair = await VisitorAsync("chris", Roles.Chair);
        (await chair.GetAsync("/admin/policy")).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    private static (string Name, string Value)[] Fields() =>
    [
        ("revision", "0"), ("brand", "Firefox"), ("to", "114"), ("outcome", "blocked"), ("german", "Zu alt."),
        ("english", "Too old & <b>unsafe"), ("decidedBy", "technical group"), ("place", "1"),
    ];

    // What the page's forms carry.
    private static (string Name, string Value)[] Seen(Seen page) =>
        [.. Regex.Matches(page.Html, "name=\"(revision|version)\" value=\"([0-9]+)\"").Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Distinct()];

    private async Task<PortalVisitor> VisitorAsync(string name, Roles roles) =>
        await PortalVisitor.EnterAsync(_gateway, await PortalVisitor.AccountAsync(_gateway, name, roles));

    private Task CountAsync(long visits) => _gateway.Get<VisitStore>().AddAsync(new Dictionary<(DateOnly, VisitKey), long>
    {
        [(DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime), new(Engine.Gecko, 102, "Firefox", 102, Os.Windows, false, false))] = visits,
    });

    private async Task<HttpStatusCode> VisitAsync()
    {
        using var client = _gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/fraktion");
        request.Headers.TryAddWithoutValidation("User-Agent", OldFirefox);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
