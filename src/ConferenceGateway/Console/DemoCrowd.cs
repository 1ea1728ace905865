using ConferenceGateway.Lab;

namespace ConferenceGateway.Console;

/// <summary>The simulated people of the demo, and a line now and then that says where they are.</summary>
internal sealed class DemoCrowd : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly PeriodicTimer _timer = new(Interval);
    private readonly LabCrowd _crowd;
    private readonly Task _telling;

    private DemoCrowd(LabCrowd crowd, LabFleet lab)
    {
        _crowd = crowd;
        _telling = TellAsync(lab);
    }

    public static DemoCrowd Start(Uri meeting, int people, LabFleet lab) =>
        new(LabCrowd.Start(new LabCrowdOptions { BaseUrl = meeting, People = people }, TimeProvider.System), lab);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _telling;
        await _crowd.DisposeAsync();
    }

    private async Task TellAsync(LabFleet lab)
    {
        while (await _timer.WaitForNextTickAsync())
        {
            var rooms = string.Join(", ", lab.Shards.Select(shard => $"{shard.Name} {shard.Rooms.Count}"));
            await System.Console.Out.WriteLineAsync($"  {_crowd.Present} simulated people are in meetings; rooms: {rooms}");
        }
    }
}
