using AwesomeAssertions;
using ConferenceGateway.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ConferenceGateway.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private string File => Path.Combine(_folder.FullName, "gateway.db");

    [Fact]
    public async Task A_missing_file_and_its_folders_are_made()
    {
        var path = Path.Combine(_folder.FullName, "a", "b", "gateway.db");

        await using var database = await Database.OpenAsync(path);

        database.Path.Should().Be(path);
        System.IO.File.Exists(path).Should().BeTrue();
        (await ScalarAsync(path, "PRAGMA journal_mode")).Should().Be("wal");
    }

    [Fact]
    public async Task Every_connection_writes_through()
    {
        await using var database = await Database.OpenAsync(File);
        await using var connection = await database.ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous";

        (await command.ExecuteScalarAsync()).Should().Be(2L, "2 is FULL");
    }

    [Fact]
    public async Task A_transaction_takes_the_writers_place_before_it_reads()
    {
        await using var database = await Database.OpenAsync(File);
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        await using var other = await database.ConnectAsync();
        SQLitePCL.raw.sqlite3_exec(((SqliteConnection)other).Handle, "BEGIN IMMEDIATE")
            .Should().Be(SQLitePCL.raw.SQLITE_BUSY, "a reader that wants to write later fails where another has written meanwhile");
    }

    [Fact]
    public async Task A_migration_runs_once()
    {
        await (await Database.OpenAsync(File)).DisposeAsync();
        await ScalarAsync(File, "INSERT INTO placements (room, shard, placed_at_ms, generation) VALUES ('plenum', 'a', 0, 1)");

        await (await Database.OpenAsync(File)).DisposeAsync();

        (await ScalarAsync(File, "SELECT COUNT(*) FROM placements")).Should().Be(1L);
        (await ScalarAsync(File, "SELECT COUNT(*) - COUNT(DISTINCT version) FROM schema_versions")).Should().Be(0L);
        (await ScalarAsync(File, "SELECT COUNT(*) = MAX(version) FROM schema_versions")).Should().Be(1L);
    }

    [Fact]
    public async Task Eight_gateways_that_open_a_new_file_at_once_make_it_once()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Database.OpenAsync(File))));

        foreach (var database in databases)
            await database.DisposeAsync();
        (await ScalarAsync(File, "SELECT COUNT(*) = MAX(version) FROM schema_versions")).Should().Be(1L);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await (await Database.OpenAsync(File)).DisposeAsync();
        await ScalarAsync(File, "INSERT INTO schema_versions VALUES (99, '0099_later.sql')");

        (await FaultAsync(File)).Should().StartWith($"Storage:Path {File}: ").And.Contain("99").And.Contain("newer gateway");
    }

    [Fact]
    public async Task Random_bytes_are_no_database_and_are_left_alone()
    {
        var bytes = new byte[10_000];
        new Random(1).NextBytes(bytes);
        await System.IO.File.WriteAllBytesAsync(File, bytes);

        (await FaultAsync(File)).Should().Be(
            $"Storage:Path {File}: this file is no SQLite database. Name another file, or move this one away.");
        (await System.IO.File.ReadAllBytesAsync(File)).Should().Equal(bytes);
    }

    [Fact]
    public async Task A_damaged_database_is_named_as_such()
    {
        await (await Database.OpenAsync(File)).DisposeAsync();
        await ScalarAsync(File, "PRAGMA wal_checkpoint(TRUNCATE)");
        await using (var file = System.IO.File.OpenWrite(File))
        {
            file.Position = 100;
            await file.WriteAsync(Enumerable.Repeat((byte)0xFF, (int)file.Length - 100).ToArray());
        }

        (await FaultAsync(File)).Should().StartWith($"Storage:Path {File}: the database is damaged.");
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_alone()
    {
        await ScalarAsync(File, "CREATE TABLE placements (id INTEGER)");

        (await FaultAsync(File)).Should().StartWith($"Storage:Path {File}: ").And.Contain("another program");

        (await ScalarAsync(File, "SELECT group_concat(name) FROM sqlite_master")).Should().Be("placements");
    }

    [Fact]
    public async Task A_folder_is_no_file()
    {
        (await FaultAsync(_folder.FullName)).Should().StartWith($"Storage:Path {_folder.FullName}: ").And.Contain("is a folder");
    }

    [Fact]
    public async Task A_folder_below_a_file_cannot_be()
    {
        await System.IO.File.WriteAllTextAsync(File, "x");

        (await FaultAsync(Path.Combine(File, "gateway.db"))).Should().StartWith($"Storage:Path {File}/gateway.db: ");
    }

    [Theory]
    [InlineData("a\0b.db")]
    [InlineData("")]
    public async Task A_path_that_cannot_be_is_refused(string path)
    {
        (await FaultAsync(path)).Should().StartWith("Storage:Path ").And.NotContain("\0");
    }

    [Fact]
    public async Task A_file_that_somebody_holds_is_named()
    {
        await (await Database.OpenAsync(File)).DisposeAsync();
        await ScalarAsync(File, "DELETE FROM schema_versions");
        await using var holder = new SqliteConnection($"Data Source={File};Pooling=false");
        await holder.OpenAsync();
        await using var hold = holder.CreateCommand();
        hold.CommandText = "BEGIN EXCLUSIVE";
        await hold.ExecuteNonQueryAsync();

        (await FaultAsync(File)).Should().Be(
            $"Storage:Path {File}: another process holds the database. Only one gateway may use one file.");
    }

    [Fact]
    public async Task A_read_only_folder_is_refused()
    {
        using var mount = Mount.Tmpfs("size=1m");
        mount.Remount("ro");

        (await FaultAsync(Path.Combine(mount.Path, "gateway.db"))).Should().Contain(mount.Path).And.Contain("write");
        (await FaultAsync(Path.Combine(mount.Path, "sub", "gateway.db"))).Should().Contain(mount.Path).And.Contain("write");
    }

    [Fact]
    public async Task A_read_only_file_is_refused()
    {
        using var mount = Mount.Tmpfs("size=4m");
        var path = Path.Combine(mount.Path, "gateway.db");
        await (await Database.OpenAsync(path)).DisposeAsync();
        mount.Remount("ro");

        (await FaultAsync(path)).Should().StartWith($"Storage:Path {path}: ").And.Contain("write");
    }

    [Fact]
    public async Task A_full_disk_is_named()
    {
        using var mount = Mount.Tmpfs("size=64k");
        mount.Fill();
        var path = Path.Combine(mount.Path, "gateway.db");

        (await FaultAsync(path)).Should().StartWith($"Storage:Path {path}: the disk is full");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string> FaultAsync(string path)
    {
        var open = async () => await (await Database.OpenAsync(path)).DisposeAsync();
        return (await open.Should().ThrowAsync<StorageException>()).Which.Message;
    }

    private static Task<object?> ScalarAsync(string path, string sql) => Sql.ScalarAsync(path, sql);
}
