using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ConferenceGateway.Tests.Fleet;

/// <summary>A clock in the test's hand that also tells when somebody begins to wait, and for how long.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Watched(base.CreateTimer(callback, state, dueTime, period), _waits.Writer);
        timer.Tell(dueTime);
        return timer;
    }

    /// <summary>Ends when the next wait begins; that wait must be this long.</summary>
    public async Task WaitIsAsync(TimeSpan expected)
    {
        var next = await _waits.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        if (next != expected)
            throw new InvalidOperationException($"Somebody waits for {next} instead of {expected}.");
    }

    private sealed class Watched(ITimer timer, ChannelWriter<TimeSpan> waits) : ITimer
    {
        public void Tell(TimeSpan dueTime)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
                waits.TryWrite(dueTime);
        }

        // Task.Delay makes its timer first and sets it then.
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            Tell(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
