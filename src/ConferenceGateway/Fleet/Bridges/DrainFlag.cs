using System.Text.Json;
using ConferenceGateway.Fleet.Asking;

namespace ConferenceGateway.Fleet.Bridges;

/// <summary>What a bridge says in <c>/colibri/drain</c>.</summary>
internal sealed record DrainFlag(bool IsDraining)
{
    private static readonly DrainFlag Yes = new(true);
    private static readonly DrainFlag No = new(false);

    /// <summary>Reads it; null = the bridge has no such page.</summary>
    public static DrainFlag? Read(in Answer answer)
    {
        if (!answer.IsJson(isOwn: true))
            return null;
        var reader = new Utf8JsonReader(answer.Body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals("drain"u8);
            reader.Read();
            if (isIt && reader.TokenType is JsonTokenType.True or JsonTokenType.False)
                return reader.TokenType == JsonTokenType.True ? Yes : No;
            reader.Skip();
        }

        throw new SourceException("no-flag", "does not say whether it drains");
    }
}
