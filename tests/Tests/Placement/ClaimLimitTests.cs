using System.Globalization;
using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;
using ConferenceGateway.Tests.Core;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

public sealed class ClaimLimitTests
{
    private static readonly IPAddress Flood = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Member = IPAddress.Parse("192.0.2.2");

    [Fact]
    public async Task A_source_that_invents_rooms_is_stopped_and_nobody_else_is()
    {
        await using var book = await Book.OpenAsync();
        var fleet = Fleets.Of("a", "b");
        for (var i = 0; i < ClaimLimit.PerMinute; i++)
            (await book.Placements.ClaimAsync(Room(i), fleet, Flood)).Should().BeOfType<ClaimAnswer.Placed>();

        var tooMany = await book.Placements.ClaimAsync(Book.Room("one-more"), fleet, Flood);
        var known = await book.Placements.ClaimAsync(Room(0), fleet, Flood);
        var other = await book.Placements.ClaimAsync(Book.Room("plenum"), fleet, Member);
        book.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await book.Placements.ClaimAsync(Book.Room("one-more"), fleet, Flood);

        tooMany.Should().Be(new ClaimAnswer.TooMany(TimeSpan.FromMinutes(1)));
        known.Should().BeOfType<ClaimAnswer.Placed>("a room that lives is no new one");
        other.Should().BeOfType<ClaimAnswer.Placed>();
        later.Should().BeOfType<ClaimAnswer.Placed>();
    }

    private static RoomName Room(int number) => Book.Room(string.Create(CultureInfo.InvariantCulture, $"room{number}"));
}
