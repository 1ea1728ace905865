using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Audit;

public sealed class AuditPageTests : IAsyncLifetime
{
    private static readonly Actor Otto = new(ActedBy.Page, "id-otto", "Otto") { Source = "192.0.2.0/24" };

    private TestGateway _gateway = null!;
    private SignedIn _auditor = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await QuietGateway.StartAsync();
        _auditor = await SignedIn.AsAsync(_gateway, Roles.Auditor);
    }

    [Fact]
    public async Task It_says_who_did_what_to_whom_when_and_from_where()
    {
        await AppendAsync(new("account.change", "id-anna", "anna")
        {
            Before = new Dictionary<string, string?> { ["roles"] = "chair", ["displayName"] = null },
            After = new Dictionary<string, string?> { ["roles"] = "admin chair", ["displayName"] = "Anna" },
        });

        var english = await _auditor.PageAsync("/admin/audit");
        var german = await _auditor.PageAsync("/admin/audit?lang=de");

        english.Should().Contain("Account changed").And.Contain("<bdi>anna</bdi>").And.Contain("<bdi>Otto</bdi>").And.Contain("192.0.2.0/24")
            .And.Contain("<bdi>Chair</bdi>").And.Contain("<bdi>Chair, Admin</bdi>").And.Contain("<bdi>nothing</bdi>");
        german.Should().Contain("Konto geändert").And.Contain("<bdi>Leitung, Verwaltung</bdi>").And.Contain("Wer hat was getan?");
    }

    [Fact]
    public async Task An_instant_that_was_written_down_is_shown_by_the_clock_of_the_page()
    {
        await AppendAsync(new("account.password", "id-anna", "anna") { After = new Dictionary<string, string?> { ["passwordSet"] = "2027-03-04T20:15:02Z" } });

        (await _auditor.PageAsync("/admin/audit")).Should().Contain("4 Mar 2027, ").And.NotContain("2027-03-04T20:15:02Z");
    }

    [Fact]
    public async Task Strangers_are_led_to_the_sign_in_chairs_may_not_and_auditors_change_nothing()
    {
        using var chair = await SignedIn.AsAsync(_gateway, Roles.Chair, "carl");
        using var stranger = _gateway.CreateClient(TestGateway.PortalUrl);

        foreach (var path in (string[])["/admin/audit", "/admin/audit.csv"])
        {
            (await chair.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
            (await stranger.GetAsync(path, TestContext.Current.CancellationToken)).Headers.Location!.OriginalString.Should().StartWith("/sign-in?");
            (await _auditor.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.OK);
            (await _auditor.PostAsync(path)).StatusCode.Should().NotBe(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("\u202Eevil\u2066\n\0")]
    [InlineData("'; DROP TABLE audit; --")]
    public async Task A_name_cannot_break_the_page(string name)
    {
        await AppendAsync(new(name, name, name) { After = new Dictionary<string, string?> { [name] = name } }, Otto with { Name = name });

        var page = await _auditor.PageAsync("/admin/audit?q=" + Uri.EscapeDataString(name));

        page.Should().NotContain("<script").And.NotContain("<img");
        Rows(page).Should().NotContainAny("\u202E", "\u2066", "\0");
        page.Should().Contain("<bdi>");
    }

    [Fact]
    public async Task A_name_of_ten_thousand_characters_is_cut()
    {
        await AppendAsync(new("account.create", "x", new string('ä', 10_000)) { After = new Dictionary<string, string?> { ["displayName"] = new string('ö', 10_000) } }, Otto with { Name = new string('ü', 10_000) });

        var page = await _auditor.PageAsync("/admin/audit");

        page.Length.Should().BeLessThan(40_000);
        page.Should().Contain(new string('ä', AuditShown.Most) + "…").And.NotContain(new string('ä', AuditShown.Most + 1));
    }

    [Fact]
    public async Task Older_leads_through_all_of_them_with_the_filter_kept()
    {
        await AuditBook.AppendAsync(_gateway.Get<Database>(), TimeProvider.System, Enumerable.Range(0, 60).Select(index => new AuditEntry("key.create", $"k{index}", $"key-{index}.")), Otto);

        var seen = new List<string>();
        var path = "/admin/audit?actor=Otto";
        while (path.Length > 0)
        {
            var page = await _auditor.PageAsync(path);
            page.Length.Should().BeLessThan(30_000);
            seen.AddRange(Enumerable.Range(0, 60).Where(index => page.Contains($"<bdi>key-{index}.</bdi>", StringComparison.Ordinal)).Select(index => $"k{index}"));
            Rows(page).Should().NotContain("Account created");
            var next = page.IndexOf("rel=\"next\" href=\"", StringComparison.Ordinal);
            path = next < 0 ? "" : "/admin/audit" + WebUtility.HtmlDecode(page[(next + 17)..page.IndexOf('"', next + 17)]);
        }

        seen.Should().HaveCount(60).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task What_cannot_be_looked_for_comes_back_with_what_was_typed()
    {
        using var response = await _auditor.GetAsync("/admin/audit?from=gestern&q=anna");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        response.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        page.Should().Contain("value=\"gestern\"").And.Contain("value=\"anna\"").And.Contain("aria-describedby=\"said-from\"").And.Contain("This is no day.");
    }

    [Fact]
    public void Every_action_that_is_written_down_has_its_sentence()
    {
        var written = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "ConferenceGateway"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("AuditTexts.cs", StringComparison.Ordinal))
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "\"((?:account|session|key|check)\\.[a-z-]+)\"").Select(match => match.Groups[1].Value))
            .Where(name => !typeof(ConferenceGateway.SelfTest.Codes).GetFields().Any(field => (string?)field.GetRawConstantValue() == name));

        written.Distinct().Should().NotBeEmpty().And.BeSubsetOf(AuditTexts.Actions.Keys);
    }

    public async ValueTask DisposeAsync()
    {
        _auditor.Dispose();
        await _gateway.DisposeAsync();
    }

    private static string Rows(string page) => page[page.IndexOf("<tbody>", StringComparison.Ordinal)..page.IndexOf("</tbody>", StringComparison.Ordinal)];

    private Task AppendAsync(AuditEntry entry, Actor? actor = null) =>
        AuditBook.AppendAsync(_gateway.Get<Database>(), TimeProvider.System, [entry], actor ?? Otto);
}
