using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ConferenceGateway.Tests.Audit;

/// <summary>Rows are added; nothing changes one, and one job takes them out when they are old.</summary>
public sealed partial class AuditRetentionTests
{
    [Fact]
    public void No_statement_of_the_program_changes_the_audit_and_one_deletes_from_it()
    {
        var touching = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".sql", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Touches().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));

        touching.Should().Equal("AuditStore.cs: DELETE FROM audit");
    }

    [Fact]
    public void Nothing_but_the_job_lets_rows_go() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "ConferenceGateway"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("store.SweepAsync(", StringComparison.Ordinal)).Select(Path.GetFileName)
            .Should().Equal("AuditSweep.cs");

    [Fact]
    public async Task Rows_go_when_they_are_older_than_they_are_kept()
    {
        await using var book = await AuditBook.OpenAsync();
        var log = new LogLines<AuditSweep>();
        using var sweep = new AuditSweep(book.Store, new AuditOptions { Keep = TimeSpan.FromDays(30) }, book.Time, log);
        await book.AppendAsync("a.b", "old");
        book.Time.Advance(TimeSpan.FromDays(20));
        await book.AppendAsync("a.b", "young");
        await sweep.SweepAsync(TestContext.Current.CancellationToken);
        (await book.NamesAsync(new AuditFilter())).Should().Equal("young", "old");

        book.Time.Advance(TimeSpan.FromDays(10.5));
        await sweep.SweepAsync(TestContext.Current.CancellationToken);

        (await book.NamesAsync(new AuditFilter())).Should().Equal("young");
        log.All.Should().Equal("Deleted from the audit: 1 rows older than 30 days");
    }

    [Fact]
    public async Task Many_rows_go_in_small_steps_between_which_others_write()
    {
        await using var book = await AuditBook.OpenAsync();
        await AuditBook.AppendAsync(book.Database, book.Time, Enumerable.Range(0, 1200).Select(index => new AuditEntry("a.b", "", $"{index}")));
        book.Time.Advance(TimeSpan.FromDays(366));
        using var sweep = new AuditSweep(book.Store, new AuditOptions(), book.Time, NullLogger<AuditSweep>.Instance);

        var sweeping = sweep.SweepAsync(TestContext.Current.CancellationToken);
        var steps = new List<object?>();
        while (!sweeping.IsCompleted)
        {
            steps.Add(await Sql.ScalarAsync(book.Path, "SELECT COUNT(*) FROM audit"));
            await book.AppendAsync("a.b", "new");
            book.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await sweeping;
        steps.Should().HaveCountGreaterThan(1, "others had their turn");
        (await book.NamesAsync(new AuditFilter())).Should().NotBeEmpty().And.OnlyContain(name => name == "new");
    }

    [Fact]
    public async Task A_database_that_is_away_ends_nothing_and_the_next_hour_does_it()
    {
        await using var book = await AuditBook.OpenAsync();
        var log = new LogLines<AuditSweep>();
        using var sweep = new AuditSweep(book.Store, new AuditOptions(), book.Time, log);
        await book.AppendAsync("a.b", "old");
        book.Time.Advance(TimeSpan.FromDays(400));
        await Sql.ScalarAsync(book.Path, "ALTER TABLE audit RENAME TO away");

        await sweep.StartAsync(TestContext.Current.CancellationToken);
        await log.WaitForAsync(line => line.StartsWith("AuditSweep could not sweep", StringComparison.Ordinal));
        await Sql.ScalarAsync(book.Path, "ALTER TABLE away RENAME TO audit");
        book.Time.Advance(AuditSweep.Interval);
        await log.WaitForAsync(line => line.StartsWith("Deleted from the audit: 1 rows", StringComparison.Ordinal));

        await sweep.StopAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"\b(?:UPDATE|DELETE FROM|REPLACE INTO|INSERT OR \w+ INTO|DROP TABLE|ALTER TABLE|TRUNCATE)\s+audit\b", RegexOptions.IgnoreCase)]
    private static partial Regex Touches();
}
