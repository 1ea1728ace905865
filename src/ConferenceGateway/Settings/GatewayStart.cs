namespace ConferenceGateway.Settings;

/// <summary>How a gateway is started: from the command line, by the demo, or by a test.</summary>
internal sealed record GatewayStart
{
    /// <summary>The operator's file; null: <c>appsettings.json</c> in the working folder, if it is there.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The folder that paths of files in the settings are relative to.</summary>
    public string Folder => ConfigFile is { } file ? Path.GetDirectoryName(Path.GetFullPath(file))! : Directory.GetCurrentDirectory();

    /// <summary>The rest of the command line: <c>--Key value</c>.</summary>
    public string[] Overrides { get; init; } = [];

    /// <summary>Values that the caller brings along; files, environment and command line come over them.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings { get; init; } = [];

    /// <summary>Whether the operator's files are left alone: a demo or a test brings all its settings along.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The least level that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}
