using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Api;

public sealed class AccountsApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Accounts = "/api/v1/accounts";

    [Fact]
    public async Task A_new_account_gets_an_invitation_that_is_shown_once()
    {
        var reply = await host.AdminAsync("POST", Accounts, new { name = "Erika@Verein.example", displayName = "Erika", roles = new[] { "chair" } });

        reply.Status.Should().Be(201);
        var account = reply.Json.GetProperty("account");
        account.GetProperty("name").GetString().Should().Be("erika@verein.example");
        account.GetProperty("isInvited").GetBoolean().Should().BeTrue();
        reply.Json.GetProperty("invitation").GetProperty("link").GetString().Should().StartWith(TestGateway.PortalUrl + "/welcome?code=");
        reply.Json.GetProperty("password").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        reply.Tag.Should().Be("\"1\"");
        var location = reply.Response.Headers.Location!.ToString();
        location.Should().Be(Accounts + "/" + account.GetProperty("id").GetString());
        var read = await host.AdminAsync("GET", location);
        read.Text.Should().NotContain("welcome");
        read.Tag.Should().Be("\"1\"");
        (await host.AuditOfAsync(account.GetProperty("id").GetString()!)).Select(entry => (entry.Action, entry.Way)).Should().Equal(("account.create", "api"), ("account.invite", "api"));
    }

    [Fact]
    public async Task A_generated_password_is_shown_once_and_opens_the_account()
    {
        var reply = await host.AdminAsync("POST", Accounts, new { name = "generated", password = "generated" });
        var id = reply.Json.GetProperty("account").GetProperty("id").GetString()!;
        var password = reply.Json.GetProperty("password").GetString()!;

        var account = (await host.Gateway.Get<AccountStore>().FindAsync(id))!;
        PasswordHash.Parse(account.PasswordHash)!.Verify(password).Should().BeTrue();
        reply.Json.GetProperty("invitation").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        (await host.AdminAsync("GET", Accounts + "/" + id)).Text.Should().NotContain(password).And.NotContain("argon2");
        string.Concat((await host.AuditOfAsync(id)).Select(entry => entry.Facts)).Should().NotContain(password);
    }

    [Fact]
    public async Task A_change_names_the_state_that_it_saw()
    {
        var account = await host.AccountAsync("changed");
        var path = Accounts + "/" + account.Id;
        var body = new { displayName = "New" };

        (await host.AdminAsync("PATCH", path, body)).Problem.Should().Be("match-missing");
        (await host.AdminAsync("PATCH", path, body, "*")).Problem.Should().Be("match-missing");
        foreach (var wrong in new[] { "\"2\"", "W/\"1\"", "1", "\"1\", \"2\"", "\"\"", "\"-1\"", "\"99999999999999999999\"" })
            (await host.AdminAsync("PATCH", path, body, wrong)).Problem.Should().Be("changed", wrong);
        var done = await host.AdminAsync("PATCH", path, body, "\"1\"");
        done.Status.Should().Be(200);
        done.Tag.Should().Be("\"2\"");
        done.Json.GetProperty("displayName").GetString().Should().Be("New");
        (await host.AdminAsync("PATCH", path, body, "\"1\"")).Status.Should().Be(412);
    }

    [Fact]
    public async Task What_is_left_out_of_a_change_stays()
    {
        var account = await host.AccountAsync("kept", Roles.Chair);
        var path = Accounts + "/" + account.Id;

        var reply = await host.AdminAsync("PATCH", path, new { isDisabled = true }, "\"1\"");

        reply.Json.GetProperty("roles")[0].GetString().Should().Be("chair");
        reply.Json.GetProperty("isDisabled").GetBoolean().Should().BeTrue();
        (await host.AdminAsync("PATCH", path, new { roles = Array.Empty<string>() }, "\"2\"")).Json.GetProperty("roles").GetArrayLength().Should().Be(0);
        (await host.AuditOfAsync(account.Id)).Select(entry => entry.Action).Should().Equal("account.create", "account.disable", "account.change");
    }

    [Fact]
    public async Task Nobody_shuts_themselves_out_or_takes_the_last_admin()
    {
        await using var alone = await StartAloneAsync();
        var path = Accounts + "/" + alone.Admin.Id;

        (await alone.AdminAsync("PATCH", path, new { isDisabled = true }, "\"1\"")).Problem.Should().Be("conflict");
        (await alone.AdminAsync("PATCH", path, new { roles = new[] { "chair" } }, "\"1\"")).Problem.Should().Be("conflict");
    }

    [Fact]
    public async Task A_key_gives_nobody_more_than_it_has_itself()
    {
        var narrow = (await host.KeyAsync(host.Admin, ["accounts:read", "accounts:write"])).Text;
        var other = await host.AccountAsync("other-admin", Roles.Admin);
        var chair = await host.AccountAsync("some-chair", Roles.Chair);

        (await host.AskAsync("POST", Accounts, narrow, new { name = "evil", roles = new[] { "admin" } })).Problem.Should().Be("conflict");
        (await host.AskAsync("POST", Accounts, narrow, new { name = "spy", roles = new[] { "auditor" } })).Problem.Should().Be("conflict");
        (await host.AskAsync("PATCH", $"{Accounts}/{chair.Id}", narrow, new { roles = new[] { "chair", "admin" } }, "\"1\"")).Problem.Should().Be("conflict");
        (await host.AskAsync("POST", $"{Accounts}/{other.Id}/password-link", narrow)).Problem.Should().Be("conflict");
        (await host.AskAsync("POST", $"{Accounts}/{chair.Id}/password-link", narrow)).Status.Should().Be(201);
        (await host.AskAsync("POST", Accounts, narrow, new { name = "good", roles = new[] { "chair" } })).Status.Should().Be(201);
        (await host.AdminAsync("POST", Accounts, new { name = "full", roles = new[] { "admin" } })).Status.Should().Be(201);
    }

    [Fact]
    public async Task A_name_is_had_once()
    {
        await host.AccountAsync("taken");

        (await host.AdminAsync("POST", Accounts, new { name = "TAKEN" })).Problem.Should().Be("conflict");
    }

    [Fact]
    public async Task A_reset_link_is_made_for_an_account_that_has_a_password_and_none_for_a_disabled_one()
    {
        var account = await host.AccountAsync("reset");
        (await host.AdminAsync("POST", $"{Accounts}/{account.Id}/password-link")).Json.GetProperty("link").GetString().Should().Contain("/welcome?code=");
        (await host.AuditOfAsync(account.Id))[^1].Action.Should().Be("account.reset");

        await host.Gateway.Get<AccountChanges>().ChangeAsync(Actor.Gateway, account.Id, new AccountChange { IsDisabled = true });
        (await host.AdminAsync("POST", $"{Accounts}/{account.Id}/password-link")).Problem.Should().Be("conflict");
    }

    [Fact]
    public async Task An_account_is_unbound_from_its_provider()
    {
        var account = await host.AccountAsync("bound");
        await host.Gateway.Get<AccountChanges>().BindAsync(Actor.Gateway, account.Id, "verein", "sub-1");

        (await host.AdminAsync("GET", $"{Accounts}/{account.Id}")).Json.GetProperty("subject").GetString().Should().Be("sub-1");
        (await host.AdminAsync("DELETE", $"{Accounts}/{account.Id}/provider")).Problem.Should().Be("match-missing");
        var reply = await host.AdminAsync("DELETE", $"{Accounts}/{account.Id}/provider", null, "\"2\"");
        reply.Json.GetProperty("provider").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended()
    {
        var account = await host.AccountAsync("signed-in");

        (await host.AdminAsync("GET", $"{Accounts}/{account.Id}/sessions")).Json.GetProperty("items").GetArrayLength().Should().Be(0);
        (await host.AdminAsync("DELETE", $"{Accounts}/{account.Id}/sessions")).Json.GetProperty("ended").GetInt32().Should().Be(0);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/sessions")]
    [InlineData("DELETE", "/sessions")]
    [InlineData("POST", "/password-link")]
    [InlineData("DELETE", "/provider")]
    [InlineData("PATCH", "")]
    public async Task An_account_that_does_not_exist_is_said_to_be_missing(string method, string rest)
    {
        foreach (var id in new[] { "nobody", "..%2f..", "%01", "%ff", "'%20or%201=1--" })
        {
            var reply = await host.AdminAsync(method, $"{Accounts}/{id}{rest}", method == "PATCH" ? new { displayName = "x" } : null, "\"1\"");
            reply.Problem.Should().Be("not-found", id);
        }
    }

    [Fact]
    public async Task A_list_comes_page_by_page_and_misses_nobody()
    {
        await using var alone = await StartAloneAsync();
        foreach (var number in Enumerable.Range(0, 7))
            await alone.AccountAsync($"ünit-{number}");

        var names = new List<string?>();
        string? next = null;
        do
        {
            var reply = await alone.AdminAsync("GET", Accounts + "?limit=3" + (next is null ? "" : "&after=" + next));
            var items = reply.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()).ToArray();
            items.Length.Should().BeLessThanOrEqualTo(3);
            names.AddRange(items);
            next = reply.Json.GetProperty("next").GetString();
            // Somebody who comes in before the place that was reached moves nothing.
            if (names.Count == 3)
                await alone.AccountAsync("aaa");
        }
        while (next is not null);

        names.Should().Equal(["admin", .. Enumerable.Range(0, 7).Select(number => $"ünit-{number}")]);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=-1")]
    [InlineData("limit=+5")]
    [InlineData("limit=1e3")]
    [InlineData("limit=")]
    [InlineData("limit=5&limit=6")]
    [InlineData("after=")]
    [InlineData("after=%00")]
    [InlineData("after=%2F%2F")]
    [InlineData("after=gA")]
    public async Task A_page_that_makes_no_sense_is_refused(string query) =>
        (await host.AdminAsync("GET", $"{Accounts}?{query}")).Problem.Should().Be("wrong-value");

    private static async Task<ApiHost> StartAloneAsync()
    {
        var alone = new ApiHost();
        await alone.InitializeAsync();
        return alone;
    }
}
