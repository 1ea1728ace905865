using System.Text.Json;
using System.Text.Unicode;

namespace ConferenceGateway.Settings;

/// <summary>Reads one JSON file of settings, once, and says in one line what keeps it from being read.</summary>
internal static class SettingsFile
{
    /// <summary>Adds the file, or a fault. A stream is read once, so a second builder gets its own.</summary>
    public static void Add(IConfigurationBuilder to, string path, SettingFaults faults, IConfigurationBuilder? also = null)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.AsSpan().Contains((byte)0))
            {
                faults.Add($"{path} is no text in UTF-8: it holds zero bytes. Save it as UTF-8.");
                return;
            }

            // The provider would put a question mark where the ü of a name was.
            if (!Utf8.IsValid(bytes))
            {
                faults.Add($"{path} is no text in UTF-8. Save it as UTF-8.");
                return;
            }

            // Asked first, because a provider throws away where in the file the fault is.
            using var document = JsonDocument.Parse(bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0), Comments);
            // Two equal keys, or a root that is no object, show when the provider reads.
            new ConfigurationBuilder().AddJsonStream(new MemoryStream(bytes)).Build();
            to.AddJsonStream(new MemoryStream(bytes));
            also?.AddJsonStream(new MemoryStream(bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{path} cannot be read: {e.Message}");
        }
        catch (JsonException e)
        {
            faults.Add($"{path} is not JSON, line {e.LineNumber + 1}: {e.Message.Split(" LineNumber", 2)[0]}");
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            faults.Add($"{path} cannot be used: {(e.InnerException ?? e).Message}");
        }
    }

    private static readonly JsonDocumentOptions Comments = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };
}
