namespace ConferenceGateway.Lab;

/// <summary>A word from outside into a meeting's chat.</summary>
/// <param name="Room">The room's address, as it was written.</param>
/// <param name="To">The full addresses of those who got it.</param>
/// <param name="Message">The words.</param>
/// <param name="DisplayName">Whose words they seem to be; null = nobody's.</param>
public sealed record LabSystemMessage(string Room, IReadOnlyList<string> To, string Message, string? DisplayName);

/// <summary>All words that a shard's Prosody was given for its meetings; safe to read while more arrive.</summary>
public sealed class LabSystemMessages
{
    private readonly Lock _gate = new();
    private readonly List<LabSystemMessage> _all = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>In the order of their arrival.</summary>
    public IReadOnlyList<LabSystemMessage> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    /// <summary>The first that matches, of those that came and those to come.</summary>
    public async Task<LabSystemMessage> WaitForAsync(Func<LabSystemMessage, bool> match, CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_all.Find(message => match(message)) is { } found)
                    return found;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancel);
        }
    }

    internal void Add(LabSystemMessage message)
    {
        lock (_gate)
        {
            _all.Add(message);
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
