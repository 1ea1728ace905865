using System.Globalization;

namespace ConferenceGateway.Hosting.Settings;

/// <summary>Numbers among the settings: each has a unit in its name, a default and a range.</summary>
internal static class SettingNumbers
{
    /// <summary>The number under a key; the default if nothing is there or if it is wrong, which is a fault then.</summary>
    public static int ReadNumber(this IConfiguration from, string key, int usual, int least, int most, SettingFaults faults)
    {
        if (from[key] is not { } text)
            return usual;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        var path = from is IConfigurationSection section ? $"{section.Path}:{key}" : key;
        faults.Wrong(path, text, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));
        return usual;
    }

    /// <summary>Yes or no under a key; the default if nothing is there or if it is wrong, which is a fault then.</summary>
    public static bool ReadYesOrNo(this IConfiguration from, string key, bool usual, SettingFaults faults)
    {
        if (from[key] is not { } text)
            return usual;
        if (bool.TryParse(text, out var value))
            return value;
        var path = from is IConfigurationSection section ? $"{section.Path}:{key}" : key;
        faults.Wrong(path, text, "must be true or false");
        return usual;
    }
}
