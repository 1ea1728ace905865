namespace ConferenceGateway.Settings;

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
        // Without its file everything in it would be missing too.
        if (faults.Lines.Count > 0)
            throw new SettingsException(faults.Lines);
        if (!start.IsAlone)
            to.AddEnvironmentVariables();
        if (AreOverrides(start.Overrides, faults))
        {
            to.AddCommandLine(start.Overrides);
            written.AddCommandLine(start.Overrides);
        }

        // The framework would believe X-Forwarded-For from anybody.
        if (bool.TryParse(to.Build()["FORWARDEDHEADERS_ENABLED"], out var believes) && believes)
            faults.Add("FORWARDEDHEADERS_ENABLED is set in the environment; it must go: it believes everybody. TrustedProxies names whom to believe.");
        SettingKeys.Check(written.Build(), faults);
    }

    // The provider passes over what it does not understand: a mistyped command would start a gateway.
    private static bool AreOverrides(string[] arguments, SettingFaults faults)
    {
        var before = faults.Lines.Count;
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
                faults.Add($"\"{argument}\" is neither a command nor a setting; settings are written --Key value.");
            else if (!argument.Contains('=', StringComparison.Ordinal) && ++i == arguments.Length)
                faults.Add($"{argument} has no value; settings are written --Key value.");
        }

        return faults.Lines.Count == before;
    }

    /// <summary>The file that a person wrote; null = there is none.</summary>
    public static string? OperatorsFile(GatewayStart start)
    {
        if (start.ConfigFile is not null)
            return start.ConfigFile;
        var own = Path.GetFullPath(FileName);
        return !start.IsAlone && File.Exists(own) && own != Path.Combine(AppContext.BaseDirectory, FileName) ? own : null;
    }
}
