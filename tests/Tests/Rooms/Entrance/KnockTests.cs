using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary>Knocking, waiting, and what the chair says to it.</summary>
public sealed class KnockTests(DoorHouse house) : IClassFixture<DoorHouse>
{
    private static readonly RoomName Room = TestRooms.Name("klopfen");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_knocks_waits_and_the_page_lets_in_by_itself(bool isFramed)
    {
        using var visitor = new DoorVisitor(house.Gateway, isFramed: isFramed);
        await visitor.GetAsync("/klopfen");
        var at = (await visitor.PostAsync("/klopfen", ("door", "knock"), ("name", "Ida " + isFramed))).Location!;

        var waiting = await visitor.GetAsync(at);
        waiting.Status.Should().Be(HttpStatusCode.OK);
        waiting.Headline.Should().Be("You are waiting for “klopfen”.");
        waiting.Headers["Refresh"].Should().Be("5", "without an address the browser keeps the #");
        waiting.Text.Should().Contain("You have been waiting since").And.Contain("Ida " + isFramed);
        var knock = house.Knocks.Waiting(Room).Single(each => each.Name == "Ida " + isFramed);

        house.Knocks.Answer(Room, knock.Id, KnockState.Admitted);
        var admitted = await visitor.GetAsync(at);

        admitted.Status.Should().Be(HttpStatusCode.SeeOther);
        admitted.Location.Should().StartWith("/klopfen");
        (await visitor.GetAsync(admitted.Location!)).IsMeeting.Should().BeTrue();
    }

    [Fact]
    public async Task A_yes_of_before_does_not_pass_what_the_chair_decided_later()
    {
        await TestRooms.ClaimAsync(house.Gateway, "spaetes-ja", house.Chair.Id, "entry = 'Knock'");
        var room = TestRooms.Name("spaetes-ja");
        using var visitor = new DoorVisitor(house.Gateway);
        await visitor.GetAsync("/spaetes-ja");
        await visitor.PostAsync("/spaetes-ja", ("door", "knock"), ("name", "Ida"));
        house.Knocks.Answer(room, house.Knocks.Waiting(room).Single().Id, KnockState.Admitted);

        await TestRooms.SetAsync(house.Gateway, "spaetes-ja", "lock = 'Stopped', rights_revision = revision + 1");
        await visitor.GetAsync("/spaetes-ja");

        (await visitor.GetAsync("/spaetes-ja")).IsMeeting.Should().BeFalse();
    }

    [Fact]
    public async Task Who_is_refused_is_told_so_and_knocks_no_longer()
    {
        using var visitor = new DoorVisitor(house.Gateway);
        await visitor.PostAsync("/klopfen", ("door", "knock"), ("name", "Otto"));
        await visitor.GetAsync("/klopfen");
        house.Knocks.Answer(Room, house.Knocks.Waiting(Room).Single(knock => knock.Name == "Otto").Id, KnockState.Refused);

        var refused = await visitor.GetAsync("/klopfen");
        await visitor.PostAsync("/klopfen", ("door", "knock"), ("name", "Otto"));

        refused.Status.Should().Be(HttpStatusCode.Forbidden);
        refused.Headline.Should().Be("The chair is not letting you in just now.");
        refused.Headers.Should().NotContainKey("Refresh");
        house.Knocks.Waiting(Room).Should().NotContain(knock => knock.Name == "Otto");
    }

    [Fact]
    public async Task A_name_can_be_changed_and_waiting_ended()
    {
        using var visitor = new DoorVisitor(house.Gateway);
        await visitor.GetAsync("/klopfen");
        await visitor.PostAsync("/klopfen", ("door", "knock"), ("name", "Uwe"));
        await visitor.GetAsync("/klopfen");

        var form = await visitor.PostAsync("/klopfen", ("door", "rename"));
        form.Html.Should().Contain("value=\"Uwe\"");
        form.Headers.Should().NotContainKey("Refresh", "somebody types in it");
        (await visitor.PostAsync("/klopfen", ("door", "name"), ("name", "  "))).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await visitor.PostAsync("/klopfen", ("door", "name"), ("name", "Uwe K."))).Location.Should().Be("/klopfen");
        house.Knocks.Waiting(Room).Should().ContainSingle(knock => knock.Name == "Uwe K.").And.NotContain(knock => knock.Name == "Uwe");

        (await visitor.PostAsync("/klopfen", ("door", "leave"))).Location.Should().Be("/");
        house.Knocks.Waiting(Room).Should().NotContain(knock => knock.Name == "Uwe K.");
        (await visitor.GetAsync("/klopfen")).Headers.Should().NotContainKey("Refresh");
    }

    [Fact]
    public async Task Nobody_knocks_without_a_name()
    {
        using var visitor = new DoorVisitor(house.Gateway);

        var answer = await visitor.PostAsync("/klopfen", ("door", "knock"), ("name", " "));

        answer.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        answer.Text.Should().Contain("Please give a name");
    }

    [Fact]
    public async Task Where_too_many_wait_the_next_one_is_told_when_to_come()
    {
        await TestRooms.ClaimAsync(house.Gateway, "voll", house.Chair.Id, "entry = 'Knock'");
        for (var each = 0; each < KnockBook.MostOfRoom; each++)
            house.Knocks.TryKnock(TestRooms.Name("voll"), $"id{each}", "x", IPAddress.Loopback, out _).Should().BeTrue("a hall behind one address waits as well");
        using var visitor = new DoorVisitor(house.Gateway);

        (await visitor.PostAsync("/voll", ("door", "knock"), ("name", "Ida"))).Status.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task One_who_knocks_without_end_does_not_shut_the_waiting_room_for_others()
    {
        var room = (await TestRooms.ClaimAsync(house.Gateway, "flut", house.Chair.Id, "entry = 'Knock'")).Name;
        for (var each = 0; each < 2 * KnockBook.MostOfRoom; each++)
            house.Knocks.TryKnock(room, $"flood{each}", "x", IPAddress.Parse("203.0.113.7"), out _);

        house.Knocks.TryKnock(room, "ida", "Ida", IPAddress.Parse("198.51.100.1"), out _).Should().BeTrue();
        house.Knocks.TryKnock(room, "uwe", "Uwe", IPAddress.Parse("198.51.100.2"), out _).Should().BeTrue();
        house.Knocks.TryKnock(room, "more", "x", IPAddress.Parse("203.0.113.8"), out _).Should().BeFalse();

        house.Knocks.Waiting(room).Should().HaveCount(KnockBook.MostOfRoom).And.Contain(knock => knock.Id == "ida").And.Contain(knock => knock.Id == "uwe")
            .And.Contain(knock => knock.Id == "flood0", "who came first keeps the place");
    }
}
