using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Dapper;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Accounts;

public sealed class AccountPageTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private Account _adminAccount = null!;
    private PortalVisitor _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions
        {
            // The portal asks no shard.
            Settings = new Dictionary<string, string?> { ["Fleet:Shards:0:Name"] = "alpha", ["Fleet:Shards:0:Address"] = "http://127.0.0.1:9" },
            WaitsForShards = false,
        });
        _adminAccount = await PortalVisitor.AccountAsync(_gateway, "ada", Roles.Admin, "Ada");
        _admin = await PortalVisitor.EnterAsync(_gateway, _adminAccount);
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task An_admin_creates_an_account_and_sees_its_link_once()
    {
        await _admin.GetAsync("/admin/accounts/new");
        var sent = await _admin.PostAsync("/admin/accounts/new", ("name", "Maike"), ("display-name", "Maike Lorenz"), ("roles", "chair"), ("how", "link"));
        sent.Status.Should().Be(HttpStatusCode.SeeOther);

        var first = await _admin.GetAsync(sent.Location!);
        var link = new Uri(Between(first.Html, "aria-labelledby=\"what secret\">", "<").Replace("&amp;", "&"));
        link.GetLeftPart(UriPartial.Path).Should().Be("http://portal.test/welcome");
        (await _gateway.Get<PasswordLinks>().FindAsync(link.Query["?code=".Length..]))!.Name.Should().Be("maike");

        (await _admin.GetAsync(sent.Location!)).Text.Should().Contain("shown already").And.NotContain("code=");
        sent.Location.Should().NotContain("code");
        (await AuditAsync()).Should().NotContain(link.Query["?code=".Length..]);
    }

    [Fact]
    public async Task A_generated_password_is_shown_once_and_is_the_accounts()
    {
        await _admin.GetAsync("/admin/accounts/new");
        var sent = await _admin.PostAsync("/admin/accounts/new", ("name", "maike"), ("display-name", "Maike"), ("how", "password"));

        var page = await _admin.GetAsync(sent.Location!);
        var password = Between(page.Html, "aria-labelledby=\"what secret\">", "<");
        AccountName.TryParse("maike", out var name).Should().BeTrue();
        var account = await _gateway.Get<AccountStore>().FindByNameAsync(name);
        ConferenceGateway.Identity.Passwords.PasswordHash.Parse(account!.PasswordHash)!.Verify(password).Should().BeTrue();
        (await AuditAsync()).Should().NotContain(password);
        (await _admin.GetAsync(sent.Location!)).Html.Should().NotContain(password);
    }

    [Fact]
    public async Task Another_admins_browser_cannot_look_at_what_is_shown_once()
    {
        await _admin.GetAsync("/admin/accounts/new");
        var sent = await _admin.PostAsync("/admin/accounts/new", ("name", "maike"), ("display-name", "Maike"), ("how", "link"));
        using var other = await PortalVisitor.EnterAsync(_gateway, _adminAccount);
        var portal = new Uri(TestGateway.PortalUrl);
        other.Cookies.Add(portal, new Cookie("once", _admin.Cookies.GetCookies(portal)["once"]!.Value));

        (await other.GetAsync(sent.Location!)).Text.Should().Contain("shown already");
    }

    [Theory]
    [InlineData("m", "Maike", "No sign-in name can be like that")]
    [InlineData("ma ike", "Maike", "No sign-in name can be like that")]
    [InlineData("maike", "", "No name can be like that")]
    [InlineData("maike", "Maike\u202Eekiam", "No name can be like that")]
    [InlineData("ada", "Ada two", "An account has the name ada already")]
    public async Task A_wrong_value_comes_back_with_its_fault_beside_it(string name, string displayName, string fault)
    {
        await _admin.GetAsync("/admin/accounts/new");
        var answer = await _admin.PostAsync("/admin/accounts/new", ("name", name), ("display-name", displayName), ("roles", "chair"), ("how", "link"));

        answer.Status.Should().BeOneOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.Conflict);
        answer.Text.Should().Contain(fault);
        answer.Html.Should().Contain("aria-invalid=\"true\"").And.Contain($"value=\"{WebUtility.HtmlEncode(name)}\"").And.Contain("value=\"chair\" checked");
    }

    [Theory]
    [InlineData("<script>alert(1)</script><b>\"'&")]
    [InlineData("\u202E\u2067abc")]
    public async Task No_name_breaks_a_page(string name)
    {
        var account = await PortalVisitor.AccountAsync(_gateway, "maike", Roles.Chair, name);
        foreach (var path in new[] { "/admin/accounts", $"/admin/accounts/{account.Id}", $"/admin/accounts/{account.Id}/change", $"/admin/accounts/{account.Id}/disable" })
            (await _admin.GetAsync(path)).Html.Should().NotContain("<script").And.NotContain("<b>\"").And.Contain("<bdi>");
        using var maike = await PortalVisitor.EnterAsync(_gateway, account);
        foreach (var path in new[] { "/", "/account" })
            (await maike.GetAsync(path)).Html.Should().NotContain("<script").And.Contain("<bdi>");
    }

    [Fact]
    public async Task Ten_thousand_characters_are_refused_and_not_sent_back()
    {
        await _admin.GetAsync("/admin/accounts/new");
        var answer = await _admin.PostAsync("/admin/accounts/new", ("name", new string('a', 10_000)), ("display-name", new string('b', 10_000)), ("how", "link"));

        answer.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        answer.Html.Length.Should().BeLessThan(30_000);
        (await _admin.GetAsync("/admin/accounts?q=" + new string('b', 4000))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_saves_what_somebody_else_has_changed_is_told_so()
    {
        var account = await PortalVisitor.AccountAsync(_gateway, "maike", Roles.Chair);
        var path = $"/admin/accounts/{account.Id}/change";
        await _admin.GetAsync(path);
        var seen = _admin.Hidden("revision");
        await _admin.PostAsync(path, ("display-name", "First"), ("roles", "chair"), ("revision", seen));
        await _admin.GetAsync(path);

        var late = await _admin.PostAsync(path, ("display-name", "Second"), ("revision", seen));

        late.Status.Should().Be(HttpStatusCode.PreconditionFailed);
        late.Text.Should().Contain("Somebody else has changed it").And.Contain("First");
        late.Html.Should().Contain("value=\"Second\"");
        (await _admin.PostAsync(path, ("display-name", "Second"), ("revision", _admin.Hidden("revision")))).Status.Should().Be(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task The_last_admin_stays_admin_and_nobody_disables_themselves()
    {
        var path = $"/admin/accounts/{_adminAccount.Id}";
        await _admin.GetAsync(path + "/change");
        var change = await _admin.PostAsync(path + "/change", ("display-name", "Ada"), ("revision", _admin.Hidden("revision")));
        change.Status.Should().Be(HttpStatusCode.Conflict);
        change.Text.Should().Contain("last account with the role admin");

        (await _admin.GetAsync(path + "/disable")).Text.Should().Contain("Another admin has to disable it");
        var disable = await _admin.PostAsync(path + "/disable", ("revision", "1"));
        disable.Status.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_page_of_an_account_says_what_was_done_to_it_lately()
    {
        var account = await PortalVisitor.AccountAsync(_gateway, "maike", Roles.Chair);
        await _gateway.Get<AccountChanges>().ChangeAsync(Actor.CommandLine() with { Name = "<b>root" }, account.Id, new() { DisplayName = "Maike" });

        var page = await _admin.GetAsync($"/admin/accounts/{account.Id}");

        page.Text.Should().MatchRegex("(?s)Last changes.*Account changed.*<b>root, command line.*Account created");
        page.Html.Should().Contain($"href=\"/admin/audit?subject={account.Id}\"").And.NotContain("<b>root");
        (await _admin.GetAsync($"/admin/audit?subject={account.Id}")).Text.Should().Contain("Account created");
    }

    [Fact]
    public async Task Disabling_ends_the_sessions_at_once()
    {
        var account = await PortalVisitor.AccountAsync(_gateway, "maike", Roles.Chair);
        using var maike = await PortalVisitor.EnterAsync(_gateway, account);
        (await maike.GetAsync("/account")).Status.Should().Be(HttpStatusCode.OK);

        await _admin.GetAsync($"/admin/accounts/{account.Id}/disable");
        var done = await _admin.PostAsync($"/admin/accounts/{account.Id}/disable", ("revision", _admin.Hidden("revision")));

        (await _admin.GetAsync(done.Location!)).Text.Should().Contain("The account is disabled.");
        (await maike.GetAsync("/account")).Location.Should().StartWith("/sign-in");
        (await AuditAsync()).Should().Contain("account.disable");
    }

    [Fact]
    public async Task An_auditor_sees_accounts_and_can_change_none()
    {
        using var auditor = await PortalVisitor.EnterAsync(_gateway, await PortalVisitor.AccountAsync(_gateway, "otto", Roles.Auditor));

        (await auditor.GetAsync("/admin/accounts")).Html.Should().Contain("ada").And.NotContain("/admin/accounts/new");
        (await auditor.GetAsync($"/admin/accounts/{_adminAccount.Id}")).Html.Should().NotContain("/disable");
        (await auditor.GetAsync("/admin/accounts/new")).Status.Should().Be(HttpStatusCode.Forbidden);
        (await auditor.GetAsync($"/admin/accounts/{_adminAccount.Id}/disable")).Status.Should().Be(HttpStatusCode.Forbidden);
        await auditor.GetAsync("/account");
        (await auditor.PostAsync($"/admin/accounts/{_adminAccount.Id}/disable", ("revision", "1"))).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task One_ends_ones_other_sessions_and_the_audit_says_so()
    {
        var account = await PortalVisitor.AccountAsync(_gateway, "maike", Roles.Chair);
        using var here = await PortalVisitor.EnterAsync(_gateway, account);
        using var there = await PortalVisitor.EnterAsync(_gateway, account);
        using var elsewhere = await PortalVisitor.EnterAsync(_gateway, account);

        var page = await here.GetAsync("/account");
        page.Text.Should().Contain("(this device)");
        var done = await here.PostAsync("/account/sessions/end", ("session", here.Hidden("session")));
        (await here.GetAsync(done.Location!)).Text.Should().Contain("That device is signed out.");
        await here.PostAsync("/account/sessions/end-others");

        (await here.GetAsync("/account")).Status.Should().Be(HttpStatusCode.OK);
        (await there.GetAsync("/account")).Status.Should().Be(HttpStatusCode.SeeOther);
        (await elsewhere.GetAsync("/account")).Status.Should().Be(HttpStatusCode.SeeOther);
        (await AuditAsync()).Should().Contain("session.end ").And.Contain("session.end-others");
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another_account()
    {
        using var maike = await PortalVisitor.EnterAsync(_gateway, await PortalVisitor.AccountAsync(_gateway, "maike", Roles.Chair));
        var admins = (await _gateway.Get<BrowserSessions>().ListAsync(_adminAccount.Id)).Single();

        await maike.GetAsync("/account");
        await maike.PostAsync("/account/sessions/end", ("session", admins.Handle));

        (await _admin.GetAsync("/account")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_list_is_searched_whatever_the_capitals_and_accents_and_has_pages()
    {
        for (var i = 0; i < 55; i++)
            await PortalVisitor.AccountAsync(_gateway, $"member{i:00}", Roles.Chair, i == 54 ? "Jürgen Öhler" : "Member");

        var first = await _admin.GetAsync("/admin/accounts");
        first.Text.Should().Contain("member00").And.NotContain("member54");
        (await _admin.GetAsync("/admin/accounts?q=&after=member48")).Text.Should().Contain("member54").And.NotContain("member48");
        (await _admin.GetAsync("/admin/accounts?q=jurgen%20oh")).Text.Should().Contain("member54").And.NotContain("member00");
        (await _admin.GetAsync("/admin/accounts?q=zzz")).Text.Should().Contain("No account has such a name.");
    }

    [Fact]
    public async Task The_start_page_leads_everybody_to_their_own()
    {
        using var stranger = PortalVisitor.Enter(_gateway);
        (await stranger.GetAsync("/")).Html.Should().Contain("href=\"/sign-in\"");
        (await _admin.GetAsync("/")).Location.Should().Be("/admin");
        using var auditor = await PortalVisitor.EnterAsync(_gateway, await PortalVisitor.AccountAsync(_gateway, "otto", Roles.Auditor));
        (await auditor.GetAsync("/")).Location.Should().Be("/admin/audit");
        using var chair = await PortalVisitor.EnterAsync(_gateway, await PortalVisitor.AccountAsync(_gateway, "maike", Roles.Chair, "Maike"));
        (await chair.GetAsync("/")).Text.Should().Contain("Hello, Maike.");
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        from.Should().BeGreaterThan(start.Length);
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private async Task<string> AuditAsync()
    {
        await using var connection = await _gateway.Get<Database>().ConnectAsync();
        return string.Join('\n', await connection.QueryAsync<string>("SELECT action || ' ' || subject_name || ' ' || coalesce(before_json, '') || ' ' || coalesce(after_json, '') FROM audit ORDER BY id"));
    }
}
