using ConferenceGateway.Storage;

namespace ConferenceGateway.Identity.Accounts;

/// <summary>
/// Reads every few seconds which accounts may sign in: the command line is another process, and whoever it disables is
/// to lose their connections too.
/// </summary>
internal sealed class AccountWatch(ActiveAccounts accounts, TimeProvider time) : Rereading(Interval, time)
{
    /// <summary>Time between two readings.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task ReadAsync() => accounts.ReadAgainAsync();
}
