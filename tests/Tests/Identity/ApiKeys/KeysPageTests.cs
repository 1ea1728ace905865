using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Identity.Api;
using Xunit;

namespace ConferenceGateway.Tests.Identity.ApiKeys;

/// <summary>The pages about keys, as a person who is signed in sees them.</summary>
public sealed partial class KeysPageTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_session_opens_the_pages_and_not_the_api()
    {
        using var browser = await SignInAsync(host.Admin);

        (await browser.GetAsync("/admin/keys", Stop)).StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        (await browser.GetAsync("/api/v1/me", Stop)).StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized);
        (await browser.GetAsync("/API/v1/me", Stop)).StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_opens_the_api_and_not_the_pages()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/keys");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + host.AdminKey);
        using var response = await host.Client.SendAsync(request, Stop);

        response.StatusCode.Should().Be(System.Net.HttpStatusCode.SeeOther);
        response.Headers.Location!.ToString().Should().StartWith("/sign-in");
    }

    [Fact]
    public async Task A_new_key_is_shown_once_works_and_is_revoked()
    {
        using var browser = await SignInAsync(host.Admin);
        using var made = await SendAsync(browser, "/admin/keys/new", "/admin/keys/new", ("name", "Abend & <b>"), ("scopes", "audit:read"), ("scopes", "keys:read"), ("days", "30"));
        var html = await made.Content.ReadAsStringAsync(Stop);

        made.StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        made.Headers.CacheControl!.NoStore.Should().BeTrue();
        html.Should().Contain("Abend &amp; &lt;b&gt;").And.NotContain("<b>Abend");
        var key = Key().Match(html).Value;
        (await host.AskAsync("GET", "/api/v1/me", key)).Status.Should().Be(200);

        var list = await browser.GetStringAsync("/admin/keys", Stop);
        list.Should().Contain(key[3..17]).And.NotContain(key[18..]);
        using var revoked = await SendAsync(browser, "/admin/keys", "/admin/keys/revoke", ("id", key[3..17]));
        revoked.StatusCode.Should().Be(System.Net.HttpStatusCode.SeeOther);
        (await host.AskAsync("GET", "/api/v1/me", key)).Status.Should().Be(401);
        (await host.AuditOfAsync(key[3..17])).Select(entry => (entry.Action, entry.Way)).Should().Equal(("key.create", "page"), ("key.revoke", "page"));
    }

    [Theory]
    [InlineData("", "audit:read", "30", "name-fault")]
    [InlineData("x", "", "30", "scopes-fault")]
    [InlineData("x", "self", "30", "scopes-fault")]
    [InlineData("x", "audit:read", "0", "days-fault")]
    [InlineData("x", "audit:read", "367", "days-fault")]
    [InlineData("x", "audit:read", "viel", "days-fault")]
    public async Task What_cannot_be_is_said_beside_its_field_and_kept(string name, string scope, string days, string fault)
    {
        using var browser = await SignInAsync(host.Admin);
        using var response = await SendAsync(browser, "/admin/keys/new", "/admin/keys/new", ("name", name), ("scopes", scope), ("days", days));
        var html = await response.Content.ReadAsStringAsync(Stop);

        ((int)response.StatusCode).Should().Be(422);
        html.Should().Contain($"id=\"{fault}\"").And.Contain($"value=\"{days}\"").And.NotContain("cg_");
    }

    [Fact]
    public async Task A_form_without_its_token_makes_no_key()
    {
        using var browser = await SignInAsync(host.Admin);
        using var form = new FormUrlEncodedContent([new("name", "x"), new("scopes", "audit:read"), new("days", "5")]);
        using var response = await browser.PostAsync("/admin/keys/new", form, Stop);

        ((int)response.StatusCode).Should().Be(403);
    }

    [Fact]
    public async Task Who_proved_long_ago_who_they_are_is_asked_before_a_key_is_made()
    {
        var own = new ApiHost();
        await own.InitializeAsync();
        await using var _ = own;
        using var browser = await SignInAsync(own, own.Admin);
        own.Time.Advance(TimeSpan.FromMinutes(16));
        using var response = await browser.GetAsync("/admin/keys/new", Stop);

        response.Headers.Location!.ToString().Should().StartWith("/confirm");
    }

    [Fact]
    public async Task An_auditor_sees_the_keys_and_no_way_to_change_them()
    {
        using var browser = await SignInAsync(await host.AccountAsync("auditor", Roles.Auditor));
        var html = await browser.GetStringAsync("/admin/keys", Stop);

        html.Should().NotContain("/admin/keys/new").And.NotContain("/admin/keys/revoke");
        (await browser.GetAsync("/admin/keys/new", Stop)).StatusCode.Should().Be(System.Net.HttpStatusCode.Forbidden);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<HttpClient> SignInAsync(ConferenceGateway.Identity.Accounts.Account account) => SignInAsync(host, account);

    // As the sign-in does it, whatever its page looks like.
    private static async Task<HttpClient> SignInAsync(ApiHost host, ConferenceGateway.Identity.Accounts.Account account)
    {
        var (cookie, value) = await TestAccounts.SessionCookieAsync(host.Gateway, account);
        var handler = host.Gateway.CreateHandler();
        handler.UseCookies = true;
        handler.CookieContainer.Add(new Uri(TestGateway.PortalUrl), new System.Net.Cookie(cookie, value));
        return new HttpClient(handler) { BaseAddress = new Uri(TestGateway.PortalUrl) };
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await browser.GetStringAsync(page, Stop)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(fields.Append((FormToken.Field, token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await browser.PostAsync(action, form, Stop);
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("cg_[A-Za-z0-9_-]{58}")]
    private static partial Regex Key();
}
