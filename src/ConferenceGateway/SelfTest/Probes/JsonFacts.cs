using System.Text.Json;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>Reads single values out of somebody else's JSON, of which nothing can be expected.</summary>
internal sealed class JsonFacts
{
    private readonly JsonElement _root;

    private JsonFacts(JsonElement root) => _root = root;

    /// <summary>Null if it is no JSON object.</summary>
    public static JsonFacts? Of(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? new JsonFacts(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The number at a path, also where it is written as text; true and false are 1 and 0. Null if there is none.</summary>
    public double? Number(params ReadOnlySpan<string> path)
    {
        var element = _root;
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind switch
        {
            JsonValueKind.Number when element.TryGetDouble(out var number) => number,
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            JsonValueKind.String when double.TryParse(element.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
    }

    /// <summary>Whether there is such a name at the root.</summary>
    public bool Has(string name) => _root.TryGetProperty(name, out _);
}
