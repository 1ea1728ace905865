using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Identity;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Storage;
using ConferenceGateway.Tickets;
using Dapper;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Changes;

/// <summary>Whose room it is, and who is invited.</summary>
public sealed class RoomPeopleChangesTests(RoomsHouse house) : IClassFixture<RoomsHouse>
{
    private RoomPeopleChanges Changes => house.Gateway.Get<RoomPeopleChanges>();

    private InvitationChanges Invitations => house.Gateway.Get<InvitationChanges>();

    [Fact]
    public async Task Co_chairs_and_moderators_come_by_their_names_and_change_their_roles_and_go()
    {
        var (maike, jonas) = (await house.AccountAsync("maike"), await house.AccountAsync("jonas", Roles.None));
        var room = await house.ClaimAsync(maike);
        var actor = RoomsHouse.ActorOf(maike);

        (await Changes.AddAsync(actor, room.Name, jonas.Name.ToUpperInvariant(), RoomRole.Moderator, null)).Should().BeOfType<RoomAnswer.Done>();
        (await Changes.AddAsync(actor, room.Name, jonas.Name, RoomRole.CoChair, null)).Should().BeOfType<RoomAnswer.Done>();
        (await house.NowAsync(room)).RoleOf(jonas.Id).Should().Be(RoomRole.CoChair);
        (await Changes.AddAsync(actor, room.Name, maike.Name, RoomRole.Moderator, null)).Should().BeOfType<RoomAnswer.IsChair>();
        (await Changes.AddAsync(actor, room.Name, "nobody-at-all", RoomRole.Moderator, null)).Should().BeOfType<RoomAnswer.NoAccount>();
        (await Changes.AddAsync(actor, room.Name, "a b\u0000", RoomRole.Moderator, null)).Should().BeOfType<RoomAnswer.NoAccount>();

        var inside = house.Enter(room, TicketText.MakeId(), "Jonas", jonas.Id);
        (await Changes.RemoveAsync(actor, room.Name, jonas.Id, null)).Should().BeOfType<RoomAnswer.Done>();
        inside.IsDismissed.Should().BeTrue("a moderator of the meeting would stay one");
        (await Changes.RemoveAsync(actor, room.Name, jonas.Id, null)).Should().BeOfType<RoomAnswer.NotThere>();
        (await Changes.RemoveAsync(actor, room.Name, maike.Id, null)).Should().BeOfType<RoomAnswer.IsChair>();
        (await house.NowAsync(room)).People.Keys.Should().Equal(maike.Id);
    }

    [Fact]
    public async Task A_disabled_account_becomes_nothing()
    {
        var (maike, gone) = (await house.AccountAsync("maike"), await house.AccountAsync("gone"));
        var room = await house.ClaimAsync(maike);
        await house.Gateway.Get<AccountChanges>().ChangeAsync(Actor.Gateway, gone.Id, new AccountChange { IsDisabled = true });

        (await Changes.AddAsync(RoomsHouse.ActorOf(maike), room.Name, gone.Name, RoomRole.Moderator, null)).Should().BeOfType<RoomAnswer.NoAccount>();
        (await Changes.HandOverAsync(RoomsHouse.ActorOf(maike), room.Name, gone.Name, null)).Should().BeOfType<RoomAnswer.NoAccount>();
    }

    [Fact]
    public async Task A_room_is_handed_over_and_has_one_chair_at_every_moment()
    {
        var (maike, jonas) = (await house.AccountAsync("maike"), await house.AccountAsync("jonas"));
        var room = await house.ClaimAsync(maike);
        var actor = RoomsHouse.ActorOf(maike);

        (await Changes.HandOverAsync(actor, room.Name, jonas.Name, null)).Should().BeOfType<RoomAnswer.Done>();
        var now = await house.NowAsync(room);
        (now.Chair, now.RoleOf(maike.Id)).Should().Be((jonas.Id, RoomRole.CoChair));
        (await Changes.HandOverAsync(actor, room.Name, jonas.Name, null)).Should().BeOfType<RoomAnswer.IsChair>();
        await house.ClaimAsync(maike);
        (await Changes.HandOverAsync(actor, room.Name, maike.Name, null, most: 1)).Should().BeOfType<RoomAnswer.TooManyRooms>();
    }

