using System.Runtime.InteropServices;

namespace ConferenceGateway.Console;

/// <summary>
/// SIGTERM, SIGINT and Ctrl+C. The first asks the command to end in good order; the second ends the process at once,
/// whatever it is doing.
/// </summary>
internal sealed class EndSignals : IDisposable
{
    private const int SignalBase = 128;

    private readonly CancellationTokenSource _end = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _count;

    public EndSignals()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Take(signal, number: 2)));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Take(signal, number: 15)));
    }

    /// <summary>Fires at the first signal.</summary>
    public CancellationToken Token => _end.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _end.Dispose();
    }

    private void Take(PosixSignalContext context, int number)
    {
        // Not the system's way of ending, which leaves everything as it lies.
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
            Environment.Exit(SignalBase + number);
        _end.Cancel();
    }
}
