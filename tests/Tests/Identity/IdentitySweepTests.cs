using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity;
using ConferenceGateway.Tests.Audit;
using ConferenceGateway.Tests.Storage;
using Dapper;
using Xunit;

namespace ConferenceGateway.Tests.Identity;

/// <summary>What sign-in keeps, and until when.</summary>
public sealed class IdentitySweepTests : IAsyncLifetime
{
    private readonly LogLines<IdentitySweep> _log = new();
    private AuditBook _book = null!;
    private IdentitySweep _sweep = null!;

    public async ValueTask InitializeAsync()
    {
        _book = await AuditBook.OpenAsync();
        _sweep = new IdentitySweep(_book.Database, new SignInOptions(), new AuditOptions { Keep = TimeSpan.FromDays(30) }, _book.Time, _log);
        await AccountAsync("ida");
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(13, 0, 0)]
    [InlineData(0, 8, 0)]
    public async Task A_session_goes_when_it_is_idle_or_too_old(int idleHours, int days, long left)
    {
        await ExecuteAsync("""
            INSERT INTO sessions (secret_hash, handle, account, way, roles, created_ms, seen_ms, confirmed_ms, source, device)
            VALUES ('h', 'h', 'ida', 'password', '', @born, @seen, @seen, '', '')
            """, new { born = Ago(TimeSpan.FromDays(days)), seen = Ago(TimeSpan.FromHours(idleHours)) });

        (await LeftAsync("sessions")).Should().Be(left);
    }

    [Fact]
    public async Task A_link_goes_when_it_cannot_be_opened_any_more()
    {
        await ExecuteAsync("INSERT INTO password_links VALUES ('old', 'old', 'ida', 0, @now), ('young', 'young', 'ida', 0, @now + 1)", new { now = Ago(TimeSpan.Zero) });

        (await LeftAsync("password_links")).Should().Be(1);
    }

    [Fact]
    public async Task A_browser_goes_when_it_has_not_been_seen_for_half_a_year()
    {
        await ExecuteAsync("INSERT INTO devices VALUES ('old', 'ida', @old), ('young', 'ida', @young)", new { old = Ago(TimeSpan.FromDays(180)), young = Ago(TimeSpan.FromDays(179)) });

        (await LeftAsync("devices")).Should().Be(1);
    }

    [Theory]
    [InlineData("source 192.0.2.0/24", 0.5, 5, 1)]
    [InlineData("source 192.0.2.0/24", 1.5, 5, 0)]
    [InlineData("account ida", 1.5, 0, 0)]
    [InlineData("account ida", 1.5, 5, 1)]
    [InlineData("account ida", 31, 5, 0)]
    public async Task Wrong_tries_go_when_they_count_no_more_and_their_owner_was_told(string subject, double days, int total, long left)
    {
        await ExecuteAsync("INSERT INTO guesses VALUES (@subject, 3, @at, @total)", new { subject, at = Ago(TimeSpan.FromDays(days)), total });

        (await LeftAsync("guesses")).Should().Be(left);
    }

    [Theory]
    [InlineData(29, null, 1)]
    [InlineData(31, null, 0)]
    [InlineData(-10, 29, 1)]
    [InlineData(-10, 31, 0)]
    public async Task An_api_key_goes_some_time_after_its_end(int expiredDays, int? revokedDays, long left)
    {
        await KeyAsync("ida", expiredDays, revokedDays);

        (await LeftAsync("api_keys")).Should().Be(left);
    }

    [Fact]
    public async Task A_disabled_account_goes_when_the_audit_names_it_no_more()
    {
        await AccountAsync("young", disabledDays: 29);
        await AccountAsync("old", disabledDays: 31);
        await AccountAsync("did", disabledDays: 31);
        await AccountAsync("was", disabledDays: 31);
        await AccountAsync("owns", disabledDays: 31);
        await KeyAsync("owns", expiredDays: 10, null);
        await AccountAsync("owned", disabledDays: 31);
        await KeyAsync("owned", expiredDays: 40, null);
        await _book.AppendAsync("account.disable", "was", new Actor(ActedBy.Page, "did", "did"));

        await _sweep.SweepAsync(TestContext.Current.CancellationToken);

        (await NamesAsync()).Should().Equal("did", "ida", "owns", "was", "young");
        _log.All.Should().Equal("Deleted what is kept no longer: 0 sessions, 0 links, 0 known browsers, 0 counts of wrong tries, 1 API keys, 2 disabled accounts");
    }

    [Fact]
    public async Task Once_the_audit_has_forgotten_them_they_are_forgotten()
    {
        await AccountAsync("was", disabledDays: 0);
        await _book.AppendAsync("account.disable", "was");
        using var audit = new AuditSweep(_book.Store, new AuditOptions { Keep = TimeSpan.FromDays(30) }, _book.Time, new LogLines<AuditSweep>());
        _book.Time.Advance(TimeSpan.FromDays(30.5));

        await audit.SweepAsync(TestContext.Current.CancellationToken);
        await _sweep.SweepAsync(TestContext.Current.CancellationToken);

        (await NamesAsync()).Should().Equal("ida");
    }

    [Fact]
    public async Task Where_nothing_is_old_nothing_is_said()
    {
        await _sweep.SweepAsync(TestContext.Current.CancellationToken);

        _log.All.Should().BeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        _sweep.Dispose();
        await _book.DisposeAsync();
    }

    private long Ago(TimeSpan age) => (_book.Time.GetUtcNow() - age).ToUnixTimeMilliseconds();

    private Task AccountAsync(string id, int? disabledDays = null) => ExecuteAsync(
        "INSERT INTO accounts (id, name, display_name, roles, provider_roles, created_ms, disabled_ms, revision) VALUES (@id, @id, @id, '', '', 0, @disabled, 1)",
        new { id, disabled = disabledDays is { } days ? Ago(TimeSpan.FromDays(days)) : (long?)null });

    private Task KeyAsync(string owner, int expiredDays, int? revokedDays) => ExecuteAsync(
        "INSERT INTO api_keys (id, secret_hash, name, owner, scopes, created_ms, expires_ms, revoked_ms, revision) VALUES (@owner, @owner, '', @owner, '', 0, @expires, @revoked, 1)",
        new { owner, expires = Ago(TimeSpan.FromDays(expiredDays)), revoked = revokedDays is { } days ? Ago(TimeSpan.FromDays(days)) : (long?)null });

    private async Task<long> LeftAsync(string table)
    {
        await _sweep.SweepAsync(TestContext.Current.CancellationToken);
        return (long)(await Sql.ScalarAsync(_book.Path, $"SELECT COUNT(*) FROM {table}"))!;
    }

    private async Task<IEnumerable<string>> NamesAsync()
    {
        await using var connection = await _book.Database.ConnectAsync(TestContext.Current.CancellationToken);
        return await connection.QueryAsync<string>("SELECT id FROM accounts ORDER BY id");
    }

    private async Task ExecuteAsync(string sql, object values)
    {
        await using var connection = await _book.Database.ConnectAsync();
        await connection.ExecuteAsync(sql, values);
    }
}
