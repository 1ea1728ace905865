using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>Real clients meet on a real Prosody without a gateway: the ground on which the other tests stand.</summary>
public sealed class DirectMeetingTests : IAsyncLifetime
{
    private static readonly TimeSpan LossLimit = TimeSpan.FromSeconds(60);
    private ProsodyServer _prosody = null!;
    private Members _members = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Requirements.SkipWithoutProsodyAndClients();
        _prosody = await ProsodyServer.StartAsync("alone", Cancellation);
        _members = Members.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_members is not null)
            await _members.DisposeAsync();
        if (_prosody is null)
            return;
        TestContext.Current.TestOutputHelper?.WriteLine(_prosody.ToString()); // shown if the test failed
        await _prosody.DisposeAsync();
    }

    [Theory]
    [InlineData("WebSocket", "WebSocket", "plain")]
    [InlineData("WebSocket", "Bosh", "Größe Raum")]
    [InlineData("Bosh", "Bosh", "Тест")]
    public async Task Two_members_meet_and_hear_each_other(string first, string second, string room)
    {
        var anna = _members.Add(_prosody.Front, Enum.Parse<Transport>(first), room, "anna");
        var bert = _members.Add(_prosody.Front, Enum.Parse<Transport>(second), room, "bert");

        await Task.WhenAll(anna.JoinAsync(Cancellation), bert.JoinAsync(Cancellation));
        await anna.UntilSeesAsync(["anna", "bert"], Cancellation);
        await bert.UntilSeesAsync(["anna", "bert"], Cancellation);
        await anna.SayAsync("hello", Cancellation);
        await bert.UntilHearsAsync("anna", "hello", Cancellation);
        await bert.SayAsync("hello too", Cancellation);
        await anna.UntilHearsAsync("bert", "hello too", Cancellation);
        await bert.LeaveAsync(Cancellation);
        await anna.UntilSeesAsync(["anna"], Cancellation);

        anna.Lost.Should().BeNull();
    }

    [Fact]
    public async Task Two_rooms_stay_apart_and_the_census_knows_both()
    {
        var anna = _members.Add(_prosody.Front, Transport.WebSocket, "one", "anna");
        var bert = _members.Add(_prosody.Front, Transport.Bosh, "two", "bert");

        await Task.WhenAll(anna.JoinAsync(Cancellation), bert.JoinAsync(Cancellation));

        var census = await _members.CensusAsync(_prosody.Front, ["one", "two", "three"], Cancellation);
        census.Should().BeEquivalentTo(new Dictionary<string, int> { ["one"] = 1, ["two"] = 1 });
        anna.Occupants.Should().Equal("anna");
    }

    [Theory]
    [InlineData("WebSocket")]
    [InlineData("Bosh")]
    public async Task A_wrong_host_header_is_refused(string transport)
    {
        var member = _members.Add(_prosody.Front with { Host = "wrong.test" }, Enum.Parse<Transport>(transport), "room", "anna");

        var join = () => member.JoinAsync(Cancellation);

        await join.Should().ThrowAsync<JoinRefusedException>();
    }

    [Fact]
    public async Task Members_of_a_killed_server_notice_it_and_meet_again_once_it_is_back()
    {
        string[] both = ["anna", "bert"];
        var anna = _members.Add(_prosody.Front, Transport.WebSocket, "room", "anna");
        var bert = _members.Add(_prosody.Front, Transport.Bosh, "room", "bert");
        await Task.WhenAll(anna.JoinAsync(Cancellation), bert.JoinAsync(Cancellation));
        await anna.UntilSeesAsync(both, Cancellation);

        await _prosody.KillAsync(Cancellation);
        await Task.WhenAll(anna.UntilLostAsync(LossLimit, Cancellation), bert.UntilLostAsync(LossLimit, Cancellation));
        var back = Task.WhenAll(anna.RejoinAsync(LossLimit, Cancellation), bert.RejoinAsync(LossLimit, Cancellation));
        await _prosody.StartAgainAsync(Cancellation);
        await back;

        await anna.UntilSeesAsync(both, Cancellation);
        await bert.UntilSeesAsync(both, Cancellation);
    }

    [Fact]
    public async Task A_member_whose_wire_is_cut_can_come_back_under_another_name()
    {
        var anna = _members.Add(_prosody.Front, Transport.WebSocket, "room", "anna");
        var bert = _members.Add(_prosody.Front, Transport.WebSocket, "room", "bert");
        await Task.WhenAll(anna.JoinAsync(Cancellation), bert.JoinAsync(Cancellation));

        await bert.KillAsync(Cancellation);
        var bertAgain = _members.Add(_prosody.Front, Transport.WebSocket, "room", "bert2");
        await bertAgain.JoinAsync(Cancellation);

        // Prosody keeps the lost one for its minute, as it does in a real meeting.
        await bertAgain.UntilSeesAsync(["anna", "bert", "bert2"], Cancellation);
    }
}
