using AwesomeAssertions;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary><c>Rooms:EmbeddedBy</c>: whose pages may show a room in a frame.</summary>
public sealed class EmbeddingTests
{
    [Fact]
    public async Task The_meeting_and_its_door_say_who_may_embed_them_and_nothing_else_can_be_framed()
    {
        var (shard, gateway) = await DoorHouse.StartAsync(new TestGatewayOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["Rooms:EmbeddedBy:0"] = "https://intranet.example",
                ["Rooms:EmbeddedBy:1"] = "https://bücher.example:8443",
                ["Rooms:Unclaimed"] = "SignedIn",
            },
        });
        await using (shard)
        await using (gateway)
        {
            const string Ancestors = "frame-ancestors 'self' https://intranet.example https://xn--bcher-kva.example:8443";
            var account = await TestAccounts.AddAsync(gateway, "vera", Roles.Chair);
            await TestRooms.ClaimAsync(gateway, "offen", account.Id);
            using var visitor = new DoorVisitor(gateway);

            var meeting = await visitor.GetAsync("/offen");
            var door = await visitor.GetAsync("/fremd");
            var start = await visitor.GetAsync("/");

            meeting.IsMeeting.Should().BeTrue();
            meeting.Headers["Content-Security-Policy"].Should().Be(Ancestors);
            door.Headline.Should().Be("fremd");
            door.Headers["Content-Security-Policy"].Should().Contain(Ancestors);
            door.Headers.Should().NotContainKey("X-Frame-Options");
            start.Headers["Content-Security-Policy"].Should().Contain("frame-ancestors 'none'");
            start.Headers["X-Frame-Options"].Should().Be("DENY");
        }
    }
}
