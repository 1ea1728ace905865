namespace ConferenceGateway.Settings;

/// <summary>A secret that another server knows too, under <c>Secret</c> or <c>SecretFile</c> of a section. It is in no fault.</summary>
internal static class SharedSecret
{
    /// <summary>Less can be guessed by whoever has something that was signed with it.</summary>
    public const int LeastCharacters = 32;

    /// <summary>The secret; null with a fault: none, two, or too short a one.</summary>
    public static string? Read(IConfigurationSection section, string whatItIs, string folder, SettingFaults faults)
    {
        var secret = ReadOptional(section, folder, faults, out var isSet);
        if (!isSet)
            faults.Missing($"{section.Path}:SecretFile", whatItIs);
        return secret;
    }

    /// <summary>The same where none is needed.</summary>
    public static string? ReadOptional(IConfigurationSection section, string folder, SettingFaults faults, out bool isSet)
    {
        var (written, file) = (Text(section["Secret"]), Text(section["SecretFile"]));
        isSet = written is not null || file is not null;
        if (written is not null && file is not null)
        {
            faults.Add($"{section.Path}:Secret and {section.Path}:SecretFile are both set: one of them is enough.");
            return null;
        }

        var secret = file is null ? written : SecretFile.Read($"{section.Path}:SecretFile", file, folder, faults);
        if (secret is null or { Length: >= LeastCharacters })
            return secret;
        faults.Add($"{section.Path}:{(file is null ? "Secret" : "SecretFile")} is too short: at least {LeastCharacters} characters, such as openssl rand -hex 32 makes them.");
        return null;
    }

    /// <summary>A text that has to be there; null with a fault if not.</summary>
    public static string? ReadText(this IConfigurationSection section, string key, string whatItIs, SettingFaults faults)
    {
        if (Text(section[key]) is { } text)
            return text;
        faults.Missing($"{section.Path}:{key}", whatItIs);
        return null;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
