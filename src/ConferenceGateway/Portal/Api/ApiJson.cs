using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConferenceGateway.Portal.Api;

/// <summary>
/// How JSON is written and read on the API: names in camelCase, instants as RFC 3339 in UTC, nothing that is not a member,
/// no number in quotes. A room makes its source-generated context with <see cref="NewOptions"/>:
/// <code>public static AuditApiJson Api { get; } = new(ApiJson.NewOptions());</code>
/// </summary>
internal static class ApiJson
{
    /// <summary>Options for one context; each takes options of its own.</summary>
    public static JsonSerializerOptions NewOptions()
    {
        var options = new JsonSerializerOptions();
        Set(options);
        options.Converters.Add(new Instant());
        return options;
    }

    /// <summary>
    /// The same for the framework's options, of which the schemas of the OpenAPI document are made. Without the converter:
    /// of a converter the framework would know nothing to say.
    /// </summary>
    public static void Set(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectRequiredConstructorParameters = true;
        options.RespectNullableAnnotations = true;
        options.MaxDepth = 16;
    }

    private sealed class Instant : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var value) ? value.ToUniversalTime() : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(ShownTime.Iso(value));
    }
}
