using ConferenceGateway.Storage;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>Reads the policy again every minute: a copy of the database may have been brought back, with another one in it.</summary>
internal sealed class PolicyWatch(PolicyBook book, TimeProvider time) : Rereading(Interval, time)
{
    /// <summary>Time between two readings.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override Task ReadAsync() => book.ReadAgainAsync();
}
