using System.Collections.Concurrent;

namespace ConferenceGateway.SelfTest;

/// <summary>Takes what a probe finds out about one subject; from several tasks at once. Once closed it takes nothing more.</summary>
internal sealed class SubjectFindings(string subject)
{
    private readonly ConcurrentQueue<Finding> _findings = new();
    private volatile bool _isClosed;

    /// <summary>What it is about, as in <see cref="Finding.Subject"/>.</summary>
    public string Subject => subject;

    /// <summary>Looked at, and right.</summary>
    public void Good(string code, string what) => Add(new Finding(Severity.Good, code, subject, what));

    /// <summary>Worth knowing.</summary>
    public void Note(string code, string what, string? why = null, string? fix = null) => Add(Severity.Note, code, what, why, fix);

    /// <summary>Somebody will suffer from it.</summary>
    public void Warning(string code, string what, string why, string fix) => Add(Severity.Warning, code, what, why, fix);

    /// <summary>Does not work.</summary>
    public void Error(string code, string what, string why, string fix) => Add(Severity.Error, code, what, why, fix);

    /// <summary>A finding whose weight depends on a number.</summary>
    public void Add(Severity severity, string code, string what, string? why, string? fix) =>
        Add(new Finding(severity, code, subject, what) { Why = why, Fix = fix });

    /// <summary>A whole finding of somebody else's.</summary>
    public void Add(Finding finding)
    {
        if (!_isClosed)
            _findings.Enqueue(finding);
    }

    /// <summary>What there is. A probe that was given up and goes on all the same is not heard any more.</summary>
    public IReadOnlyList<Finding> Close()
    {
        _isClosed = true;
        return [.. _findings];
    }
}
