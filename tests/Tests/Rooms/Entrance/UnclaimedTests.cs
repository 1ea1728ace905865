using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Tickets;
using ConferenceGateway.Tickets;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary>Names that nobody has claimed, as <c>Rooms:Unclaimed</c> has it: at the page and in signalling.</summary>
public sealed class UnclaimedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Everybody", HttpStatusCode.OK, "", true, true)]
    [InlineData("SignedIn", HttpStatusCode.OK, "frei", false, true)]
    [InlineData("Nobody", HttpStatusCode.NotFound, "There is no such room.", false, false)]
    public async Task They_are_open_to_whom_the_settings_say(string unclaimed, HttpStatusCode status, string headline, bool strangers, bool members)
    {
        await using var shard = await LabShard.StartAsync(LabTokens.Shard("alpha"), Cancel);
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Settings = new Dictionary<string, string?> { ["Rooms:Unclaimed"] = unclaimed } }, shard);
        var mia = await TestAccounts.AddAsync(gateway, "mia", Roles.None, "Mia");
        var office = gateway.Get<TicketOffice>();
        var text = office.Write(office.Make(GuardedRooms.Name("frei"), TicketKind.Member, 0, "Mia", mia.Id));
        var cookie = GuardedRooms.Cookie("frei", text);
        using var stranger = new DoorVisitor(gateway, TestGateway.MeetingUrl);
        using var member = new DoorVisitor(gateway, TestGateway.MeetingUrl) { Cookies = { [cookie.Split('=')[0]] = text } };

        var answer = await stranger.GetAsync("/frei");

        (answer.Status, answer.Headline, answer.IsMeeting).Should().Be((status, headline, strangers));
        if (!strangers && members)
            answer.Html.Should().Contain($"href=\"{TestGateway.PortalUrl}/enter?room=frei\"");
        (await member.GetAsync("/frei")).IsMeeting.Should().Be(members);
        (await gateway.TokenBehindAsync(shard, "frei", null, null, Cancel) is not null).Should().Be(strangers);
        (await gateway.TokenBehindAsync(shard, "frei", null, cookie, Cancel) is not null).Should().Be(members);

        // A name that is somebody's is as its chair has it.
        await TestRooms.ClaimAsync(gateway, "offen", mia.Id);
        (await stranger.GetAsync("/offen")).IsMeeting.Should().BeTrue();
    }
}
