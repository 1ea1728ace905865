namespace ConferenceGateway.Settings;

/// <summary>How the gateway ends: in which order it lets go of what, and after which time it is over whatever hangs.</summary>
internal sealed record StopOptions
{
    /// <summary>What answers on their way, and the end itself, must have at least of <see cref="Limit"/>.</summary>
    public const int LeastSecondsForAnswers = 5;

    // Of the limit: for the rooms of the house to end after the server, and for the process to end after them.
    private static readonly TimeSpan ForTheRest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ForTheProcess = TimeSpan.FromSeconds(1);

    /// <summary>How long new connections are still taken while <c>ready</c> is red already.</summary>
    public TimeSpan Announce { get; init; }

    /// <summary>How long sockets stay open after that.</summary>
    public TimeSpan Sockets { get; init; }

    /// <summary>From the signal to the end of the process.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>When the server cuts what is still open.</summary>
    public TimeSpan CutAfter => Limit - ForTheRest - ForTheProcess;

    /// <summary>When the process is ended although something in it hangs.</summary>
    public TimeSpan EndAfter => Limit - ForTheProcess;

    /// <summary>Reads the section <c>Stop</c>.</summary>
    public static StopOptions Read(IConfiguration configuration, SettingFaults faults)
    {
        const int mostAnnounce = 300;
        const int mostSockets = 3600;
        var usual = new StopOptions();
        var before = faults.Lines.Count;
        var announce = configuration.ReadNumber("Stop:AnnounceSeconds", 0, 0, mostAnnounce, faults);
        var sockets = configuration.ReadNumber("Stop:SocketSeconds", 0, 0, mostSockets, faults);
        var limit = configuration.ReadNumber(
            "Stop:LimitSeconds", (int)usual.Limit.TotalSeconds, LeastSecondsForAnswers, mostAnnounce + mostSockets + (60 * LeastSecondsForAnswers), faults);
        if (faults.Lines.Count == before && limit < announce + sockets + LeastSecondsForAnswers)
        {
            faults.Add($"Stop:LimitSeconds is {limit}; it must be at least {announce + sockets + LeastSecondsForAnswers}: " +
                $"Stop:AnnounceSeconds ({announce}) and Stop:SocketSeconds ({sockets}) and {LeastSecondsForAnswers} for answers on their way.");
        }

        return new StopOptions
        {
            Announce = TimeSpan.FromSeconds(announce),
            Sockets = TimeSpan.FromSeconds(sockets),
            Limit = TimeSpan.FromSeconds(limit),
        };
    }
}