    [Fact]
    public async Task A_room_whose_chair_is_gone_is_given_to_another()
    {
        var (gone, jonas) = (await house.AccountAsync("gone"), await house.AccountAsync("jonas"));
        var room = await house.ClaimAsync(gone);
        await using (var connection = await house.Gateway.Get<Database>().ConnectAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("DELETE FROM accounts WHERE id = @Id", new { gone.Id });

        (await Changes.HandOverAsync(RoomsHouse.ActorOf(jonas), room.Name, jonas.Name, null)).Should().BeOfType<RoomAnswer.Done>();
        (await house.NowAsync(room)).People.Should().BeEquivalentTo(new Dictionary<string, RoomRole> { [jonas.Id] = RoomRole.Chair });
    }

    [Fact]
    public async Task An_invitation_is_shown_once_kept_as_a_hash_and_ends_what_rests_on_it()
    {
        var maike = await house.AccountAsync("maike");
        var room = await house.ClaimAsync(maike);
        var actor = RoomsHouse.ActorOf(maike);
        var made = (RoomAnswer.Invited)await Invitations.MakeAsync(actor, room.Name, new InvitationWish("Frau Sommer", 3));

        made.Invitation.Expires.Should().Be(house.Time.GetUtcNow().AddDays(3));
        made.LinkAt(new Origins(new Uri("https://meet.test"), new Uri("https://portal.test"))).Should().Be("https://meet.test/-/invitation/" + made.Secret);
        await using (var connection = await house.Gateway.Get<Database>().ConnectAsync(TestContext.Current.CancellationToken))
            (await connection.QuerySingleAsync<string>("SELECT secret_hash FROM invitations WHERE id = @Id", new { made.Invitation.Id })).Should().Be(Secret.HashOf(made.Secret));
        (await house.AuditOfAsync(room))[^1].Facts.Should().Contain("Frau Sommer").And.NotContain(made.Secret);

        var (invited, other) = (house.Enter(room, TicketText.MakeId(), invitation: made.Invitation.Id), house.Enter(room, TicketText.MakeId(), invitation: "another"));
        (await Invitations.RevokeAsync(actor, room.Name, made.Invitation.Id)).Should().BeOfType<RoomAnswer.Done>();
        (invited.IsDismissed, other.IsDismissed).Should().Be((true, false));
        (await Invitations.RevokeAsync(actor, room.Name, made.Invitation.Id)).Should().BeOfType<RoomAnswer.NotThere>();
    }

    [Fact]
    public async Task An_invitation_of_another_room_cannot_be_revoked_from_here()
    {
        var maike = await house.AccountAsync("maike");
        var (mine, theirs) = (await house.ClaimAsync(maike), await house.ClaimAsync(await house.AccountAsync("jonas")));
        var made = (RoomAnswer.Invited)await Invitations.MakeAsync(RoomsHouse.ActorOf(maike), theirs.Name, new InvitationWish("Frau Sommer", 3));

        (await Invitations.RevokeAsync(RoomsHouse.ActorOf(maike), mine.Name, made.Invitation.Id)).Should().BeOfType<RoomAnswer.NotThere>();
        (await house.NowAsync(theirs)).Invitations.Should().ContainKey(made.Invitation.Id);
    }

    [Theory]
    [InlineData("Frau Sommer", 90, null)]
    [InlineData("<script>", 1, null)]
    [InlineData("", 3, "name")]
    [InlineData("a\u200fb", 3, "name")]
    [InlineData("Frau Sommer", 0, "days")]
    [InlineData("Frau Sommer", 91, "days")]
    public void Wishes_that_cannot_be_are_named(string name, int days, string? fault)
    {
        var faults = new Dictionary<string, Text>();
        InvitationWish.Read(name, days, faults);
        faults.Keys.Should().BeEquivalentTo(fault is null ? [] : new[] { fault });
    }
}
