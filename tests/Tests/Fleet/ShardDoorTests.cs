using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Lab;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

public sealed class ShardDoorTests : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly WatchedTime _time = new();
    private readonly LogLines<ShardDoor> _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConnectionTable _connections;
    private LabShard? _lab;
    private readonly TaskCompletionSource _fell = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ShardDoor? _door;
    private readonly FleetClient _client = new();
    private Task _running = Task.CompletedTask;

    public ShardDoorTests() => _connections = new ConnectionTable(_time);

    private LabShard Lab => _lab!;

    private NodeHealth Health => _door!.Health;

    [Fact]
    public async Task Two_answers_at_once_are_up_and_then_one_is_asked_for_in_each_round()
    {
        await StartUpAsync();
        Health.Should().Be(NodeHealth.Up);
        Lab.Received.Total.Should().Be(2);

        for (var i = 3; i < 6; i++)
        {
            await RoundAsync();
            Lab.Received.Total.Should().Be(i);
        }
    }

    [Fact]
    public async Task The_question_carries_the_shards_host()
    {
        await StartAsync();
        await _door!.AskAsync(default);

        var question = await Lab.Received.WaitForAsync(_ => true, default);
        question.Method.Should().Be("GET");
        question.RawTarget.Should().Be("/http-bind");
        question.Header("Host").Should().Be("meet.test");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(302)]
    public async Task Three_wrong_answers_a_second_apart_are_down_and_two_right_ones_up_again(int status)
    {
        await StartUpAsync();

        Lab.Faults.HealthStatus = status;
        await RoundAsync();
        Health.Should().Be(NodeHealth.Up, "one");
        await OutOfTurnAsync();
        Health.Should().Be(NodeHealth.Up, "two");
        await OutOfTurnAsync();
        Health.Should().Be(NodeHealth.Down, "three");
        _log.AtLeast(LogLevel.Error).Should().ContainSingle().Which.Should().Contain("Shard a is down").And.Contain($"answered {status}");

        Lab.Faults.Clear();
        await RoundAsync();
        Health.Should().Be(NodeHealth.Down, "one answer is none");
        await OutOfTurnAsync();
        Health.Should().Be(NodeHealth.Up);
    }

    [Fact]
    public async Task A_shard_that_is_silent_is_down_within_fifteen_seconds()
    {
        await StartUpAsync();
        Lab.Faults.Silent = true;
        var begun = _time.GetUtcNow();

        _time.Advance(FleetPoller.Interval);
        var round = _door!.AskAsync(default);
        for (var i = 0; i < 3; i++)
        {
            Health.Should().Be(NodeHealth.Up);
            await _time.WaitIsAsync(FleetClient.Patience);
            await Lab.Received.WaitForAsync(request => request.Number == Lab.Received.Total, default);
            _time.Advance(FleetClient.Patience - Moment);
            Health.Should().Be(NodeHealth.Up);
            _time.Advance(Moment);
            if (i == 2)
                break;
            await _time.WaitIsAsync(ShardDoor.Shortest);
            _time.Advance(ShardDoor.Shortest);
        }

        await round;
        await _fell.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Health.Should().Be(NodeHealth.Down);
        (_time.GetUtcNow() - begun).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Nobody_there_is_no_answer()
    {
        await StartUpAsync();
        await Lab.StopAsync();

        await RoundAsync();
        await OutOfTurnAsync();
        await OutOfTurnAsync();
        Health.Should().Be(NodeHealth.Down);

        await Lab.StartAgainAsync();
        await RoundAsync();
        await OutOfTurnAsync();
        Health.Should().Be(NodeHealth.Up);
    }

    [Fact]
    public async Task A_failed_forward_asks_at_once_but_not_more_often_than_once_a_second()
    {
        await StartUpAsync();
        var asked = Lab.Received.Total;

        // Within the second it waits for the second to be over.
        _door!.Hurry();
        await _time.WaitIsAsync(ShardDoor.Shortest);
        Lab.Received.Total.Should().Be(asked);

        // A hundred failures meanwhile are one question more, and that a second later.
        for (var i = 0; i < 100; i++)
            _door.Hurry();
        var heard = _door.Heard;
        _time.Advance(ShardDoor.Shortest);
        await QuestionAsync();
        await heard.WaitAsync(TimeSpan.FromSeconds(30));
        Lab.Received.Total.Should().Be(asked + 1);
        await OutOfTurnAsync();
        Lab.Received.Total.Should().Be(asked + 2);

        // Later the question goes out without anybody moving the clock.
        _time.Advance(ShardDoor.Shortest);
        _door.Hurry();
        await QuestionAsync();
        await Lab.Received.WaitForAsync(request => request.Number == asked + 3, default);
    }

    [Fact]
    public async Task A_round_that_comes_a_moment_after_a_question_out_of_turn_asks_nothing()
    {
        await StartUpAsync();
        var asked = Lab.Received.Total;

        await _door!.AskAsync(default);

        Lab.Received.Total.Should().Be(asked);
    }

    [Fact]
    public async Task When_it_goes_down_its_connections_are_ended_and_nobody_elses()
    {
        await StartUpAsync();
        var room = Placement.Book.Room("plenum");
        var here = _connections.Open(room, new ShardId("a"), Visitor.InBrowser);
        var elsewhere = _connections.Open(room, new ShardId("b"), Visitor.InBrowser);
        Lab.Faults.HealthStatus = 500;

        await RoundAsync();
        await OutOfTurnAsync();
        here.Ended.IsCancellationRequested.Should().BeFalse();
        await OutOfTurnAsync();

        here.Ended.IsCancellationRequested.Should().BeTrue();
        elsewhere.Ended.IsCancellationRequested.Should().BeFalse();
        _log.AtLeast(LogLevel.Error).Should().ContainSingle().Which.Should().Contain("Connections closed: 1");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _door?.Dispose();
        _client.Dispose();
        _stop.Dispose();
        if (_lab is not null)
            await _lab.DisposeAsync();
    }

    private async Task StartAsync(Action<LabShard>? prepare = null)
    {
        _lab = await LabShard.StartAsync(new LabShardOptions { Name = "a" });
        prepare?.Invoke(_lab);
        if (!ServerAddress.TryParse(_lab.Address.ToString(), out var address))
            throw new InvalidOperationException();
        var shard = new Shard { Id = new ShardId("a"), Address = address, Prosody = address, Jicofo = address, Host = "meet.test" };
        _door = new ShardDoor(shard, _client, _connections, _time, _log, () =>
        {
            if (_door!.Health == NodeHealth.Down)
                _fell.TrySetResult();
        });
        _running = _door.RunAsync(_stop.Token);
    }

    private async Task StartUpAsync()
    {
        await StartAsync();
        await _door!.AskAsync(default);
        await QuestionAsync();
        await QuestionAsync();
        await _log.WaitForAsync(line => line == "Shard a is up");
    }

    /// <summary>A question goes out: its limit begins to run.</summary>
    private Task QuestionAsync() => _time.WaitIsAsync(FleetClient.Patience);

    /// <summary>The question of the next round, answered or failed.</summary>
    private async Task RoundAsync()
    {
        _time.Advance(FleetPoller.Interval);
        await _door!.AskAsync(default);
        await QuestionAsync();
    }

    /// <summary>The question that follows of itself a second after one that may decide.</summary>
    private async Task OutOfTurnAsync()
    {
        await _time.WaitIsAsync(ShardDoor.Shortest);
        var heard = _door!.Heard;
        _time.Advance(ShardDoor.Shortest);
        await QuestionAsync();
        await heard.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
