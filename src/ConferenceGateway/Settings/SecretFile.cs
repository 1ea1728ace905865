namespace ConferenceGateway.Settings;

/// <summary>A file that holds one secret in one line. What it holds is in no fault.</summary>
internal static class SecretFile
{
    private const int MostCharacters = 4096;

    /// <summary>The secret in the file that a key names, relative to the folder; null with a fault if there is none.</summary>
    public static string? Read(string key, string file, string folder, SettingFaults faults)
    {
        try
        {
            using var stream = File.OpenRead(Path.GetFullPath(file, folder));
            using var reader = new StreamReader(stream);
            var buffer = new char[MostCharacters + 1];
            var text = new string(buffer, 0, reader.ReadBlock(buffer)).Trim();
            if (text.Length is > 0 and <= MostCharacters && !text.Any(char.IsControl))
                return text;
            faults.Wrong(key, file, "must be a file with the secret in one line and nothing else");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            faults.Wrong(key, file, "must be a file that the gateway's user can read");
        }

        return null;
    }
}
