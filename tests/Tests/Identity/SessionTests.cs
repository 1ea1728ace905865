using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Identity;

/// <summary>When a session begins, gets another secret, and ends; the clock is the test's.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private const string Cookie = "session";

    // Neither an admin nor an auditor, so that it may be seen with every role.
    private const string Page = "/account";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 3, 4, 20, 0, 0, TimeSpan.Zero));
    private TestGateway _gateway = null!;
    private Account _anna = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await PortalClient.StartGatewayAsync(_time);
        _anna = await PortalVisitor.AccountAsync(_gateway, "anna", Roles.Chair);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_session_that_is_used_goes_on_and_one_that_nobody_uses_ends()
    {
        using var used = await EnterAsync();
        using var left = await EnterAsync();

        _time.Advance(TimeSpan.FromHours(11));
        (await IsSignedInAsync(used)).Should().BeTrue();
        _time.Advance(TimeSpan.FromHours(2));

        (await IsSignedInAsync(used)).Should().BeTrue();
        (await IsSignedInAsync(left)).Should().BeFalse();
        (await ListAsync()).Should().ContainSingle("what has ended is on no list");
    }

    [Fact]
    public async Task A_session_ends_after_a_week_however_much_it_is_used()
    {
        using var anna = await EnterAsync();

        for (var hours = 0; hours < 7 * 24 - 6; hours += 6)
        {
            (await IsSignedInAsync(anna)).Should().BeTrue("after {0} hours", hours);
            _time.Advance(TimeSpan.FromHours(6));
        }

        _time.Advance(TimeSpan.FromHours(6));
        (await IsSignedInAsync(anna)).Should().BeFalse();
    }

    [Fact]
    public async Task A_proof_makes_another_secret_and_no_longer_life()
    {
        await PortalClient.AddAccountAsync(_gateway, "berta");
        using var berta = new PortalClient(_gateway);
        await berta.SignInAsync("berta");
        for (var days = 0; days < 6; days++)
        {
            for (var part = 0; part < 4; part++, _time.Advance(TimeSpan.FromHours(6)))
                (await IsSignedInAsync(berta)).Should().BeTrue();
        }

        using (var proved = await berta.PostAsync("/confirm", ("password", PortalClient.Password), ("return", Page)))
            proved.Headers.Location!.OriginalString.Should().Be(Page);
        for (var part = 0; part < 4; part++)
        {
            (await IsSignedInAsync(berta)).Should().BeTrue();
            _time.Advance(TimeSpan.FromHours(6));
        }

        (await IsSignedInAsync(berta)).Should().BeFalse();
    }

    [Fact]
    public async Task A_role_that_is_given_gives_the_session_another_secret_and_the_old_one_is_worth_nothing()
    {
        using var anna = await EnterAsync();
        var (old, handle) = (anna.Cookies[Cookie], (await ListAsync()).Single().Handle);
        await ChangeAsync(new() { Roles = Roles.Chair | Roles.Admin });

        using (var admin = await anna.GetAsync("/admin/accounts"))
            admin.StatusCode.Should().Be(HttpStatusCode.OK, "the role counts at the next click");

        anna.Cookies[Cookie].Should().NotBe(old);
        using var thief = With(old);
        (await IsSignedInAsync(thief)).Should().BeFalse();
        (await IsSignedInAsync(anna)).Should().BeTrue();
        (await ListAsync()).Should().ContainSingle().Which.Handle.Should().Be(handle);
    }

    [Fact]
    public async Task A_role_that_is_given_a_second_time_counts_as_given()
    {
        await PortalVisitor.AccountAsync(_gateway, "other", Roles.Admin);
        using var anna = await EnterAsync();
        await ChangeAsync(new() { Roles = Roles.Admin });
        (await IsSignedInAsync(anna)).Should().BeTrue();
        await ChangeAsync(new() { Roles = Roles.None });
        (await IsSignedInAsync(anna)).Should().BeTrue();
        var before = anna.Cookies[Cookie];

        await ChangeAsync(new() { Roles = Roles.Admin });
        (await IsSignedInAsync(anna)).Should().BeTrue();

        anna.Cookies[Cookie].Should().NotBe(before);
    }

    [Fact]
    public async Task A_role_that_is_taken_is_gone_at_the_next_click()
    {
        await PortalVisitor.AccountAsync(_gateway, "other", Roles.Admin);
        await ChangeAsync(new() { Roles = Roles.Admin });
        using var anna = await EnterAsync();
        using (var before = await anna.GetAsync("/admin/accounts"))
            before.StatusCode.Should().Be(HttpStatusCode.OK);

        await ChangeAsync(new() { Roles = Roles.Chair });

        using var after = await anna.GetAsync("/admin/accounts");
        after.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Who_is_let_in_again_signs_in_again()
    {
        using var anna = await EnterAsync();
        await ChangeAsync(new() { IsDisabled = true });
        (await IsSignedInAsync(anna)).Should().BeFalse();

        await ChangeAsync(new() { IsDisabled = false });

        (await IsSignedInAsync(anna)).Should().BeFalse();
    }

    [Fact]
    public async Task A_session_outlives_a_restart_and_its_end_does_too()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-sessions-");
        try
        {
            var path = Path.Combine(folder.FullName, "gateway.db");
            string kept, ended;
            await using (var before = await PortalClient.StartGatewayAsync(_time, path))
            {
                var account = await PortalVisitor.AccountAsync(before, "anna", Roles.Chair);
                (_, kept) = await PortalVisitor.SessionCookieAsync(before, account);
                (_, ended) = await PortalVisitor.SessionCookieAsync(before, account);
                using var leaver = new PortalClient(before) { Cookies = { [Cookie] = ended } };
                (await leaver.GetAsync(Page)).Dispose();
                using var left = await leaver.PostAsync("/sign-out");
                left.StatusCode.Should().Be(HttpStatusCode.SeeOther);
            }

            await using var after = await PortalClient.StartGatewayAsync(_time, path);
            using var stays = new PortalClient(after) { Cookies = { [Cookie] = kept } };
            using var thief = new PortalClient(after) { Cookies = { [Cookie] = ended } };
            (await IsSignedInAsync(stays)).Should().BeTrue();
            (await IsSignedInAsync(thief)).Should().BeFalse();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_database_knows_no_secret_that_would_open_a_session()
    {
        using var anna = await EnterAsync();
        await using var connection = await _gateway.Get<Database>().ConnectAsync(TestContext.Current.CancellationToken);
        var hash = await connection.ExecuteScalarAsync<string>("SELECT secret_hash FROM sessions");

        hash.Should().MatchRegex("^[0-9a-f]{64}$");
        anna.Cookies[Cookie].Should().NotContain(hash);
        using var reader = With(hash!);
        (await IsSignedInAsync(reader)).Should().BeFalse();
    }

    [Fact]
    public async Task Another_browser_and_another_network_do_not_end_it()
    {
        // Both change while somebody works: an update, a train.
        using var anna = await EnterAsync();
        anna.Headers.UserAgent.Clear();
        anna.Headers.UserAgent.ParseAdd("curl/8.5.0");

        (await IsSignedInAsync(anna)).Should().BeTrue();
    }

    private static async Task<bool> IsSignedInAsync(PortalClient client)
    {
        using var answer = await client.GetAsync(Page);
        if (answer.StatusCode == HttpStatusCode.SeeOther)
            answer.Headers.Location!.OriginalString.Should().Be("/sign-in?return=%2Faccount");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private PortalClient With(string cookie) => new(_gateway) { Cookies = { [Cookie] = cookie } };

    private async Task<PortalClient> EnterAsync() => With((await PortalVisitor.SessionCookieAsync(_gateway, _anna)).Value);

    private Task<IReadOnlyList<SessionRow>> ListAsync() => _gateway.Get<BrowserSessions>().ListAsync(_anna.Id);

    private async Task ChangeAsync(AccountChange change) =>
        (await _gateway.Get<AccountChanges>().ChangeAsync(Actor.Gateway, _anna.Id, change)).Should().BeOfType<AccountAnswer.Done>();
}
