using AwesomeAssertions;
using ConferenceGateway.Placement;
using ConferenceGateway.Storage;
using ConferenceGateway.Tests.Core;
using ConferenceGateway.Tests.Placement;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Storage;

/// <summary>Copies out of a database and back, with and without a gateway that runs on it.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 3, 4, 5, 6, 7, TimeSpan.Zero));

    private string Path => System.IO.Path.Combine(_folder.FullName, "gateway.db");

    private string Copy => System.IO.Path.Combine(_folder.FullName, "copy.db");

    private string Kept => $"{Path}.before-restore-20270304T050607Z";

    [Fact]
    public async Task A_copy_holds_what_was_committed_while_others_write_on()
    {
        await MakeAsync("plenum");
        await using var writer = await Database.OpenAsync(Path);
        await using var connection = await writer.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO placements (room, shard, placed_at_ms, generation) VALUES ('later', 'a', 0, 1)";
        await insert.ExecuteNonQueryAsync();

        (await DatabaseBackup.BackupAsync(Path, Copy, replaces: false, default)).Should().Be(Migrations.Newest);
        await transaction.CommitAsync();

        (await Book.RowsAsync(Copy)).Should().Equal("plenum a 1");
        (await Book.RowsAsync(Path)).Should().HaveCount(2);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Copy).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _folder.EnumerateFiles("copy*").Should().ContainSingle("a copy is one file, and nothing half is left");
    }

    [Fact]
    public async Task A_file_that_exists_is_replaced_only_on_demand()
    {
        await MakeAsync("plenum");
        await File.WriteAllTextAsync(Copy, "mine");

        (await FaultAsync(() => DatabaseBackup.BackupAsync(Path, Copy, replaces: false, default))).Should().Contain("--force");
        (await File.ReadAllTextAsync(Copy)).Should().Be("mine");
        await DatabaseBackup.BackupAsync(Path, Copy, replaces: true, default);

        (await Book.RowsAsync(Copy)).Should().Equal("plenum a 1");
    }

    [Fact]
    public async Task What_cannot_be_copied_is_said()
    {
        (await FaultAsync(() => DatabaseBackup.BackupAsync(Path, Copy, false, default))).Should().Contain("there is no database yet");
        File.Exists(Path).Should().BeFalse("looking makes no database");
        await MakeAsync("plenum");
        (await FaultAsync(() => DatabaseBackup.BackupAsync(Path, Path, true, default))).Should().Contain("the database itself");
        (await FaultAsync(() => DatabaseBackup.BackupAsync(Path, Path + "-wal", true, default))).Should().Contain("the database itself");
        var link = System.IO.Path.Combine(_folder.FullName, "link.db");
        File.CreateSymbolicLink(link, Path);
        (await FaultAsync(() => DatabaseBackup.BackupAsync(link, Path, true, default))).Should().Contain("the database itself");
        (await FaultAsync(() => DatabaseBackup.BackupAsync(Path, _folder.FullName, true, default))).Should().Contain("a folder");
        (await FaultAsync(() => DatabaseBackup.BackupAsync(Path, System.IO.Path.Combine(_folder.FullName, "no", "copy.db"), true, default))).Should().Contain("--to ");
    }

    [Fact]
    public async Task Without_a_gateway_the_copy_is_there_again_and_what_was_there_is_kept()
    {
        await MakeAsync("plenum");
        await DatabaseBackup.BackupAsync(Path, Copy, false, default);
        await Sql.ScalarAsync(Path, "INSERT INTO placements (room, shard, placed_at_ms, generation) VALUES ('vorstand', 'b', 0, 1)");

        var restored = await DatabaseBackup.RestoreAsync(Path, Copy, _time, default);

        restored.Should().Be(new DatabaseBackup.Restored(Migrations.Newest, Kept, IsLive: false));
        (await Book.RowsAsync(Path)).Should().Equal("plenum a 1");
        (await Book.RowsAsync(Kept)).Should().Equal("plenum a 1", "vorstand b 1");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await (await Database.OpenAsync(Path)).DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copy_brings_back_accounts_but_nobodys_session_or_link(bool isLive)
    {
        await MakeAsync("plenum");
        await Sql.ScalarAsync(Path, """
            INSERT INTO accounts (id, name, display_name, roles, provider_roles, created_ms, revision) VALUES ('a', 'a', 'a', '', '', 0, 1);
            INSERT INTO sessions (secret_hash, handle, account, way, roles, created_ms, seen_ms, confirmed_ms, source, device) VALUES ('h', 'h', 'a', 'password', '', 0, 0, 0, '', '');
            INSERT INTO password_links VALUES ('l', 'l', 'a', 0, 0)
            """);
        await DatabaseBackup.BackupAsync(Path, Copy, false, default);
        await using var database = await Database.OpenAsync(Path);
        using var running = isLive ? DatabaseLock.Take(database) : null;

        (await DatabaseBackup.RestoreAsync(Path, Copy, _time, default)).IsLive.Should().Be(isLive);

        (await Sql.ScalarAsync(Path, "SELECT COUNT(*) FROM accounts")).Should().Be(1L);
        (await Sql.ScalarAsync(Path, "SELECT (SELECT COUNT(*) FROM sessions) + (SELECT COUNT(*) FROM password_links)")).Should().Be(0L);
        (await Sql.ScalarAsync(Copy, "SELECT COUNT(*) FROM sessions")).Should().Be(1L, "what was handed over stays as it is");
    }

    [Fact]
    public async Task A_damaged_database_makes_way()
    {
        await MakeAsync("plenum");
        await DatabaseBackup.BackupAsync(Path, Copy, false, default);
        var noise = new byte[20_000];
        new Random(1).NextBytes(noise);
        await File.WriteAllBytesAsync(Path, noise);

        await DatabaseBackup.RestoreAsync(Path, Copy, _time, default);

        (await Book.RowsAsync(Path)).Should().Equal("plenum a 1");
        (await File.ReadAllBytesAsync(Kept)).Should().Equal(noise);
    }

    [Fact]
    public async Task A_missing_database_comes_back()
    {
        await MakeAsync("plenum");
        await DatabaseBackup.BackupAsync(Path, Copy, false, default);
        File.Delete(Path);

        (await DatabaseBackup.RestoreAsync(Path, Copy, _time, default)).Kept.Should().BeNull();

        (await Book.RowsAsync(Path)).Should().Equal("plenum a 1");
    }

    [Theory]
    [InlineData("CREATE TABLE placements (id INTEGER)", "another program")]
    [InlineData("CREATE TABLE schema_versions (version INTEGER, name TEXT); INSERT INTO schema_versions VALUES (99, 'x')", "schema version 99")]
    [InlineData("CREATE TABLE schema_versions (version INTEGER, name TEXT)", "no database of the gateway")]
    public async Task A_copy_that_is_not_ours_or_newer_is_refused(string sql, string reason)
    {
        await MakeAsync("plenum");
        await Sql.ScalarAsync(Copy, sql);

        (await FaultAsync(() => DatabaseBackup.RestoreAsync(Path, Copy, _time, default))).Should().Contain(reason);

        (await Book.RowsAsync(Path)).Should().Equal("plenum a 1");
        _folder.EnumerateFiles().Select(file => file.Name).Should().BeEquivalentTo("gateway.db", "copy.db");
    }

    [Theory]
    [InlineData("CREATE VIEW schema_versions AS WITH RECURSIVE n(version) AS (SELECT 1 UNION ALL SELECT version + 1 FROM n) SELECT version FROM n")]
    [InlineData("CREATE TABLE schema_versions (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL); INSERT INTO schema_versions VALUES (1, 'x')")]
    [InlineData("CREATE TABLE schema_versions (version INTEGER, name TEXT); INSERT INTO schema_versions VALUES (1, 'x'); CREATE TABLE placements (room INTEGER)")]
    public async Task A_copy_that_only_says_to_be_ours_is_refused(string sql)
    {
        await MakeAsync("plenum");
        await Sql.ScalarAsync(Copy, sql);

        (await FaultAsync(() => DatabaseBackup.RestoreAsync(Path, Copy, _time, default))).Should().Contain("not those of the gateway");

        (await Book.RowsAsync(Path)).Should().Equal("plenum a 1");
    }

    [Theory]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON placements BEGIN DELETE FROM placements; END")]
    [InlineData("CREATE VIEW v AS SELECT 1")]
    [InlineData("CREATE TABLE more (id INTEGER)")]
    [InlineData("CREATE INDEX i ON placements (shard)")]
    public async Task A_copy_that_somebody_has_added_to_is_refused(string sql)
    {
        await MakeAsync("plenum");
        await DatabaseBackup.BackupAsync(Path, Copy, false, default);
        await Sql.ScalarAsync(Copy, sql);

        (await FaultAsync(() => DatabaseBackup.RestoreAsync(Path, Copy, _time, default))).Should().Contain("not those of the gateway");
    }

    [Theory]
    [InlineData("'odd', 'a', 9223372036854775807, 1")]
    [InlineData("'odd', 'a', -9223372036854775807, 1")]
    [InlineData("'odd', 'a', 'yesterday', 1")]
    [InlineData("'odd', 'a', 0, 'often'")]
    [InlineData("'odd', 'a', 0, 9223372036854775807")]
    [InlineData("'odd', '', 0, 1")]
    [InlineData("x'ff00', 'a', 0, 1")]
    [InlineData("'odd', x'ff', 0, 1")]
    [InlineData("'../ODD', 'a', 0, 1")]
    public async Task Rows_that_no_gateway_wrote_end_none(string values)
    {
        var fleet = Fleets.Of("a", "b");
        await using var book = await Book.OpenAsync(Path, _time);
        using var running = DatabaseLock.Take(book.Database);
        await DatabaseBackup.BackupAsync(Path, Copy, false, default);
        await Sql.ScalarAsync(Copy, $"INSERT INTO placements (room, shard, placed_at_ms, generation) VALUES ({values}), ('plenum', 'b', 0, 1)");

        await DatabaseBackup.RestoreAsync(Path, Copy, _time, default);
        await book.SweepAsync();

        book.Find("plenum", fleet).Should().Be("b");
        (await book.ClaimAsync("odd", fleet)).Should().NotBeNull();
        book.Placements.Count.Should().Be(2);
    }

    [Fact]
    public async Task A_copy_that_is_damaged_or_none_is_refused()
    {
        await MakeAsync("plenum");
        (await FaultAsync(() => DatabaseBackup.RestoreAsync(Path, Copy, _time, default))).Should().Contain("no such file");
        await File.WriteAllBytesAsync(Copy, []);
        (await FaultAsync(() => DatabaseBackup.RestoreAsync(Path, Copy, _time, default))).Should().Contain("no database of the gateway");
        await File.WriteAllBytesAsync(Copy, [.. Enumerable.Repeat((byte)'x', 5000)]);
        (await FaultAsync(() => DatabaseBackup.RestoreAsync(Path, Copy, _time, default))).Should().Contain("no SQLite database");
        await DatabaseBackup.BackupAsync(Path, Copy, true, default);
        var bytes = await File.ReadAllBytesAsync(Copy);
        Array.Fill(bytes, (byte)0xFF, 4096, 4096);
        await File.WriteAllBytesAsync(Copy, bytes);
        (await FaultAsync(() => DatabaseBackup.RestoreAsync(Path, Copy, _time, default))).Should().Contain("damaged");

        (await Book.RowsAsync(Path)).Should().Equal("plenum a 1");
    }

    [Fact]
    public async Task Under_a_running_gateway_its_rooms_stay_and_the_others_come_back()
    {
        var fleet = Fleets.Of("a", "b");
        await using var book = await Book.OpenAsync(Path, _time);
        using var running = DatabaseLock.Take(book.Database);
        var old = await book.ClaimAsync("old", fleet);
        var both = await book.ClaimAsync("both", fleet);
        await DatabaseBackup.BackupAsync(Path, Copy, false, default);
        // The copy says another shard of a room that people are in by now.
        await Sql.ScalarAsync(Copy, $"UPDATE placements SET shard = '{(both == "a" ? "b" : "a")}', generation = 9 WHERE room = 'both'");
        book.Connect("both", both);
        _time.Advance(PlacementBook.ReleaseAfter + TimeSpan.FromSeconds(1));
        await book.SweepAsync();
        book.Find("old", fleet).Should().BeNull("it is released");
        var fresh = await book.ClaimAsync("fresh", fleet);

        (await DatabaseBackup.RestoreAsync(Path, Copy, _time, default)).IsLive.Should().BeTrue();
        await book.SweepAsync();

        book.Find("old", fleet).Should().Be(old, "the copy knew it");
        book.Find("both", fleet).Should().Be(both, "people are there");
        book.Find("fresh", fleet).Should().Be(fresh);
        (await book.RowsAsync()).Should().BeEquivalentTo($"old {old} 1", $"both {both} 1", $"fresh {fresh} 1");
        book.Log.All.Should().ContainSingle(line => line.StartsWith("The database was restored: 1 rooms"));
    }

    [Fact]
    public async Task A_room_that_is_claimed_before_the_gateway_has_read_the_copy_goes_where_the_copy_says()
    {
        var fleet = Fleets.Of("a", "b");
        await using var book = await Book.OpenAsync(Path, _time);
        using var running = DatabaseLock.Take(book.Database);
        await DatabaseBackup.BackupAsync(Path, Copy, false, default);
        await Sql.ScalarAsync(Copy, "INSERT INTO placements (room, shard, placed_at_ms, generation) VALUES ('plenum', 'b', 0, 1)");

        await DatabaseBackup.RestoreAsync(Path, Copy, _time, default);

        (await book.ClaimAsync("plenum", fleet)).Should().Be("b");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task MakeAsync(string room)
    {
        await (await Database.OpenAsync(Path)).DisposeAsync();
        await Sql.ScalarAsync(Path, $"INSERT INTO placements (room, shard, placed_at_ms, generation) VALUES ('{room}', 'a', 0, 1)");
    }

    private static async Task<string> FaultAsync<T>(Func<Task<T>> work) =>
        (await work.Should().ThrowAsync<StorageException>()).Which.Message;
}
