using Serilog.Core;
using Serilog.Events;

namespace ConferenceGateway.Hosting.Logging;

/// <summary>
/// Stands before every place that lines are written to, an operator's own included. In lines of ours the values
/// <c>Room</c> and <c>Client</c> are masked by their name; in those of the framework and of libraries whatever looks like
/// a path, a query or an address.
/// </summary>
internal sealed class MaskingSink(Logger to, LogMask mask) : ILogEventSink, IDisposable
{
    private const string Ours = "ConferenceGateway.";

    /// <summary>Says where the gateway listens and where its files lie, and nothing about requests.</summary>
    private const string Lifetime = "Microsoft.Hosting.Lifetime";

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        // The framework adds it to every line that is written while a request is answered.
        logEvent.RemovePropertyIfPresent("RequestPath");
        logEvent.RemovePropertyIfPresent("Scope");
        var source = logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var context) &&
            context is ScalarValue { Value: string name } ? name : "";
        var isOurs = source.StartsWith(Ours, StringComparison.Ordinal) || source == Lifetime;
        foreach (var (key, value) in logEvent.Properties.ToArray())
        {
            if (key is not (Constants.SourceContextPropertyName or "EventId") && Masked(key, value, isOurs) is { } masked)
                logEvent.AddOrUpdateProperty(new LogEventProperty(key, new ScalarValue(masked)));
        }

        to.Write(logEvent.Exception is { } exception ? With(logEvent, new Said(mask.Foreign(exception))) : logEvent);
    }

    /// <inheritdoc/>
    public void Dispose() => to.Dispose();

    /// <summary>What stands in the place of a value; null if it stays.</summary>
    private string? Masked(string key, LogEventPropertyValue value, bool isOurs)
    {
        if (value is ScalarValue { Value: null or bool or int or long or double or decimal or Enum })
            return null;
        var text = value is ScalarValue scalar ? scalar.Value!.ToString() ?? "" : value.ToString();
        return key switch
        {
            "Room" => mask.Room(text),
            "Client" => LogMask.Client(text),
            // How the framework names the parts of a URL that a client made up.
            "Host" or "Path" or "PathBase" or "QueryString" when !isOurs && text.Length > 0 => "…",
            _ => isOurs ? LogMask.Own(text) : mask.Foreign(text),
        };
    }

    private static LogEvent With(LogEvent entry, Exception exception) => new(
        entry.Timestamp, entry.Level, exception, entry.MessageTemplate,
        entry.Properties.Select(pair => new LogEventProperty(pair.Key, pair.Value)),
        entry.TraceId ?? default, entry.SpanId ?? default);

    /// <summary>An exception whose text is known already.</summary>
    private sealed class Said(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
