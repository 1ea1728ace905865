using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Chat;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Placement;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

public sealed class ChatNoticesTests : IAsyncLifetime
{
    private static readonly Text Said = new("Umzug um 21 Uhr", "Move at nine");

    private readonly ChatKey _key = new();
    private readonly FleetClient _client = new();
    private ObservedFleet _fleet = null!;
    private ChatNotices _chats = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Shard Shard => _fleet.Shard with { Chat = _key.Gateway };

    public async ValueTask InitializeAsync()
    {
        _fleet = await ObservedFleet.StartAsync(new LabShardOptions { Name = "a", SeparatesParts = true, ServerIds = ["a1"], SystemChat = _key.Lab });
        _chats = new ChatNotices(_client, _fleet.Jicofo, new ChatTokens(TimeProvider.System), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _fleet.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task Everybody_in_the_room_reads_it_in_both_languages_and_nobody_else()
    {
        await using var anna = await JoinAsync("acme/größe", "Anna");
        await using var ole = await JoinAsync("acme/größe", "Ole");
        await using var vera = await JoinAsync("vorstand", "Vera");

        (await _chats.SendAsync(Shard, Book.Room("acme/größe"), Said, Cancel)).Should().BeOfType<CallAnswer.Taken>();

        var sent = _fleet.Lab.SystemMessages.All.Should().ContainSingle().Subject;
        sent.To.Should().BeEquivalentTo(anna.Address, ole.Address);
        sent.Message.Should().Be("Umzug um 21 Uhr\nMove at nine");
        sent.DisplayName.Should().Be("Verwaltung");
        _fleet.Lab.Received.To("/send-system-chat-message").Single().Header("Host").Should().Be("meet.test");
    }

    [Fact]
    public async Task What_is_refused_is_told_without_the_token()
    {
        using var another = new ChatKey();
        await using var anna = await JoinAsync("plenum", "Anna");
        await using var ole = await JoinAsync("plenum", "Ole");

        var answer = await _chats.SendAsync(_fleet.Shard with { Chat = another.Gateway }, Book.Room("plenum"), Said, Cancel);

        var token = _fleet.Lab.Received.To("/send-system-chat-message").Single().Header("Authorization")!["Bearer ".Length..];
        answer.Should().BeOfType<CallAnswer.Failed>().Which.Why.Should().EndWith("answered 401").And.NotContain(token.Split('.')[2]).And.NotContain("plenum");
        _fleet.Lab.SystemMessages.All.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_key_or_a_meeting_nothing_is_sent()
    {
        (await _chats.SendAsync(_fleet.Shard, Book.Room("plenum"), Said, Cancel)).Should().BeOfType<CallAnswer.Failed>();
        (await _chats.SendAsync(Shard, Book.Room("plenum"), Said, Cancel)).Should().BeOfType<CallAnswer.Failed>().Which.Why.Should().Be("Jicofo knows no such meeting");

        _fleet.Lab.Received.To("/send-system-chat-message").Should().BeEmpty();
    }

    private async Task<LabClient> JoinAsync(string room, string nick)
    {
        var client = await LabClient.ConnectAsync(_fleet.Lab.Address, room, cancel: Cancel);
        await client.JoinAsync(nick, Cancel);
        return client;
    }
}
