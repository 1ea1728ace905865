using System.Globalization;
using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary>What a guesser gets to see. Time is made by the test.</summary>
public sealed class TooManyTriesTests
{
    private static (string, string)[] Form(string password) => [("door", "enter"), ("name", "Maike"), ("password", password)];

    [Fact]
    public async Task The_door_says_when_to_try_again_and_lets_in_then()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));
        await using var gateway = await PortalClient.StartGatewayAsync(time, settings: RoomsHouse.TokenShard);
        var chair = await TestAccounts.AddAsync(gateway, "vera", Roles.Chair, "Vera");
        await TestRooms.ClaimAsync(gateway, "vorstand", chair.Id, password: DoorHouse.Password);
        using var visitor = new DoorVisitor(gateway, TestGateway.MeetingUrl);
        for (var tries = 0; tries < RoomGuesses.PerSource; tries++)
            (await visitor.PostAsync("/vorstand", Form($"blaue-birne-{tries}"))).Status.Should().Be(HttpStatusCode.UnprocessableEntity);

        // One place is free every six seconds: the three that come now cannot all have one within their ten.
        var tried = Enumerable.Range(0, 3).Select(number => visitor.PostAsync("/vorstand", Form($"rote-birne-{number}"))).ToArray();
        await Eventually.NoComplaintAsync(
            _ =>
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                return Task.FromResult(tried.All(one => one.IsCompleted) ? null : "They wait");
            },
            TimeSpan.FromSeconds(30), () => "", TestContext.Current.CancellationToken);
        var refused = (await Task.WhenAll(tried)).Where(answer => answer.Status == HttpStatusCode.TooManyRequests).ToArray();

        refused.Should().NotBeEmpty();
        var answer = refused[0];
        answer.Headers["Cache-Control"].Should().Be("no-store");
        int.Parse(answer.Headers["Retry-After"], CultureInfo.InvariantCulture).Should().BeInRange(1, 60);
        answer.Text.Should().MatchRegex(@"\d\d:\d\d").And.NotContain("birne");
        answer.Html.Should().Contain("value=\"Maike\"").And.Contain("type=\"password\"");

        time.Advance(TimeSpan.FromMinutes(1));
        (await visitor.PostAsync("/vorstand", Form(DoorHouse.Password))).Status.Should().Be(HttpStatusCode.SeeOther);
    }
}
