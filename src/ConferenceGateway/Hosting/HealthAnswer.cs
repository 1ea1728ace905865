using System.Text.Json.Serialization;

namespace ConferenceGateway.Hosting;

/// <summary>
/// The body of a health answer. It is public, so it says what kind of thing is wrong and how many shards are concerned,
/// and not which.
/// </summary>
/// <param name="Status"><c>live</c>, <c>ready</c> or <c>not-ready</c>.</param>
internal sealed record HealthAnswer(string Status)
{
    /// <summary><c>stopping</c> or <c>no-shard-up</c>; null when ready.</summary>
    public string? Reason { get; init; }

    /// <summary>The same as a sentence.</summary>
    public string? Detail { get; init; }

    /// <summary>How many shards there are; null where nobody asked.</summary>
    public ShardCounts? Shards { get; init; }

    /// <summary>Shards by what the polls say.</summary>
    public sealed record ShardCounts(int Up, int Ill, int Down, int Unknown);
}

[JsonSerializable(typeof(HealthAnswer))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class HealthJson : JsonSerializerContext;
