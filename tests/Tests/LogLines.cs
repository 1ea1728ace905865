using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ConferenceGateway.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogLines<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();
    private volatile TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IEnumerable<string> All => _lines.Select(line => line.Text);

    public IEnumerable<string> AtLeast(LogLevel level) => _lines.Where(line => line.Level >= level).Select(line => line.Text);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Add(logLevel, formatter(state, exception));

    /// <summary>Ends when such a line is there.</summary>
    public async Task WaitForAsync(Func<string, bool> wished)
    {
        while (true)
        {
            var more = _more.Task;
            if (All.Any(wished))
                return;
            await more.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private void Add(LogLevel level, string text)
    {
        _lines.Enqueue((level, text));
        Interlocked.Exchange(ref _more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
