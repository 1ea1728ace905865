using System.Globalization;
using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;
using ConferenceGateway.Tests.Core;
using Microsoft.Extensions.Time.Testing;
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

    [Fact]
    public void A_network_with_as_many_sources_as_it_likes_is_stopped_and_its_neighbour_is_not()
    {
        var limit = new ClaimLimit(new FakeTimeProvider());
        for (var source = 0; source < ClaimLimit.OfNetwork; source++)
            limit.Takes(Source("2001:db8:1", source), out _).Should().BeTrue();

        limit.Takes(Source("2001:db8:1", ClaimLimit.OfNetwork), out var wait).Should().BeFalse();
        wait.Should().Be(TimeSpan.FromMinutes(1));
        limit.Takes(Source("2001:db8:2", 1), out _).Should().BeTrue();

        static IPAddress Source(string network, int household) => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"{network}:{household:x}::"));
    }

    [Fact]
    public void A_clock_that_is_set_back_keeps_nobody_out_for_longer()
    {
        var time = new ClockSetBack();
        var limit = new ClaimLimit(time);
        for (var room = 0; room <= ClaimLimit.PerMinute; room++)
            limit.Takes(Flood, out _);
        time.By = TimeSpan.FromDays(1);

        limit.Takes(Flood, out var wait).Should().BeFalse();
        wait.Should().BeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(1));
        limit.Takes(Flood, out _).Should().BeTrue();
    }

    private static RoomName Room(int number) => Book.Room(string.Create(CultureInfo.InvariantCulture, $"room{number}"));
}
