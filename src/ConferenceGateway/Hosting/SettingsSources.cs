namespace ConferenceGateway.Hosting;

/// <summary>
/// Where settings come from, the later over the earlier: the defaults beside the program, the operator's file, the
/// environment (<c>Fleet__Shards__0__Name</c>), the command line.
/// </summary>
internal static class SettingsSources
{
    private const string FileName = "appsettings.json";

    /// <summary>Puts the sources in place and notes what cannot be read and which keys do not exist.</summary>
    /// <param name="to">The host's configuration; what it held is taken out.</param>
    /// <param name="start">The operator's file, the rest of the command line, and what a demo or a test brings along.</param>
    /// <param name="faults">Takes the faults.</param>
    public static void Fill(IConfigurationBuilder to, GatewayStart start, SettingFaults faults)
    {
        to.Sources.Clear();
        var defaults = Path.Combine(AppContext.BaseDirectory, FileName);
        SettingsFile.Add(to, defaults, faults);

        // What the program brings along comes before what a person says, who wins.
        to.AddInMemoryCollection(start.Settings);
        var written = new ConfigurationBuilder();
        if (OperatorsFile(start) is { } file)
            SettingsFile.Add(to, file, faults, also: written);
        if (!start.IsAlone)
            to.AddEnvironmentVariables();
        to.AddCommandLine(start.Overrides);
        written.AddCommandLine(start.Overrides);
        SettingKeys.Check(written.Build(), faults);
    }

    private static string? OperatorsFile(GatewayStart start)
    {
        if (start.ConfigFile is not null)
            return start.ConfigFile;
        var own = Path.GetFullPath(FileName);
        return !start.IsAlone && File.Exists(own) && own != Path.Combine(AppContext.BaseDirectory, FileName) ? own : null;
    }
}
