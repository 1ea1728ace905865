using ConferenceGateway.Core;

namespace ConferenceGateway.Settings;

/// <summary>Reads <c>Fleet:Shards:#:Token</c>: what the tokens look like that a shard's Prosody asks for.</summary>
internal static class ShardTokenReader
{
    // Prosody's own installations have shorter ones than what we ask of secrets of ours.
    private const int LeastCharacters = 16;

    /// <summary>Issuer, audience, subject and secret; null with every fault if one of them is missing or cannot be.</summary>
    public static ShardToken? Read(IConfigurationSection section, string? host, string folder, SettingFaults faults)
    {
        var issuer = section.ReadText("Issuer", "the app_id of its Prosody", faults);
        var subject = Text(section["Subject"]) ?? host?.Split(':')[0];
        var secret = ReadSecret(section, folder, faults);
        return issuer is null || subject is null || secret is null
            ? null
            : new ShardToken { Issuer = issuer, Audience = Text(section["Audience"]) ?? "jitsi", Subject = subject, Secret = secret };
    }

    private static string? ReadSecret(IConfigurationSection section, string folder, SettingFaults faults)
    {
        var (written, file) = (section["Secret"], section["SecretFile"]);
        if (written is not null && file is not null)
        {
            faults.Add($"{section.Path}:Secret and {section.Path}:SecretFile are both set: one of them is enough.");
            return null;
        }

        var secret = file is not null ? SecretFile.Read($"{section.Path}:SecretFile", file, folder, faults)
            : string.IsNullOrWhiteSpace(written) ? section.ReadText("SecretFile", "a file with the app_secret of its Prosody", faults)
            : written;
        // What guesses a secret has a token of ours to try it on: whoever is in one meeting.
        if (secret is { Length: < LeastCharacters })
            faults.Add($"{section.Path}:Secret is too short: at least {LeastCharacters} characters, better 32 random ones. docs/jitsi-tokens.md says how to change the app_secret.");
        return secret;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
