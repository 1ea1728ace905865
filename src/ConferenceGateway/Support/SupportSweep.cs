using ConferenceGateway.Storage;

namespace ConferenceGateway.Support;

/// <summary>Lets go of what members have left when its days are over.</summary>
internal sealed partial class SupportSweep(SupportStore codes, TimeProvider time, ILogger<SupportSweep> logger) : HourlySweep(time, logger)
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public override async Task SweepAsync(CancellationToken cancellation)
    {
        var gone = await codes.SweepAsync(cancellation);
        if (gone > 0)
            Log.Swept(_logger, gone);
    }

    private static partial class Log
    {
        [LoggerMessage(7500, LogLevel.Information, "Deleted {Codes} support codes whose days were over")]
        public static partial void Swept(ILogger logger, int codes);
    }
}
