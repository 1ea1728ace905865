using System.Text.Json.Serialization;

namespace ConferenceGateway.Portal;

/// <summary>A problem as RFC 9457 writes it.</summary>
internal sealed record ProblemDocument(string Type, string Title, int Status, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemJson : JsonSerializerContext;
