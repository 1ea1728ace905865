using ConferenceGateway.WaysIn;

namespace ConferenceGateway.Settings;

/// <summary>Reads the section <c>WaysIn</c>.</summary>
internal static class WaysInReader
{
    private const string Key = "WaysIn:Apps";
    private const string Rule = "must be a list of \"mobile\" and \"desktop\", each once; an empty list offers neither";

    /// <summary>The options; what is wrong is a fault, and the default stands in its place.</summary>
    public static WaysInOptions Read(IConfiguration configuration, SettingFaults faults)
    {
        var section = configuration.GetSection(Key);
        var entries = section.GetChildren().ToList();
        // An empty list is a value without a text; so is what an environment variable without a text says.
        if (entries.Count == 0 && section.Value is null)
            return new WaysInOptions();
        if (entries.Count == 0 && section.Value is { Length: > 0 } text)
        {
            faults.Wrong(Key, text, Rule);
            return new WaysInOptions();
        }

        var seen = new HashSet<string>();
        foreach (var entry in entries.Where(entry => entry.Value is not ("mobile" or "desktop") || !seen.Add(entry.Value)))
            faults.Wrong(entry.Path, entry.Value, Rule);
        return new WaysInOptions { HasMobileApp = seen.Contains("mobile"), HasDesktopApp = seen.Contains("desktop") };
    }
}
