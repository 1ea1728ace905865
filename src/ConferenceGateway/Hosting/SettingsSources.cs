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
    /// <param name="file">The operator's file; null: <c>appsettings.json</c> in the working folder, if it is there.</param>
    /// <param name="overrides">The rest of the command line: <c>--Key value</c> or <c>--Key=value</c>.</param>
    /// <param name="extra">Values over all others, as the demo needs them.</param>
    /// <param name="faults">Takes the faults.</param>
    public static void Fill(
        IConfigurationBuilder to, string? file, string[] overrides, IEnumerable<KeyValuePair<string, string?>> extra, SettingFaults faults)
    {
        to.Sources.Clear();
        var defaults = Path.Combine(AppContext.BaseDirectory, FileName);
        SettingsFile.Add(to, defaults, faults);

        var written = new ConfigurationBuilder();
        var own = file ?? Path.GetFullPath(FileName);
        if (file is not null || (File.Exists(own) && own != defaults))
            SettingsFile.Add(written, own, faults);
        var files = written.Sources.ToList();
        written.AddCommandLine(overrides);
        SettingKeys.Check(written.Build(), faults);

        // Streams are read once; a second reader gets its own.
        if (files.Count > 0)
            SettingsFile.Add(to, own, new SettingFaults());
        to.AddEnvironmentVariables();
        to.AddCommandLine(overrides);
        to.AddInMemoryCollection(extra);
    }
}
