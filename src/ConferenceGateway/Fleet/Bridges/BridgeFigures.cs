using System.Globalization;
using System.Text.Json;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;

namespace ConferenceGateway.Fleet.Bridges;

/// <summary>
/// What a bridge says in <c>/metrics</c> or <c>/colibri/stats</c>: two names for the same figures. What cannot be is left
/// out and named; the rest counts.
/// </summary>
internal sealed class BridgeFigures
{
    private const double MostStress = 100;
    private const int MostPeople = 100_000;
    private const int LongestText = 200;

    private List<ReportFault>? _faults;

    /// <summary>Its load; 1 is full.</summary>
    public double? Stress { get; private set; }

    /// <summary>People on it.</summary>
    public int? People { get; private set; }

    /// <summary>Conferences on it.</summary>
    public int? Conferences { get; private set; }

    /// <summary>Whether it drains.</summary>
    public bool? IsDraining { get; private set; }

    /// <summary>Whether it ends.</summary>
    public bool IsShuttingDown { get; private set; }

    /// <summary>Its version.</summary>
    public string? Version { get; private set; }

    /// <summary>What it calls itself before other bridges.</summary>
    public string? RelayId { get; private set; }

    /// <summary>What cannot be.</summary>
    public IReadOnlyList<ReportFault> Faults => _faults ?? [];

    /// <summary>Reads them; null = the bridge has no such page.</summary>
    public static BridgeFigures? Read(in Answer answer)
    {
        if (!answer.IsJson(isOwn: true))
            return null;
        var figures = new BridgeFigures();
        var lenient = OddNumbers.Quoted(answer.Body);
        var reader = new Utf8JsonReader(lenient is null ? answer.Body : lenient);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new SourceException("no-json", "answers with something else than figures");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            figures.Take(ref reader);
        // A half is thrown out by the reader; what stands behind the object, here.
        reader.Read();
        return figures;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("stress"u8) || reader.ValueTextEquals("stress_level"u8))
            Stress = Number(ref reader, "stress", MostStress);
        else if (reader.ValueTextEquals("local_endpoints"u8))
            People = Count(ref reader, "people (local_endpoints)");
        else if (reader.ValueTextEquals("conferences"u8))
            Conferences = Count(ref reader, "conferences");
        else if (reader.ValueTextEquals("drain_mode"u8) || reader.ValueTextEquals("drain"u8))
            IsDraining = Fact(ref reader, "drain");
        else if (reader.ValueTextEquals("graceful_shutdown"u8) || reader.ValueTextEquals("shutting_down"u8))
            IsShuttingDown |= Fact(ref reader, "shutdown") == true;
        else if (reader.ValueTextEquals("version"u8))
            Version = Words(ref reader);
        else if (reader.ValueTextEquals("relay_id"u8))
            RelayId = Words(ref reader);
        else
            reader.Skip();
    }

    private int? Count(ref Utf8JsonReader reader, string what) =>
        Number(ref reader, what, MostPeople) is not { } number ? null
        : number == Math.Floor(number) ? (int)number
        : Wrong<int>(what, number.ToString(CultureInfo.InvariantCulture), "no whole number");

    private double? Number(ref Utf8JsonReader reader, string what, double most)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            var shown = Shown(ref reader);
            reader.Skip();
            return Wrong<double>(what, shown, "no number");
        }

        return number < 0 ? Wrong<double>(what, Shown(ref reader), "negative")
            : number > most ? Wrong<double>(what, Shown(ref reader), "more than can be")
            : number;
    }

    private bool? Fact(ref Utf8JsonReader reader, string what)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Number when reader.TryGetDouble(out var number) && number is 0 or 1:
                return reader.GetDouble() == 1;
            default:
                var shown = Shown(ref reader);
                reader.Skip();
                return Wrong<bool>(what, shown, "neither yes nor no");
        }
    }

    private static string? Words(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length is > 0 and <= LongestText)
            return OneLine.Of(reader.GetString()!);
        reader.Skip();
        return null;
    }

    private T? Wrong<T>(string what, string value, string why)
        where T : struct
    {
        (_faults ??= []).Add(new($"figure {what}", $"it reports {what} {value}, which is {why}"));
        return null;
    }

    private static string Shown(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartArray or JsonTokenType.StartObject => "as a list",
        _ when reader.ValueSpan.Length <= 40 => OneLine.Of(System.Text.Encoding.UTF8.GetString(reader.ValueSpan)),
        _ => "with too many digits",
    };
}
