using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>Why a room lives where it does, as the database keeps it: JSON with a version.</summary>
internal static class ChoiceText
{
    private const int Version = 1;

    public static string Write(Choice choice) => JsonSerializer.Serialize(
        new StoredChoice(Version, choice.Shard?.Name, choice.Rule, choice.Expected, choice.From, choice.Best, choice.Refusals),
        ChoiceJson.Default.StoredChoice);

    /// <summary>Null: nothing is stored, or nothing that this program can read. A room is as well off without it.</summary>
    public static Choice? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            return JsonSerializer.Deserialize(text, ChoiceJson.Default.StoredChoice) is { V: Version } stored
                ? new Choice(
                    stored.Shard is { } shard ? new ShardId(shard) : null, stored.Rule, stored.Expected, stored.From,
                    stored.Best.IsDefault ? [] : stored.Best, stored.Refusals.IsDefault ? [] : stored.Refusals)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The stored shape of a <see cref="Choice"/>.</summary>
internal sealed record StoredChoice(
    int V, string? Shard, ChoiceRule Rule, double Expected, ExpectedFrom From, ImmutableArray<Candidate> Best, ImmutableArray<Refused> Refusals);

/// <summary>A shard's name is a text, and not an object with a name in it.</summary>
internal sealed class ShardIdText : JsonConverter<ShardId>
{
    public override ShardId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException());

    public override void Write(Utf8JsonWriter writer, ShardId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}

/// <summary>The name of a value, in camelCase; a number is none.</summary>
internal sealed class EnumName<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ShardIdText), typeof(EnumName<ChoiceRule>), typeof(EnumName<ExpectedFrom>), typeof(EnumName<Refusal>)])]
[JsonSerializable(typeof(StoredChoice))]
internal sealed partial class ChoiceJson : JsonSerializerContext;
