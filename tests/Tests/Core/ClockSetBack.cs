using Microsoft.Extensions.Time.Testing;

namespace ConferenceGateway.Tests.Core;

/// <summary>Time in the test's hand, of which the clock on the wall can be set back while the other goes on.</summary>
internal sealed class ClockSetBack : FakeTimeProvider
{
    public TimeSpan By { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - By;

    /// <inheritdoc/>
    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
