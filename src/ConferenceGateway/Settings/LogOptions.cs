namespace ConferenceGateway.Settings;

/// <summary>What is logged, where, and in which form.</summary>
internal sealed record LogOptions
{
    /// <summary>One JSON object a line instead of text.</summary>
    public bool IsJson { get; init; }

    /// <summary>The log file beside the console, as an absolute path; each day has one of its own. Null: none.</summary>
    public string? File { get; init; }

    /// <summary>How long files are kept.</summary>
    public TimeSpan FileAge { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Whether requests and ended connections have lines.</summary>
    public bool Requests { get; init; } = true;

    /// <summary>Whether rooms are named; else a mark stands for each.</summary>
    public bool RoomNames { get; init; }

    /// <summary>Of so many static files one is logged; 0 for none.</summary>
    public int StaticSample { get; init; } = 100;

    /// <summary>Reads the section <c>Log</c>.</summary>
    public static LogOptions Read(IConfiguration configuration, SettingFaults faults)
    {
        var usual = new LogOptions();
        return new LogOptions
        {
            IsJson = ReadFormat(configuration, faults),
            File = ReadFile(configuration, faults),
            FileAge = TimeSpan.FromDays(configuration.ReadNumber("Log:FileDays", (int)usual.FileAge.TotalDays, 1, 3650, faults)),
            Requests = configuration.ReadYesOrNo("Log:Requests", usual.Requests, faults),
            RoomNames = configuration.ReadYesOrNo("Log:RoomNames", usual.RoomNames, faults),
            StaticSample = configuration.ReadNumber("Log:StaticSample", usual.StaticSample, 0, 1_000_000, faults),
        };
    }

    private static bool ReadFormat(IConfiguration configuration, SettingFaults faults)
    {
        if (configuration["Log:Format"] is not { } text || text.Equals("Text", StringComparison.OrdinalIgnoreCase))
            return false;
        if (!text.Equals("Json", StringComparison.OrdinalIgnoreCase))
            faults.Wrong("Log:Format", text, "must be Text or Json");
        return true;
    }

    private static string? ReadFile(IConfiguration configuration, SettingFaults faults)
    {
        if (configuration["Log:File"] is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        if (!text.Contains('\0', StringComparison.Ordinal) && Path.GetFileName(text).Length > 0 && !Directory.Exists(text))
            return Path.GetFullPath(text);
        faults.Wrong("Log:File", text, "must be a file, for example /var/log/conference-gateway/gateway.log");
        return null;
    }
}
