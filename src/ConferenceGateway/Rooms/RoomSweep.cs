using ConferenceGateway.Storage;

namespace ConferenceGateway.Rooms;

/// <summary>Lets go of what has run out: who may come back, who was sent out, invitations, and who has stopped waiting.</summary>
internal sealed partial class RoomSweep(Database database, KnockBook knocks, TimeProvider time, ILogger<RoomSweep> logger) : HourlySweep(time, logger)
{
    private static readonly (string Table, string Until)[] Tables = [("room_stays", "until_ms"), ("room_outs", "until_ms"), ("invitations", "expires_ms")];

    private readonly ILogger _logger = logger;
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    public override async Task SweepAsync(CancellationToken cancellation)
    {
        knocks.Sweep();
        var gone = 0;
        var nowMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        // What is in memory asks the clock; here only the rows go.
        foreach (var (table, until) in Tables)
        {
            var sql = $"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} WHERE {until} <= @nowMs LIMIT @most)";
            gone += await BatchDelete.RunAsync(database, sql, new { nowMs }, _time, cancellation);
        }

        if (gone > 0)
            Log.Swept(_logger, gone);
    }

    private static partial class Log
    {
        [LoggerMessage(8105, LogLevel.Information, "Deleted {Rows} rows of rooms whose time was over")]
        public static partial void Swept(ILogger logger, int rows);
    }
}
