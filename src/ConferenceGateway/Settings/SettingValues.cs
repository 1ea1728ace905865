using System.Globalization;
using System.Text.RegularExpressions;

namespace ConferenceGateway.Settings;

/// <summary>Settings of the simplest kinds, read by their whole keys: a number has a unit in its name, a default and a range.</summary>
internal static class SettingValues
{
    /// <summary>The number under a key; the default if nothing is there or if it is wrong, which is a fault then.</summary>
    public static int ReadNumber(this IConfiguration configuration, string key, int usual, int least, int most, SettingFaults faults)
    {
        if (configuration[key] is not { } text)
            return usual;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        faults.Wrong(configuration.WholeKey(key), text, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));
        return usual;
    }

    /// <summary>Yes or no under a key; the default if nothing is there or if it is wrong, which is a fault then.</summary>
    public static bool ReadYesOrNo(this IConfiguration configuration, string key, bool usual, SettingFaults faults)
    {
        if (configuration[key] is not { } text)
            return usual;
        if (bool.TryParse(text, out var value))
            return value;
        faults.Wrong(configuration.WholeKey(key), text, "must be true or false");
        return usual;
    }

    /// <summary>One of several names under a key; the default if nothing is there or if it is wrong, which is a fault then.</summary>
    public static T ReadChoice<T>(this IConfiguration configuration, string key, T usual, SettingFaults faults)
        where T : struct, Enum
    {
        if (configuration[key] is not { } text)
            return usual;
        // A number is no name, though the framework would take it.
        if (Enum.TryParse<T>(text.Trim(), ignoreCase: true, out var value) && Enum.IsDefined(value) && !int.TryParse(text, out _))
            return value;
        faults.Wrong(configuration.WholeKey(key), text, $"must be {string.Join(" or ", Enum.GetNames<T>())}");
        return usual;
    }

    /// <summary>A text of a certain shape; null if nothing is there or if it is of another, which is a fault then.</summary>
    public static string? ReadPattern(this IConfiguration configuration, string key, Regex pattern, string rule, SettingFaults faults)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text) || pattern.IsMatch(text))
            return string.IsNullOrWhiteSpace(text) ? null : text;
        faults.Wrong(configuration.WholeKey(key), text, rule);
        return null;
    }

    private static string WholeKey(this IConfiguration configuration, string key) =>
        configuration is IConfigurationSection section ? $"{section.Path}:{key}" : key;
}
