using System.Text.Json;

namespace ConferenceGateway.Audit;

/// <summary>One thing that was done, as the database has it.</summary>
public sealed record AuditRow
{
    public const string Columns = """
        id, at_ms AS AtMs, actor, actor_name AS ActorName, way, api_key AS ApiKey, action, subject, subject_name AS SubjectName,
        before_json AS BeforeJson, after_json AS AfterJson, source
        """;

    private static readonly IReadOnlyDictionary<string, string?> Nothing = new Dictionary<string, string?>();

    /// <summary>The order in which things were written down.</summary>
    public long Id { get; init; }
    public long AtMs { get; init; }

    /// <summary>An account's id; null: no account acted.</summary>
    public string? Actor { get; init; }
    public string ActorName { get; init; } = "";

    /// <summary>As <see cref="AuditLog.NameOf"/> writes it.</summary>
    public string Way { get; init; } = "";
    public string? ApiKey { get; init; }
    public string Action { get; init; } = "";
    public string Subject { get; init; } = "";
    public string SubjectName { get; init; } = "";
    public string? BeforeJson { get; init; }
    public string? AfterJson { get; init; }

    /// <summary>Masked.</summary>
    public string? Source { get; init; }

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(AtMs);

    /// <summary>What was, by name.</summary>
    public IReadOnlyDictionary<string, string?> Before => Read(BeforeJson);

    /// <summary>What has been since, by name.</summary>
    public IReadOnlyDictionary<string, string?> After => Read(AfterJson);

    // A row of a restored copy may hold anything; one odd row must not hide all others.
    private static IReadOnlyDictionary<string, string?> Read(string? json)
    {
        try
        {
            return json is null ? Nothing : JsonSerializer.Deserialize(json, AuditJson.Default.IReadOnlyDictionaryStringString) ?? Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }
}
