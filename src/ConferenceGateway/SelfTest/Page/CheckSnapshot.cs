namespace ConferenceGateway.SelfTest.Page;

/// <summary>What is known of the self-test in the running gateway. Replaced, never changed.</summary>
public sealed record CheckSnapshot
{
    /// <summary>Since when it runs; null: it does not.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>When the last one began; null: none has.</summary>
    public DateTimeOffset? BeganAt { get; init; }

    /// <summary>What the last one found; null: none has finished.</summary>
    public CheckResult? Result { get; init; }
}

/// <summary>A self-test that has finished.</summary>
/// <param name="At">When it began.</param>
/// <param name="Findings">Every finding, the good ones too.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record CheckResult(DateTimeOffset At, IReadOnlyList<Finding> Findings, double Seconds)
{
    /// <summary>How many findings have this weight.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);
}

/// <summary>What became of the wish to let it run.</summary>
internal abstract record CheckStart
{
    /// <summary>It runs from now on.</summary>
    public sealed record Begun : CheckStart;

    /// <summary>It runs already.</summary>
    public sealed record Runs : CheckStart;

    /// <summary>It has just run.</summary>
    public sealed record TooSoon(TimeSpan Wait) : CheckStart;
}
