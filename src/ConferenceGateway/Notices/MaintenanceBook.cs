using ConferenceGateway.Storage;

namespace ConferenceGateway.Notices;

/// <summary>
/// The announced maintenance: in memory, in step with the database. Whether it holds is a question of the clock, so nothing
/// has to happen for it to begin or to end.
/// </summary>
internal sealed class MaintenanceBook(MaintenanceStore store, Database database, TimeProvider time) : KeptInStep(database)
{
    private Maintenance? _current;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is announced or holds; null = nothing, or it has ended by itself.</summary>
    public Maintenance? Current => Volatile.Read(ref _current) is { } current && !current.IsOver(time.GetUtcNow()) ? current : null;

    /// <summary>What holds at this moment; null = nothing.</summary>
    public Maintenance? Now => Volatile.Read(ref _current) is { } current && current.IsOn(time.GetUtcNow()) ? current : null;

    /// <summary>Ends at the next change by an admin. Take it before reading <see cref="Current"/>, and no change is missed.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        var read = await store.FindAsync();
        if (read == _current)
            return;
        Volatile.Write(ref _current, read);
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
