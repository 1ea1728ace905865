using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using ConferenceGateway.Tests.Identity.Api;
using Dapper;
using Xunit;

namespace ConferenceGateway.Tests.Identity.ApiKeys;

public sealed class ApiKeyTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Me = "/api/v1/me";

    [Fact]
    public async Task A_key_says_whose_it_is_and_what_it_may()
    {
        var reply = await host.AskAsync("GET", Me, (await host.KeyAsync(host.Admin, ["audit:read", "accounts:read"])).Text);

        reply.Status.Should().Be(200);
        reply.Json.GetProperty("account").GetString().Should().Be(host.Admin.Id);
        Strings(reply.Json.GetProperty("rights")).Should().Equal("accounts:read", "audit:read");
        reply.Text.Should().NotContain("cg_");
    }

    [Fact]
    public async Task Only_the_hash_of_a_key_is_kept()
    {
        var made = await host.KeyAsync(host.Admin);
        await using var connection = await host.Gateway.Get<Database>().ConnectAsync();
        var row = JsonSerializer.Serialize((object)await connection.QuerySingleAsync("SELECT * FROM api_keys WHERE id = @Id", new { made.Key.Id }));
        var hash = await connection.ExecuteScalarAsync<string>("SELECT secret_hash FROM api_keys WHERE id = @Id", new { made.Key.Id });

        row.Should().NotContain(made.Text[18..]);
        hash.Should().Be(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made.Text))));
        made.Text.Should().MatchRegex("^cg_[A-Za-z0-9_-]{14}_[A-Za-z0-9_-]{43}$").And.StartWith("cg_" + made.Key.Id + "_");
        (await host.AuditOfAsync(made.Key.Id)).Should().ContainSingle(entry => entry.Action == "key.create").Which.Facts.Should().NotContain(made.Text[18..]);
    }

    public static TheoryData<string> WrongHeaders =>
    [
        "", "Bearer", "Bearer ", "Basic YWRtaW46YWRtaW4=", "Bearer cg_", "Bearer " + new string('a', 61), "Bearer cg_AAAAAAAAAAAAAA_" + new string('A', 43),
        "Bearer cg_AAAAAAAAAAAAAA_" + new string('A', 44), "Bearer " + new string('A', 16_000), "cg_AAAAAAAAAAAAAA_" + new string('A', 43),
    ];

    [Theory]
    [MemberData(nameof(WrongHeaders))]
    public async Task What_is_no_key_opens_nothing(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Me);
        request.Headers.Accept.ParseAdd("text/html");
        if (header.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", header);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).Should().Be(401);
        response.Headers.WwwAuthenticate.ToString().Should().Be("Bearer");
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task Every_single_character_of_a_key_counts()
    {
        var key = (await host.KeyAsync(host.Admin)).Text;
        for (var i = 0; i < key.Length; i += 7)
            (await host.AskAsync("GET", Me, key[..i] + (key[i] == 'x' ? 'y' : 'x') + key[(i + 1)..])).Status.Should().Be(401);
        (await host.AskAsync("GET", Me, key.ToUpperInvariant())).Status.Should().Be(401);
        (await host.AskAsync("GET", Me, key + " ")).Status.Should().Be(200, "the server takes blanks at the end of a header away");
    }

    [Fact]
    public async Task Two_keys_in_one_request_are_none()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Me);
        request.Headers.TryAddWithoutValidation("Authorization", ["Bearer " + host.AdminKey, "Bearer " + host.AdminKey]);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).Should().Be(401);
    }

    [Fact]
    public async Task A_revoked_key_is_dead_at_once()
    {
        var made = await host.KeyAsync(host.Admin);
        (await host.AskAsync("GET", Me, made.Text)).Status.Should().Be(200);
        await host.Gateway.Get<ApiKeyChanges>().RevokeAsync(Actor.Gateway, made.Key.Id);

        (await host.AskAsync("GET", Me, made.Text)).Status.Should().Be(401);
        (await host.AuditOfAsync(made.Key.Id)).Select(entry => entry.Action).Should().Equal("key.create", "key.revoke");
    }

    [Fact]
    public async Task A_key_dies_with_its_owner_and_comes_back_with_them()
    {
        var owner = await host.AccountAsync("owner", Roles.Admin);
        var key = (await host.KeyAsync(owner)).Text;
        var changes = host.Gateway.Get<AccountChanges>();

        await changes.ChangeAsync(Actor.Gateway, owner.Id, new AccountChange { IsDisabled = true });
        (await host.AskAsync("GET", Me, key)).Status.Should().Be(401);
        await changes.ChangeAsync(Actor.Gateway, owner.Id, new AccountChange { IsDisabled = false });
        (await host.AskAsync("GET", Me, key)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_key_loses_what_its_owner_loses()
    {
        var owner = await host.AccountAsync("demoted", Roles.Admin);
        var key = (await host.KeyAsync(owner)).Text;
        await host.Gateway.Get<AccountChanges>().ChangeAsync(Actor.Gateway, owner.Id, new AccountChange { Roles = Roles.Auditor });

        (await host.AskAsync("GET", "/api/v1/accounts", key)).Status.Should().Be(200);
        (await host.AskAsync("POST", "/api/v1/accounts", key, new { name = "new" })).Problem.Should().Be("not-allowed");
        Strings((await host.AskAsync("GET", Me, key)).Json.GetProperty("rights")).Should().NotContain("accounts:write");
    }

    [Fact]
    public async Task The_last_use_is_noted_once_a_minute_and_masked()
    {
        var made = await host.KeyAsync(host.Admin);
        var keys = host.Gateway.Get<ApiKeyStore>();
        (await keys.FindAsync(made.Key.Id))!.UsedAt.Should().BeNull();

        await host.AskAsync("GET", Me, made.Text);
        var first = (await keys.FindAsync(made.Key.Id))!;
        first.UsedFrom.Should().Be("127.0.0.0/24");
        host.Time.Advance(TimeSpan.FromSeconds(59));
        await host.AskAsync("GET", Me, made.Text);
        (await keys.FindAsync(made.Key.Id))!.Should().BeEquivalentTo(first, "neither the use nor the revision changes");
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await host.AskAsync("GET", Me, made.Text);
        (await keys.FindAsync(made.Key.Id))!.UsedAt.Should().Be(first.UsedAt + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_key_ends_with_its_day()
    {
        var made = await host.KeyAsync(host.Admin, days: 1);
        host.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        (await host.AskAsync("GET", Me, made.Text)).Status.Should().Be(200);
        host.Time.Advance(TimeSpan.FromMilliseconds(1));

        (await host.AskAsync("GET", Me, made.Text)).Status.Should().Be(401);
    }

    [Fact]
    public async Task A_key_makes_no_key_that_may_more_or_lives_longer_than_itself()
    {
        var key = (await host.KeyAsync(host.Admin, ["keys:write", "audit:read"], days: 10)).Text;

        (await host.AskAsync("POST", "/api/v1/keys", key, new { name = "more", scopes = new[] { "accounts:read" }, days = 5 })).Problem.Should().Be("conflict");
        (await host.AskAsync("POST", "/api/v1/keys", key, new { name = "longer", scopes = new[] { "audit:read" }, days = 11 })).Problem.Should().Be("conflict");
        (await host.AskAsync("POST", "/api/v1/keys", key, new { name = "usual", scopes = new[] { "audit:read" } })).Problem.Should().Be("conflict");
        var made = await host.AskAsync("POST", "/api/v1/keys", key, new { name = "fits", scopes = new[] { "audit:read", "audit:read" }, days = 10 });
        made.Status.Should().Be(201);
        var secret = made.Json.GetProperty("secret").GetString()!;
        Strings((await host.AskAsync("GET", Me, secret)).Json.GetProperty("rights")).Should().Equal("audit:read");
        made.Response.Headers.Location!.ToString().Should().Be("/api/v1/keys/" + made.Json.GetProperty("key").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("self", "There is no scope")]
    [InlineData("everything", "There is no scope")]
    [InlineData("*", "There is no scope")]
    [InlineData("audit:read keys:write", "There is no scope")]
    public async Task A_scope_that_does_not_exist_is_named(string scope, string said)
    {
        var reply = await host.AdminAsync("POST", "/api/v1/keys", new { name = "odd", scopes = new[] { scope } });

        reply.Status.Should().Be(422);
        reply.Json.GetProperty("detail").GetString().Should().Contain(said).And.Contain(scope);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\nb")]
    [InlineData("abc\u202eexe")]
    public async Task A_name_that_nobody_can_read_is_refused(string name) =>
        (await host.AdminAsync("POST", "/api/v1/keys", new { name, scopes = new[] { "audit:read" } })).Problem.Should().Be("wrong-value");

    [Theory]
    [InlineData(0)]
    [InlineData(367)]
    [InlineData(-1)]
    public async Task No_key_lives_for_ever(int days) =>
        (await host.AdminAsync("POST", "/api/v1/keys", new { name = "long", scopes = new[] { "audit:read" }, days })).Problem.Should().Be("wrong-value");

    private static IEnumerable<string?> Strings(JsonElement array) => array.EnumerateArray().Select(item => item.GetString());
}
