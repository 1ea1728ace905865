using System.Text.Json.Serialization;

namespace ConferenceGateway.Hosting;

/// <summary>The body of a good health answer: <c>{"status":"ready"}</c>.</summary>
internal sealed record HealthAnswer(string Status);

[JsonSerializable(typeof(HealthAnswer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class HealthJson : JsonSerializerContext;
