namespace ConferenceGateway.SelfTest.Asking;

/// <summary>A limit of time around a step, told apart from the caller's own wish to end.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    public TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _clock = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_clock.Token, caller);
    }

    /// <summary>Ends the step, whichever comes first.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether it is the time that ended the step.</summary>
    public bool IsOver => _clock.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _clock.Dispose();
    }
}
