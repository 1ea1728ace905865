namespace ConferenceGateway.Testing;

/// <summary>The last lines that a foreign process wrote; safe from any thread.</summary>
internal sealed class LogTail
{
    private const int Length = 60;
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = [];

    public void Add(string? line)
    {
        if (string.IsNullOrEmpty(line))
            return;
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Length)
                _lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (_gate)
            return string.Join(Environment.NewLine, _lines);
    }
}
