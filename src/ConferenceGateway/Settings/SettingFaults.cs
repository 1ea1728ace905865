using ConferenceGateway.Core;

namespace ConferenceGateway.Settings;

/// <summary>Collects what is wrong with the settings, one line a fault: the key as in the file, its value, the rule.</summary>
internal sealed class SettingFaults
{
    private readonly List<string> _lines = [];

    /// <summary>The lines, in the order they were found.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>A setting that is not there and has to be.</summary>
    public void Missing(string key, string whatItIs) => _lines.Add($"{key} is missing; it is {whatItIs}.");

    /// <summary>A setting with a value that cannot be; the rule begins with "must".</summary>
    public void Wrong(string key, string? value, string rule) => _lines.Add($"{key} is \"{WrittenValue.Shown(value)}\"; it {rule}.");

    /// <summary>A whole line of somebody else's.</summary>
    public void Add(string line) => _lines.Add(OneLine.Of(line));
}

/// <summary>The settings cannot be used. The message holds every fault, one a line.</summary>
internal sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    /// <summary>At least one line.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
