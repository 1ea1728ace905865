using ConferenceGateway.Storage;

namespace ConferenceGateway.History;

/// <summary>Lets go of meetings when their days are over.</summary>
internal sealed partial class HistorySweep(MeetingStore meetings, TimeProvider time, ILogger<HistorySweep> logger) : HourlySweep(time, logger)
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public override async Task SweepAsync(CancellationToken cancellation)
    {
        var gone = await meetings.SweepAsync(cancellation);
        if (gone > 0)
            Log.Swept(_logger, gone);
    }

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Information, "Deleted {Meetings} meetings from the history whose days were over")]
        public static partial void Swept(ILogger logger, int meetings);
    }
}
