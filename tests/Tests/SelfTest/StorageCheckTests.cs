using AwesomeAssertions;
using ConferenceGateway.SelfTest;
using ConferenceGateway.SelfTest.Probes;
using ConferenceGateway.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest;

public sealed class StorageCheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder.FullName, "gateway.db");

    [Fact]
    public async Task A_database_is_looked_at_while_a_gateway_has_it_open_and_stays_as_it_is()
    {
        await using var database = await Database.OpenAsync(FilePath, cancellation: Cancel);
        using var held = DatabaseLock.Take(database);
        await using var connection = await database.ConnectAsync(Cancel);
        var before = _folder.EnumerateFiles().Select(file => file.Name).Order().ToList();

        var condition = await DatabaseCondition.ReadAsync(FilePath, Cancel);

        condition.Should().BeEquivalentTo(new { Path = FilePath, Exists = true, Fault = (string?)null, SchemaVersion = (int?)Migrations.Newest, Mode = (UnixFileMode?)(UnixFileMode.UserRead | UnixFileMode.UserWrite) });
        _folder.EnumerateFiles().Select(file => file.Name).Order().Should().Equal(before);
    }

    [Fact]
    public async Task A_missing_database_is_not_made()
    {
        var condition = await DatabaseCondition.ReadAsync(Path.Combine(_folder.FullName, "a", "b", "gateway.db"), Cancel);

        condition.Should().BeEquivalentTo(new { Exists = false, Fault = (string?)null, SchemaVersion = (int?)null });
        _folder.EnumerateFileSystemInfos().Should().BeEmpty();
    }

    [Fact]
    public async Task An_older_schema_is_not_migrated()
    {
        await (await Database.OpenAsync(FilePath, cancellation: Cancel)).DisposeAsync();
        await ExecuteAsync("DELETE FROM schema_versions");

        var findings = Told(await DatabaseCondition.ReadAsync(FilePath, Cancel));

        findings.Should().ContainSingle(finding => finding.Code == Codes.StorageSchema).Which.Severity.Should().Be(Severity.Note);
        (await DatabaseCondition.ReadAsync(FilePath, Cancel)).SchemaVersion.Should().Be(0);
    }

    [Fact]
    public async Task The_database_of_another_program_is_an_error()
    {
        await ExecuteAsync("CREATE TABLE songs (title TEXT)");

        Told(await DatabaseCondition.ReadAsync(FilePath, Cancel)).Should().ContainSingle(finding => finding.Code == Codes.StorageWrite)
            .Which.Should().Match<Finding>(finding => finding.Severity == Severity.Error && finding.What.Contains("the database of another program"));
    }

    [Fact]
    public async Task A_newer_schema_is_an_error()
    {
        await (await Database.OpenAsync(FilePath, cancellation: Cancel)).DisposeAsync();
        await ExecuteAsync("INSERT INTO schema_versions VALUES (999, 'later')");

        Told(await DatabaseCondition.ReadAsync(FilePath, Cancel)).Should().ContainSingle(finding => finding.Code == Codes.StorageSchema)
            .Which.Should().Match<Finding>(finding => finding.Severity == Severity.Error && finding.What.Contains("999"));
    }

    [Fact]
    public async Task A_database_that_somebody_writes_without_end_is_named()
    {
        await (await Database.OpenAsync(FilePath, cancellation: Cancel)).DisposeAsync();
        await using var other = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        await other.OpenAsync(Cancel);
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync(Cancel);

        (await DatabaseCondition.ReadAsync(FilePath, Cancel)).Fault.Should().Contain("another process holds the database");
    }

    [Theory]
    [InlineData("", "this is a folder")]
    [InlineData("text", "this file is no SQLite database")]
    public async Task What_is_no_database_is_named(string name, string fault)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "text"), new string('x', 4096), Cancel);

        (await DatabaseCondition.ReadAsync(Path.Combine(_folder.FullName, name), Cancel)).Fault.Should().Contain(fault);
    }

    [Fact]
    public async Task A_path_below_a_file_or_of_a_read_only_world_is_named()
    {
        Told(await DatabaseCondition.ReadAsync("/proc/gateway.db", Cancel)).Should().ContainSingle(finding => finding.Code == Codes.StorageWrite)
            .Which.Should().Match<Finding>(finding => finding.Severity == Severity.Error && finding.What.Contains("the folder /proc cannot be written"));
    }

    [Theory]
    [InlineData(50, Severity.Error)]
    [InlineData(500, Severity.Warning)]
    [InlineData(5000, Severity.Good)]
    public void Little_space_is_said_before_it_is_none(long mebibytes, object severity) =>
        Told(new DatabaseCondition { Path = FilePath, FreeBytes = mebibytes * 1024 * 1024 })
            .Should().ContainSingle(finding => finding.Code == Codes.StorageSpace).Which.Severity.Should().Be((Severity)severity);

    [Fact]
    public void A_database_that_everybody_may_read_is_a_warning() =>
        Told(new DatabaseCondition { Path = FilePath, Exists = true, Mode = (UnixFileMode)0b110_100_100 })
            .Should().ContainSingle(finding => finding.Code == Codes.StorageMode).Which.Should().Match<Finding>(finding =>
                finding.Severity == Severity.Warning && finding.Fix!.StartsWith("chmod o= "));

    public void Dispose() => _folder.Delete(recursive: true);

    private static IReadOnlyList<Finding> Told(DatabaseCondition condition)
    {
        var findings = new SubjectFindings(Subjects.Storage);
        StorageProbe.Tell(condition, findings);
        return findings.Close();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
