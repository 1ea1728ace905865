using ConferenceGateway.Portal;

namespace ConferenceGateway.Notices;

/// <summary>A maintenance that holds, as people and machines are told it.</summary>
internal static class MaintenanceProblem
{
    /// <summary>Whoever waits asks again so often: an admin may end it sooner than announced.</summary>
    public static readonly TimeSpan AsksEvery = TimeSpan.FromMinutes(1);

    // At the very end a page must not ask several times a second.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    public static Problem Of(Maintenance maintenance, TimeProvider time)
    {
        var wait = maintenance.Until is { } end ? TimeSpan.FromTicks(Math.Clamp((end - time.GetUtcNow()).Ticks, Least.Ticks, AsksEvery.Ticks)) : AsksEvery;
        var said = maintenance.Sentence is { } sentence ? Text.Same(sentence) : null;
        return maintenance is { Kind: MaintenanceKind.Closed, Until: { } until }
            ? new Problem.Closed(MaintenanceTexts.ClosedUntil(until, time), said ?? MaintenanceTexts.WePause) { RetryAfter = wait }
            : new Problem.NoNewRooms(Says(said ?? MaintenanceTexts.MeetingsGoOn, maintenance.Until, time)) { RetryAfter = wait };
    }

    private static Text Says(Text first, DateTimeOffset? until, TimeProvider time) =>
        until is { } end ? first.And(MaintenanceTexts.OpensAt(end, time)) : first;
}
