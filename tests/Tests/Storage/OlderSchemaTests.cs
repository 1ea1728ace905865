using AwesomeAssertions;
using ConferenceGateway.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Storage;

/// <summary>A database that an earlier version wrote: brought up to date, with a copy of what it was.</summary>
public sealed class OlderSchemaTests : IDisposable
{
    private static readonly Migration[] Later = [.. Migrations.All, new Migration(Migrations.Newest + 1, "later.sql", "CREATE TABLE later (id INTEGER); INSERT INTO later VALUES (7)")];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 3, 4, 5, 6, 7, TimeSpan.Zero));

    private string Path => System.IO.Path.Combine(_folder.FullName, "gateway.db");

    private string Copy => $"{Path}.schema-{Migrations.Newest}-20270304T050607Z";

    [Fact]
    public async Task It_is_migrated_and_a_copy_of_what_it_was_is_kept()
    {
        await (await Database.OpenAsync(Path)).DisposeAsync();
        await Sql.ScalarAsync(Path, "INSERT INTO placements (room, shard, placed_at_ms, generation) VALUES ('plenum', 'a', 0, 1)");

        await (await Database.OpenAsync(Path, Later, _time)).DisposeAsync();

        (await Sql.ScalarAsync(Path, "SELECT id FROM later")).Should().Be(7L);
        (await Sql.ScalarAsync(Path, "SELECT COUNT(*) FROM placements")).Should().Be(1L);
        (await Sql.ScalarAsync(Copy, "SELECT COUNT(*) FROM placements")).Should().Be(1L);
        (await Sql.ScalarAsync(Copy, "SELECT MAX(version) FROM schema_versions")).Should().Be((long)Migrations.Newest);
        (await Sql.ScalarAsync(Copy, "PRAGMA journal_mode")).Should().Be("delete", "a copy is one file");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Copy).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task The_program_before_can_go_on_with_the_copy_and_refuses_the_new_one()
    {
        await (await Database.OpenAsync(Path)).DisposeAsync();
        await (await Database.OpenAsync(Path, Later, _time)).DisposeAsync();

        await (await Database.OpenAsync(Copy)).DisposeAsync();
        var open = () => Database.OpenAsync(Path);

        (await open.Should().ThrowAsync<StorageException>()).Which.Message.Should().Contain($"schema version {Migrations.Newest + 1}").And.Contain("newer gateway");
    }

    [Fact]
    public async Task A_new_one_and_one_that_is_up_to_date_leave_no_copy()
    {
        await (await Database.OpenAsync(Path, Later, _time)).DisposeAsync();
        await (await Database.OpenAsync(Path, Later, _time)).DisposeAsync();

        _folder.EnumerateFiles().Should().OnlyContain(file => file.Name == "gateway.db");
    }

    [Fact]
    public async Task A_gateway_that_runs_on_it_is_not_overtaken()
    {
        await using var database = await Database.OpenAsync(Path);
        using var running = DatabaseLock.Take(database);

        var open = () => Database.OpenAsync(Path, Later, _time);

        (await open.Should().ThrowAsync<StorageException>()).Which.Message.Should().Contain("another gateway uses this database");
        (await Sql.ScalarAsync(Path, "SELECT MAX(version) FROM schema_versions")).Should().Be((long)Migrations.Newest);
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_database_as_it_was()
    {
        await (await Database.OpenAsync(Path)).DisposeAsync();
        Migration[] broken = [.. Later, new Migration(Migrations.Newest + 2, "broken.sql", "CREATE TABLE half (id INTEGER); SELECT nonsense FROM nowhere")];

        var open = () => Database.OpenAsync(Path, broken, _time);

        await open.Should().ThrowAsync<StorageException>();
        (await Sql.ScalarAsync(Path, "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('later', 'half')")).Should().Be(0L);
        File.Exists(Copy).Should().BeTrue();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
