using ConferenceGateway.Storage;

namespace ConferenceGateway.Audit;

/// <summary>Lets go of rows that are older than the operator wants to keep them: the one thing that takes rows out.</summary>
internal sealed partial class AuditSweep(AuditStore store, AuditOptions options, TimeProvider time, ILogger<AuditSweep> logger) : HourlySweep(time, logger)
{
    private readonly TimeProvider _time = time;
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public override async Task SweepAsync(CancellationToken cancellation)
    {
        var gone = await store.SweepAsync(_time.GetUtcNow() - options.Keep, _time, cancellation);
        if (gone > 0)
            Log.Swept(_logger, gone, options.Keep.TotalDays);
    }

    private static partial class Log
    {
        [LoggerMessage(1000, LogLevel.Information, "Deleted from the audit: {Rows} rows older than {Days} days")]
        public static partial void Swept(ILogger logger, int rows, double days);
    }
}
