using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Lab;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

public sealed class ShardPollerTests : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly WatchedTime _time = new();
    private readonly LogLines<ShardPoller> _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConnectionTable _connections;
    private LabShard? _lab;
    private FleetView? _fleet;
    private ShardPoller? _poller;
    private Task _running = Task.CompletedTask;

    public ShardPollerTests() => _connections = new ConnectionTable(_time);

    private LabShard Lab => _lab!;

    private NodeHealth Health => _fleet!.Current.Shards[0].Health;

    [Fact]
    public async Task Two_answers_at_once_are_up_and_then_one_is_asked_for_every_five_seconds()
    {
        await StartAsync();

        await QuestionAsync();
        await QuestionAsync();
        await _time.WaitIsAsync(ShardPoller.Shortest);
        Health.Should().Be(NodeHealth.Up);
        Lab.Received.Total.Should().Be(2);

        for (var i = 3; i < 6; i++)
        {
            await RestAsync();
            await QuestionAsync();
            await _time.WaitIsAsync(ShardPoller.Shortest);
            Lab.Received.Total.Should().Be(i);
        }
    }

    [Fact]
    public async Task The_question_carries_the_shards_host()
    {
        await StartAsync();

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
    public async Task Three_wrong_answers_are_down_and_two_right_ones_up_again(int status)
    {
        await StartUpAsync();

        Lab.Faults.HealthStatus = status;
        await NextAsync();
        Health.Should().Be(NodeHealth.Up, "one");
        await NextAsync();
        Health.Should().Be(NodeHealth.Up, "two");
        await NextAsync();
        Health.Should().Be(NodeHealth.Down, "three");
        _log.AtLeast(LogLevel.Error).Should().ContainSingle().Which.Should().Contain("Shard a is down").And.Contain($"answered {status}");

        Lab.Faults.Clear();
        await RestAsync();
        await QuestionAsync();
        Health.Should().Be(NodeHealth.Down, "one answer is none");
        await QuestionAsync();
        await _time.WaitIsAsync(ShardPoller.Shortest);
        Health.Should().Be(NodeHealth.Up);
    }

    [Fact]
    public async Task Failures_between_answers_are_forgiven()
    {
        await StartUpAsync();

        for (var i = 0; i < 3; i++)
        {
            Lab.Faults.HealthStatus = 500;
            await NextAsync();
            await NextAsync();
            Lab.Faults.Clear();
            await NextAsync();
        }

        Health.Should().Be(NodeHealth.Up);
        _log.AtLeast(LogLevel.Warning).Should().BeEmpty();
    }

    [Fact]
    public async Task A_shard_that_is_silent_for_two_seconds_does_not_answer()
    {
        await StartUpAsync();
        Lab.Faults.Silent = true;

        for (var i = 0; i < 3; i++)
        {
            Health.Should().Be(NodeHealth.Up);
            await RestAsync();
            await QuestionAsync();
            await Lab.Received.WaitForAsync(request => request.Number == Lab.Received.Total, default);
            _time.Advance(ShardPoller.Patience - Moment);
            Health.Should().Be(NodeHealth.Up);
            _time.Advance(Moment);
            await _time.WaitIsAsync(ShardPoller.Shortest);
        }

        Health.Should().Be(NodeHealth.Down);
    }

    [Fact]
    public async Task A_shard_that_never_answered_is_down_after_three_questions()
    {
        await StartAsync(lab => lab.Faults.HealthStatus = 500);

        await QuestionAsync();
        await _time.WaitIsAsync(ShardPoller.Shortest);
        Health.Should().Be(NodeHealth.Unknown);
        await NextAsync();
        await NextAsync();

        Health.Should().Be(NodeHealth.Down);
    }

    [Fact]
    public async Task Nobody_there_is_no_answer()
    {
        await StartUpAsync();
        await Lab.StopAsync();

        await NextAsync();
        await NextAsync();
        await NextAsync();
        Health.Should().Be(NodeHealth.Down);

        await Lab.StartAgainAsync();
        await RestAsync();
        await QuestionAsync();
        await QuestionAsync();
        await _time.WaitIsAsync(ShardPoller.Shortest);
        Health.Should().Be(NodeHealth.Up);
    }

    [Fact]
    public async Task A_failed_forward_asks_at_once_but_not_more_often_than_once_a_second()
    {
        await StartUpAsync();
        var asked = Lab.Received.Total;

        // Within the second it waits for the second to be over, and a hundred failures are one question.
        for (var i = 0; i < 100; i++)
            _poller!.Hurry();
        _time.Advance(ShardPoller.Shortest - Moment);
        Lab.Received.Total.Should().Be(asked);
        _time.Advance(Moment);
        await _time.WaitIsAsync(ShardPoller.Interval - ShardPoller.Shortest);
        await QuestionAsync();
        await _time.WaitIsAsync(ShardPoller.Shortest);
        Lab.Received.Total.Should().Be(asked + 1);

        // After it the question goes out without anybody moving the clock.
        _time.Advance(ShardPoller.Shortest);
        await _time.WaitIsAsync(ShardPoller.Interval - ShardPoller.Shortest);
        _poller!.Hurry();
        await QuestionAsync();
        await _time.WaitIsAsync(ShardPoller.Shortest);
        Lab.Received.Total.Should().Be(asked + 2);
    }

    [Fact]
    public async Task When_it_goes_down_its_connections_are_ended_and_nobody_elses()
    {
        await StartUpAsync();
        var room = Placement.Book.Room("plenum");
        var here = _connections.Open(room, new ShardId("a"), Visitor.InBrowser);
        var elsewhere = _connections.Open(room, new ShardId("b"), Visitor.InBrowser);
        Lab.Faults.HealthStatus = 500;

        await NextAsync();
        await NextAsync();
        here.Ended.IsCancellationRequested.Should().BeFalse();
        await NextAsync();

        here.Ended.IsCancellationRequested.Should().BeTrue();
        elsewhere.Ended.IsCancellationRequested.Should().BeFalse();
        _log.AtLeast(LogLevel.Error).Should().ContainSingle().Which.Should().Contain("Connections closed: 1");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _poller?.Dispose();
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
        _fleet = new FleetView([shard]);
        _poller = new ShardPoller(shard, _fleet, _connections, _time, _log);
        _running = _poller.RunAsync(_stop.Token);
    }

    private async Task StartUpAsync()
    {
        await StartAsync();
        await QuestionAsync();
        await QuestionAsync();
        await _time.WaitIsAsync(ShardPoller.Shortest);
    }

    /// <summary>A question goes out: its limit begins to run.</summary>
    private Task QuestionAsync() => _time.WaitIsAsync(ShardPoller.Patience);

    /// <summary>The time between two questions passes.</summary>
    private async Task RestAsync()
    {
        _time.Advance(ShardPoller.Shortest);
        await _time.WaitIsAsync(ShardPoller.Interval - ShardPoller.Shortest);
        _time.Advance(ShardPoller.Interval - ShardPoller.Shortest);
    }

    /// <summary>The next question, answered or failed.</summary>
    private async Task NextAsync()
    {
        await RestAsync();
        await QuestionAsync();
        await _time.WaitIsAsync(ShardPoller.Shortest);
    }
}
