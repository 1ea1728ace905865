using AwesomeAssertions;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Tickets;
using Xunit;
using Door = ConferenceGateway.Rooms.Door;

namespace ConferenceGateway.Tests.Rooms.Changes;

/// <summary>A password is set, changed and removed; who stays, and who has to enter it again.</summary>
public sealed class RoomPasswordChangesTests(RoomsHouse house) : IClassFixture<RoomsHouse>
{
    private static readonly Room AnyRoom = new() { Name = RoomsHouse.Name("acme/fraktion"), Title = "Unser Treffen", RightsRevision = 1, Revision = 1, CreatedAt = default };

    [Fact]
    public async Task A_password_is_kept_as_a_hash_and_the_audit_says_that_and_not_which()
    {
        var maike = await house.AccountAsync("maike");
        var room = await house.ClaimAsync(maike);
        var answer = await house.SetAsync(maike, room, "Gelbe-Birne-42");

        var now = answer.Should().BeOfType<RoomAnswer.Done>().Which.Room;
        now.Should().Be(await house.NowAsync(room));
        now.RightsRevision.Should().Be(now.Revision).And.BeGreaterThan(room.Revision);
        PasswordHash.Parse(now.PasswordHash)!.Verify("Gelbe-Birne-42").Should().BeTrue();
        PasswordHash.Parse(now.PasswordSmallHash)!.Verify("gelbe-birne-42").Should().BeTrue();
        string.Join('\n', (await house.AuditOfAsync(room)).Select(row => row.Facts)).Should().Contain("passwordSet").And.NotContainEquivalentOf("birne").And.NotContain("argon2");
    }

    [Fact]
    public async Task Whoever_is_inside_stays_and_may_come_back_and_whoever_is_not_is_asked()
    {
        var maike = await house.AccountAsync("maike");
        var room = ((RoomAnswer.Done)await house.SetAsync(maike, await house.ClaimAsync(maike), "gelbe-birne-42")).Room;
        var (inside, outside) = (Of(room, TicketKind.Password), Of(room, TicketKind.Password));
        var connection = house.Enter(room, inside.Id);
        var unknown = house.Enter(room);

        await house.SetAsync(maike, room, "rotes-segel-17");

        connection.IsDismissed.Should().BeFalse();
        unknown.IsDismissed.Should().BeFalse();
        house.Gateway.Get<Door>().Ask(room.Name, inside).Should().Be(DoorAnswer.Open.ForEverybody);
        house.Gateway.Get<Door>().Ask(room.Name, outside).Should().Be(DoorAnswer.AskPassword.Only);
    }

    [Fact]
    public async Task All_must_enter_it_again_but_for_members_and_the_invited()
    {
        var maike = await house.AccountAsync("maike");
        var room = ((RoomAnswer.Done)await house.SetAsync(maike, await house.ClaimAsync(maike), "gelbe-birne-42")).Room;
        var inside = Of(room, TicketKind.Password);
        var guests = new[] { house.Enter(room, inside.Id), house.Enter(room) };
        var others = new[] { house.Enter(room, TicketText.MakeId(), "Maike", maike.Id), house.Enter(room, TicketText.MakeId(), "Frau Sommer", invitation: "sommer") };

        await house.SetAsync(maike, room, "rotes-segel-17", stay: false);

        guests.Should().OnlyContain(guest => guest.IsDismissed);
        others.Should().OnlyContain(other => !other.IsDismissed);
        house.Gateway.Get<Door>().Ask(room.Name, inside).Should().Be(DoorAnswer.AskPassword.Only);
    }

    [Fact]
    public async Task A_password_that_is_removed_is_asked_no_more_and_removing_none_is_said()
    {
        var maike = await house.AccountAsync("maike");
        var room = await house.ClaimAsync(maike);
        var changes = house.Gateway.Get<RoomPasswordChanges>();
        (await changes.RemoveAsync(RoomsHouse.ActorOf(maike), room.Name)).Should().BeOfType<RoomAnswer.NotThere>();
        await house.SetAsync(maike, room, "gelbe-birne-42");
        (await changes.RemoveAsync(RoomsHouse.ActorOf(maike), room.Name)).Should().BeOfType<RoomAnswer.Done>().Which.Room.IsGuarded.Should().BeFalse();

        (await house.NowAsync(room)).PasswordSetAt.Should().BeNull();
        house.Gateway.Get<Door>().Ask(room.Name, null).Should().Be(DoorAnswer.Open.ForEverybody);
    }

    [Fact]
    public async Task An_old_state_sets_no_password()
    {
        var maike = await house.AccountAsync("maike");
        var room = await house.ClaimAsync(maike);
        await house.SetAsync(maike, room, "gelbe-birne-42", seen: room.Revision);
        (await house.SetAsync(maike, room, "rotes-segel-17", seen: room.Revision)).Should().BeOfType<RoomAnswer.Changed>();

        PasswordHash.Parse((await house.NowAsync(room)).PasswordHash)!.Verify("gelbe-birne-42").Should().BeTrue();
    }

    [Fact]
    public async Task Of_passwords_that_are_set_at_once_the_last_confirmed_one_holds_and_those_too_many_are_told_to_wait()
    {
        var maike = await house.AccountAsync("maike");
        var room = await house.ClaimAsync(maike);
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async number => (Password: $"birne-segel-{number}", Answer: await house.SetAsync(maike, room, $"birne-segel-{number}"))));

        answers.Should().OnlyContain(one => one.Answer is RoomAnswer.Done || one.Answer is RoomAnswer.Busy);
        answers.Should().Contain(one => one.Answer is RoomAnswer.Busy);
        var last = answers.Where(one => one.Answer is RoomAnswer.Done).MaxBy(one => ((RoomAnswer.Done)one.Answer).Room.Revision);
        PasswordHash.Parse((await house.NowAsync(room)).PasswordHash)!.Verify(last.Password).Should().BeTrue();
    }

    [Theory]
    [InlineData("  gelbe-birne-42 ", "gelbe-birne-42")]
    [InlineData("Ｇｅｌｂｅ１２", "Gelbe12")]
    [InlineData("grüße!", "grüße!")]
    [InlineData("👩‍👩‍👧‍👦🎉🎈🌍🐝🌻", "👩‍👩‍👧‍👦🎉🎈🌍🐝🌻")]
    [InlineData("birne", null)]
    [InlineData("      ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("gelbe\u0000birne", null)]
    [InlineData("gelbe\nbirne", null)]
    [InlineData("LONG", null)]
    [InlineData("aaaaaaaa", null)]
    [InlineData("121212", null)]
    [InlineData("123456", null)]
    [InlineData("87654321", null)]
    [InlineData("Passwort", null)]
    [InlineData("qwertz", null)]
    [InlineData("Fraktion", null)]
    [InlineData("unser treffen", null)]
    public void A_password_is_read_as_the_door_compares_it_and_what_is_guessed_first_is_none(string? typed, string? read)
    {
        NewPassword.Read(typed == "LONG" ? new string('x', 10_000) + "yz" : typed, AnyRoom, out var fault).Should().Be(read);
        (fault is null).Should().Be(read is not null);
    }

    [Fact]
    public void Every_suggestion_can_be_set()
    {
        foreach (var language in new[] { Language.German, Language.English })
        {
            var suggested = SuggestedPassword.Make(language);
            NewPassword.Read(suggested, AnyRoom, out _).Should().Be(suggested);
        }
    }

    private Ticket Of(Room room, TicketKind kind) => new(TicketText.MakeId(), room.Name, kind) { Revision = room.Revision, Expires = house.Time.GetUtcNow().AddHours(1) };
}
