using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Tests.Core;
using ConferenceGateway.Tests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

public sealed class StorageAwayTests
{
    private static readonly FleetSnapshot Two = Fleets.Of("a", "b");

    [Fact]
    public async Task While_somebody_holds_the_database_rooms_go_on_in_memory_and_are_written_later()
    {
        await using var book = await Book.OpenAsync();
        var known = await book.ClaimAsync("plenum", Two);
        var released = await book.ClaimAsync("empty", Two);
        book.Connect("plenum", known);
        var shards = new Dictionary<string, string>();

        await using (await HoldAsync(book.Database.Path))
        {
            (await book.ClaimAsync("plenum", Two)).Should().Be(known, "what is known stays");
            for (var i = 0; i < 20; i++)
                shards[$"new{i}"] = await book.ClaimAsync($"new{i}", Two);
            foreach (var (room, shard) in shards)
            {
                (await book.ClaimAsync(room, Two)).Should().Be(shard);
                book.Connect(room, shard);
            }

            book.Time.Advance(TimeSpan.FromMinutes(6));
            await book.SweepAsync();
            book.Find("empty", Two).Should().BeNull("a room is released all the same");
            (await book.RowsAsync()).Should().Equal($"empty {released} 1", $"plenum {known} 1");
        }

        await book.SweepAsync();

        (await book.RowsAsync()).Should().BeEquivalentTo([.. shards.Select(room => $"{room.Key} {room.Value} 1"), $"plenum {known} 1"]);
        await using var later = await Book.OpenAsync(book.Database.Path);
        shards.Should().OnlyContain(room => later.Find(room.Key, Two) == room.Value);
        (await book.ClaimAsync("afterwards", Two)).Should().BeOneOf("a", "b");
        (await book.RowsAsync()).Should().Contain(row => row.StartsWith("afterwards"));
    }

    [Fact]
    public async Task It_is_said_once_with_the_file_and_what_to_do_and_once_that_it_is_over()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Two);

        await using (await HoldAsync(book.Database.Path))
        {
            for (var i = 0; i < 50; i++)
                await book.ClaimAsync($"new{i}", Two);
            await book.SweepAsync();
            book.Time.Advance(TimeSpan.FromMinutes(6));
            await book.SweepAsync();
        }

        await book.SweepAsync();
        await book.SweepAsync();

        book.Log.AtLeast(LogLevel.Warning).Should().ContainSingle().Which.Should().Be(
            $"Placements cannot be written to {book.Database.Path}: another process holds the database. Only one gateway may use one file. " +
            "Meetings go on; new rooms are kept in memory and written later");
        book.Log.All.Should().ContainSingle(line => line == $"Placements are written to {book.Database.Path} again");
    }

    [Fact]
    public async Task A_room_whose_shard_dies_meanwhile_moves_all_the_same_and_once()
    {
        await using var book = await Book.OpenAsync();
        (await book.ClaimAsync("plenum", Two)).Should().Be("a");
        var fleet = Two.With(new ShardId("a"), NodeHealth.Down);

        await using (await HoldAsync(book.Database.Path))
        {
            (await book.ClaimAsync("plenum", fleet)).Should().Be("b");
            (await book.ClaimAsync("plenum", Two)).Should().Be("b");
        }

        await book.SweepAsync();
        (await book.RowsAsync()).Should().Equal("plenum b 2");
    }

    [Fact]
    public async Task A_room_that_moved_and_was_released_meanwhile_leaves_no_row()
    {
        await using var book = await Book.OpenAsync();
        (await book.ClaimAsync("plenum", Two)).Should().Be("a");

        await using (await HoldAsync(book.Database.Path))
        {
            (await book.ClaimAsync("plenum", Two.With(new ShardId("a"), NodeHealth.Down))).Should().Be("b");
            book.Time.Advance(TimeSpan.FromMinutes(6));
            await book.SweepAsync();
            book.Placements.Count.Should().Be(0);
        }

        await book.SweepAsync();
        (await book.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_room_that_came_and_went_twice_meanwhile_leaves_no_row()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Two);
        (await book.ClaimAsync("plenum", Two.With(new ShardId("a"), NodeHealth.Down))).Should().Be("b");
        (await book.RowsAsync()).Should().Equal("plenum b 2");

        await using (await HoldAsync(book.Database.Path))
        {
            await book.ClaimAsync("another", Two);
            book.Time.Advance(TimeSpan.FromMinutes(6));
            await book.SweepAsync();
            await book.ClaimAsync("plenum", Two);
            book.Time.Advance(TimeSpan.FromMinutes(6));
            await book.SweepAsync();
            book.Placements.Count.Should().Be(0);
        }

        await book.SweepAsync();
        (await book.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_full_disk_loses_nothing_once_there_is_room_again()
    {
        using var mount = Mount.Tmpfs("size=1m");
        await using var book = await Book.OpenAsync(Path.Combine(mount.Path, "gateway.db"));
        mount.Fill();
        var shards = new Dictionary<string, string>();
        for (var i = 0; i < 2000; i++)
            shards[$"room{i}"] = await book.ClaimAsync($"room{i}", Two);
        await book.SweepAsync();
        book.Log.AtLeast(LogLevel.Warning).Should().ContainSingle().Which.Should().Contain(book.Database.Path).And.Contain("disk");

        mount.MakeRoom();
        await book.SweepAsync();

        shards.Values.Should().OnlyContain(shard => shard == "a" || shard == "b");
        (await book.RowsAsync()).Should().Equal(shards.OrderBy(room => room.Key, StringComparer.Ordinal).Select(room => $"{room.Key} {room.Value} 1"));
    }

    [Fact]
    public async Task A_database_that_refuses_for_another_reason_ends_no_meeting()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Two);
        await using var other = new SqliteConnection($"Data Source={book.Database.Path};Pooling=false");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "CREATE TRIGGER no_more BEFORE INSERT ON placements BEGIN SELECT RAISE(ABORT, 'no more'); END";
        await command.ExecuteNonQueryAsync();

        (await book.ClaimAsync("vorstand", Two)).Should().BeOneOf("a", "b");
        await book.SweepAsync();
        (await book.RowsAsync()).Should().HaveCount(1);

        command.CommandText = "DROP TRIGGER no_more";
        await command.ExecuteNonQueryAsync();
        await book.SweepAsync();
        (await book.RowsAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_claim_that_was_answered_is_there_after_the_power_fails()
    {
        await using var book = await Book.OpenAsync();
        var shard = await book.ClaimAsync("plenum", Two);
        var wreck = Directory.CreateTempSubdirectory("gateway-test-");
        try
        {
            // The files as they lie on the disk at this moment, with nothing closed.
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(book.Database.Path)!))
                File.Copy(file, Path.Combine(wreck.FullName, Path.GetFileName(file)));

            await using var after = await Book.OpenAsync(Path.Combine(wreck.FullName, "gateway.db"));

            after.Find("plenum", Two).Should().Be(shard);
        }
        finally
        {
            wreck.Delete(recursive: true);
        }
    }

    private static async Task<SqliteConnection> HoldAsync(string path)
    {
        var holder = new SqliteConnection($"Data Source={path};Pooling=false");
        await holder.OpenAsync();
        await using var hold = holder.CreateCommand();
        hold.CommandText = "BEGIN EXCLUSIVE";
        await hold.ExecuteNonQueryAsync();
        return holder;
    }
}
