using System.Collections.Immutable;

namespace ConferenceGateway.Fleet.Asking;

/// <summary>
/// What is wrong with one server's answers. Each fault is logged when it comes and when it has been gone for a while: one
/// that comes and goes would fill the log.
/// </summary>
internal sealed partial class FaultBook(string kind, string name, TimeProvider time, ILogger logger)
{
    /// <summary>So long a fault is gone before it is over.</summary>
    public static readonly TimeSpan Gone = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (string Text, DateTimeOffset Last)> _known = new(StringComparer.Ordinal);
    private ImmutableArray<string> _shown = [];

    /// <summary>The server's name.</summary>
    public string Name => name;

    /// <summary>Takes what is wrong in this round, and returns it as lines for the page.</summary>
    public ImmutableArray<string> Take(IReadOnlyCollection<ReportFault> now)
    {
        var at = time.GetUtcNow();
        now = [.. now.DistinctBy(fault => fault.Key)];
        foreach (var fault in now)
        {
            if (!_known.ContainsKey(fault.Key))
                Log.Came(logger, kind, name, fault.Text);
            _known[fault.Key] = (fault.Text, at);
        }

        foreach (var (key, (text, last)) in _known)
        {
            if (at - last < Gone)
                continue;
            _known.Remove(key);
            Log.Went(logger, kind, name, text);
        }

        // The same lines are the same array: two states with it are equal.
        var lines = now.Select(fault => fault.Text);
        return _shown.SequenceEqual(lines) ? _shown : _shown = [.. lines];
    }

    private static partial class Log
    {
        [LoggerMessage(4010, LogLevel.Warning, "{Kind} {Name}: {Fault}")]
        public static partial void Came(ILogger logger, string kind, string name, string fault);

        [LoggerMessage(4011, LogLevel.Information, "{Kind} {Name}: this is over: {Fault}")]
        public static partial void Went(ILogger logger, string kind, string name, string fault);
    }
}
