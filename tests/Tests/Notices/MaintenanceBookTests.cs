using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;
using ConferenceGateway.Storage;
using ConferenceGateway.Tests.Core;
using ConferenceGateway.Tests.Placement;
using Xunit;

namespace ConferenceGateway.Tests.Notices;

public sealed class MaintenanceBookTests
{
    private static readonly FleetSnapshot Two = Fleets.Of("a", "b");

    [Fact]
    public async Task It_begins_and_ends_by_the_clock()
    {
        await using var book = await Book.OpenAsync();
        var from = book.Time.GetUtcNow().AddHours(1);
        await SetAsync(book, new Maintenance(MaintenanceKind.Closed, from, from.AddHours(2), null, "admin", 1));
        var maintenances = book.Maintenances;

        maintenances.Current.Should().NotBeNull();
        maintenances.Now.Should().BeNull();
        book.Time.Advance(TimeSpan.FromHours(1));
        maintenances.Now.Should().Be(maintenances.Current);
        book.Time.Advance(TimeSpan.FromHours(2) - TimeSpan.FromMilliseconds(1));
        maintenances.Now.Should().NotBeNull();
        book.Time.Advance(TimeSpan.FromMilliseconds(1));
        maintenances.Now.Should().BeNull();
        maintenances.Current.Should().BeNull();
    }

    [Fact]
    public async Task A_later_gateway_knows_it_and_a_change_is_heard_of_once()
    {
        await using var before = await Book.OpenAsync();
        var changed = before.Maintenances.Changed;
        await SetAsync(before, Now(before, MaintenanceKind.NoNewRooms) with { Sentence = "Die Server ziehen um.", Until = null });
        changed.IsCompleted.Should().BeTrue();
        var after = before.Maintenances.Changed;
        await before.Maintenances.ReadAgainAsync();
        after.IsCompleted.Should().BeFalse("nothing is new");

        using var later = new MaintenanceBook(new MaintenanceStore(before.Database), before.Database, before.Time);
        await later.LoadAsync();
        later.Current.Should().Be(before.Maintenances.Current);

        await ClearAsync(before);
        before.Maintenances.Current.Should().BeNull();
    }

    [Theory]
    [InlineData(nameof(MaintenanceKind.NoNewRooms))]
    [InlineData(nameof(MaintenanceKind.Closed))]
    public async Task While_it_holds_no_new_room_opens_and_those_that_run_go_on(string kind)
    {
        await using var book = await Book.OpenAsync();
        var home = await book.ClaimAsync("plenum", Two);
        await SetAsync(book, Now(book, Enum.Parse<MaintenanceKind>(kind)));

        (await book.Placements.ClaimAsync(Book.Room("vorstand"), Two)).Should().BeOfType<ClaimAnswer.NoNewRooms>()
            .Which.Maintenance.Should().Be(book.Maintenances.Current);
        (await book.ClaimAsync("plenum", Two)).Should().Be(home);
        (await book.ClaimAsync("plenum", Fleets.Of(("a", NodeHealth.Down), ("b", NodeHealth.Up)))).Should().Be("b", "a meeting whose shard dies goes on elsewhere");

        book.Time.Advance(TimeSpan.FromHours(2));
        (await book.ClaimAsync("vorstand", Two)).Should().BeOneOf("a", "b");
    }

    [Fact]
    public async Task Before_it_begins_rooms_open_as_ever()
    {
        await using var book = await Book.OpenAsync();
        await SetAsync(book, Now(book, MaintenanceKind.Closed) with { From = book.Time.GetUtcNow().AddMinutes(1) });

        (await book.ClaimAsync("plenum", Two)).Should().Be("a");
    }

    private static Maintenance Now(Book book, MaintenanceKind kind) => new(kind, book.Time.GetUtcNow(), book.Time.GetUtcNow().AddHours(2), null, "admin", 1);

    private static async Task SetAsync(Book book, Maintenance maintenance)
    {
        await WriteAsync(book.Database, maintenance);
        await book.Maintenances.ReadAgainAsync();
    }

    /// <summary>As a deed writes it.</summary>
    internal static async Task WriteAsync(Database database, Maintenance maintenance)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await MaintenanceStore.SetAsync(transaction, maintenance);
        (await MaintenanceStore.FindAsync(transaction)).Should().Be(maintenance);
        await transaction.CommitAsync();
    }

    private static async Task ClearAsync(Book book)
    {
        await using var connection = await book.Database.ConnectAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await MaintenanceStore.ClearAsync(transaction);
            await transaction.CommitAsync();
        }

        await book.Maintenances.ReadAgainAsync();
    }
}
