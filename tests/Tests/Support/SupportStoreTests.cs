using AwesomeAssertions;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Help;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using ConferenceGateway.Support;
using ConferenceGateway.Tests.Storage;
using ConferenceGateway.UserAgents;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Support;

public sealed class SupportStoreTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
    private Database _database = null!;
    private SupportStore _store = null!;

    private string Path => System.IO.Path.Combine(_folder.FullName, "gateway.db");

    private SupportEntry Entry => new()
    {
        At = _time.GetUtcNow(),
        Kind = VerdictKind.Limits,
        Said = new Text("Geht, aber.", "Works, but."),
        Rule = 3,
        PolicyVersion = 7,
        Browser = new Browser { Engine = Engine.WebKit, EngineMajor = 12, Brand = "Safari", BrandMajor = 12, Os = Os.Ios, OsVersion = 1204, IsMobile = true, IsInApp = true, App = "Instagram" },
        Probes = "Secure.1",
        Devices = "Camera.d",
        Shard = "alpha",
    };

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path);
        _store = new SupportStore(_database, new HelpOptions(), _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_left_comes_back_as_it_was()
    {
        var stored = await _store.AddAsync(Entry, SupportCode.Make);

        (await _store.FindAsync(stored!.Code)).Should().Be(stored);
        (await _store.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_code_that_is_taken_is_not_given_twice()
    {
        var codes = new Queue<SupportCode>([Code("222222"), Code("222222"), Code("222222"), Code("333333")]);
        await _store.AddAsync(Entry, codes.Dequeue);

        var second = await _store.AddAsync(Entry with { Shard = "beta" }, codes.Dequeue);

        second!.Code.Text.Should().Be("333333");
        (await _store.FindAsync(Code("222222")))!.Entry.Shard.Should().Be("alpha");
    }

    [Fact]
    public async Task If_every_try_is_taken_there_is_none_and_no_exception()
    {
        await _store.AddAsync(Entry, () => Code("222222"));

        (await _store.AddAsync(Entry, () => Code("222222"))).Should().BeNull();
        (await _store.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Where_there_are_too_many_the_oldest_give_way_to_whoever_asks_now()
    {
        var oldest = (await _store.AddAsync(Entry, SupportCode.Make))!;
        _time.Advance(TimeSpan.FromSeconds(1));
        var next = (await _store.AddAsync(Entry, SupportCode.Make))!;
        _time.Advance(TimeSpan.FromSeconds(1));
        await FillAsync(SupportStore.Most - 2);

        var newest = (await _store.AddAsync(Entry, SupportCode.Make))!;

        (await _store.FindAsync(oldest.Code)).Should().BeNull();
        (await _store.FindAsync(next.Code)).Should().Be(next);
        (await _store.FindAsync(newest.Code)).Should().Be(newest);
        (await _store.CountAsync()).Should().Be(SupportStore.Most);
    }

    [Fact]
    public async Task After_its_days_nobody_finds_it_and_the_job_deletes_it()
    {
        var log = new LogLines<SupportSweep>();
        using var sweep = new SupportSweep(_store, _time, log);
        var stored = (await _store.AddAsync(Entry, SupportCode.Make))!;
        _time.Advance(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        await sweep.SweepAsync(TestContext.Current.CancellationToken);
        (await _store.FindAsync(stored.Code)).Should().NotBeNull();

        _time.Advance(TimeSpan.FromSeconds(1));
        (await _store.FindAsync(stored.Code)).Should().BeNull();
        (await _store.CountAsync()).Should().Be(0);
        (await Sql.ScalarAsync(Path, "SELECT COUNT(*) FROM support_codes")).Should().Be(1L);

        await sweep.SweepAsync(TestContext.Current.CancellationToken);
        (await Sql.ScalarAsync(Path, "SELECT COUNT(*) FROM support_codes")).Should().Be(0L);
        log.All.Should().Equal("Deleted 1 support codes whose days were over");
    }

    [Fact]
    public async Task Words_of_a_later_version_do_not_hinder_reading()
    {
        var stored = (await _store.AddAsync(Entry, SupportCode.Make))!;
        await Sql.ScalarAsync(Path, "UPDATE support_codes SET verdict = 'Later', engine = 'Servo', os = 'Haiku', probes = 'Later.1', devices = 'Later.1'");

        var found = (await _store.FindAsync(stored.Code))!;

        found.Entry.Browser.Engine.Should().Be(Engine.Unknown);
        SupportFacts.Of(found.Entry).Should().Contain((SupportTexts.Probes, SupportTexts.NoScript)).And.Contain((SupportTexts.DeviceTest, SupportTexts.NotTested));
    }

    private static SupportCode Code(string text) => SupportCode.TryParse(text, out var code) ? code : throw new ArgumentException("This is no code.", nameof(text));

    private Task<object?> FillAsync(int count) => Sql.ScalarAsync(Path, $"""
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
        INSERT INTO support_codes SELECT 'full ' || n, n, {_time.GetUtcNow().ToUnixTimeMilliseconds()}, 'Works', '', '', 0, 0, 'Gecko', 0, NULL, 0, 'Linux', 0, FALSE, FALSE, NULL, NULL, NULL, NULL FROM numbers
        """);
}
