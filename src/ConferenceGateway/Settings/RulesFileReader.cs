using ConferenceGateway.Browsers.Reading;
using ConferenceGateway.UserAgents.Rules;

namespace ConferenceGateway.Settings;

/// <summary>Reads the section <c>UserAgents</c>: the operator's own file of rules.</summary>
internal static class RulesFileReader
{
    private const string Key = "UserAgents:RulesFile";

    /// <summary>uap-core's own file has 300 KB.</summary>
    private const long MostBytes = 2 * 1024 * 1024;

    /// <summary>The options; what is wrong with the file is a fault each, and the rules of this build stand in its place.</summary>
    public static ReadingOptions Read(IConfiguration configuration, string folder, SettingFaults faults)
    {
        if (configuration[Key] is not { } written)
            return new ReadingOptions();
        try
        {
            var path = Path.GetFullPath(written, folder);
            using var stream = File.OpenRead(path);
            if (stream.Length <= MostBytes)
            {
                using var text = new StreamReader(stream);
                var answer = RuleFile.Read(text);
                foreach (var fault in answer.Faults)
                    faults.Add($"{Key}: {path}: {fault}.");
                return new ReadingOptions { Rules = answer.Rules };
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // Said below, together with what else can be wrong with it.
        }

        faults.Wrong(Key, written, "must be a file of at most 2 MiB that the gateway's user can read");
        return new ReadingOptions();
    }
}
