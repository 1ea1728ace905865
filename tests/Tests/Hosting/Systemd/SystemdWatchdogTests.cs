using System.Threading.Channels;
using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Fleet;
using ConferenceGateway.Hosting.Systemd;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Hosting.Systemd;

public sealed class SystemdWatchdogTests : IAsyncDisposable
{
    private static readonly WatchdogRequest Request = new(TimeSpan.FromSeconds(30));
    private readonly FakeTimeProvider _time = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly Messages _systemd = new();
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly LifeSign _life;
    private readonly FleetView _fleet = new([]);
    private SystemdWatchdog? _watchdog;

    public SystemdWatchdogTests() => _life = new LifeSign(_services.GetRequiredService<IServiceScopeFactory>());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_when_it_is_ready_and_when_it_stops()
    {
        await StartAsync(Request);

        _lifetime.NotifyStarted();
        (await _systemd.NextAsync()).Should().Be("READY=1\nSTATUS=0 of 0 shards up, 0 connections");
        _lifetime.StopApplication();
        (await _systemd.NextAsync()).Should().Be("STOPPING=1\nSTATUS=Stopping");
    }

    [Fact]
    public async Task It_gives_a_life_sign_every_third_of_the_limit()
    {
        _life.Follow(_ => Task.CompletedTask);
        await StartAsync(Request);

        for (var beat = 0; beat < 3; beat++)
        {
            _time.Advance(Request.Limit / 3);
            (await _systemd.NextAsync()).Should().StartWith("WATCHDOG=1\nSTATUS=");
        }
    }

    [Fact]
    public async Task It_goes_on_while_the_gateway_stops()
    {
        _life.Follow(_ => Task.CompletedTask);
        await StartAsync(Request);
        _lifetime.StopApplication();
        await _systemd.NextAsync();

        _time.Advance(Request.Beat);

        (await _systemd.NextAsync()).Should().Be("WATCHDOG=1\nSTATUS=Stopping");
    }

    [Fact]
    public async Task It_is_silent_as_long_as_the_gateway_does_not_answer_itself()
    {
        var asked = Channel.CreateUnbounded<TaskCompletionSource>();
        _life.Follow(_ =>
        {
            var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            asked.Writer.TryWrite(answer);
            return answer.Task;
        });
        await StartAsync(Request);

        _time.Advance(Request.Beat);
        await asked.Reader.ReadAsync(Cancel);
        // The question's limit is over, and the next one is due.
        _time.Advance(Request.Beat);
        var second = await asked.Reader.ReadAsync(Cancel);
        _systemd.Count.Should().Be(0);
        second.SetResult();

        (await _systemd.NextAsync()).Should().StartWith("WATCHDOG=1");
    }

    [Fact]
    public async Task Without_a_watchdog_it_only_tells_how_it_is()
    {
        await StartAsync(null);

        _time.Advance(TimeSpan.FromSeconds(10));

        (await _systemd.NextAsync()).Should().StartWith("STATUS=");
    }

    [Fact]
    public async Task The_life_sign_is_a_request_that_is_answered_as_from_outside()
    {
        HttpContext? seen = null;
        _life.Follow(context =>
        {
            seen = context;
            return Task.CompletedTask;
        });

        (await _life.IsThereAsync(Cancel)).Should().BeTrue();

        seen!.Request.Path.Value.Should().Be("/-/health/live");
    }

    [Theory]
    [InlineData("30000000", null, 30)]
    [InlineData("30000000", "4711", 30)]
    [InlineData("30000000", "4712", null)]
    [InlineData("0", null, null)]
    [InlineData("-1", null, null)]
    [InlineData("99999999999999999999", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void It_reads_what_systemd_asks_for(string? microseconds, string? process, int? seconds) =>
        WatchdogRequest.Read(name => name == "WATCHDOG_USEC" ? microseconds : process, 4711)
            .Should().Be(seconds is { } limit ? new WatchdogRequest(TimeSpan.FromSeconds(limit)) : null);

    public async ValueTask DisposeAsync()
    {
        if (_watchdog is not null)
            await _watchdog.StopAsync(CancellationToken.None);
        _watchdog?.Dispose();
        await _services.DisposeAsync();
    }

    private Task StartAsync(WatchdogRequest? request)
    {
        _watchdog = new SystemdWatchdog(
            _systemd, request, _life, _fleet, new ConnectionTable(_time), _lifetime, _time, NullLogger<SystemdWatchdog>.Instance);
        return _watchdog.StartAsync(Cancel);
    }

    private sealed class Messages : ISystemdNotifier
    {
        private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();

        public bool IsEnabled => true;

        public int Count => _messages.Reader.Count;

        public void Notify(ServiceState state) => _messages.Writer.TryWrite(state.ToString());

        public ValueTask<string> NextAsync() => _messages.Reader.ReadAsync(Cancel);
    }
}
