using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConferenceGateway.SelfTest;

/// <summary>All that was found, and how long it took. As JSON it is what <c>check --json</c> prints: see docs/check.md.</summary>
/// <param name="Findings">Every finding, the good ones too.</param>
/// <param name="Seconds">How long it took, to a tenth.</param>
internal sealed record Report(IReadOnlyList<Finding> Findings, double Seconds)
{
    /// <summary>How many are errors.</summary>
    public int Errors => Count(Severity.Error);

    /// <summary>How many are warnings.</summary>
    public int Warnings => Count(Severity.Warning);

    /// <summary>As monitoring plugins have it: 0 nothing wrong, 1 warnings, 2 errors.</summary>
    [JsonIgnore]
    public int ExitCode => Errors > 0 ? 2 : Warnings > 0 ? 1 : 0;

    /// <summary>How many findings have this weight.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>One JSON document, indented, without a line end behind it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Plain.Report);
}

[JsonSerializable(typeof(Report))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>To be read by people too: indented, umlauts and arrows as they are. It goes into no page.</summary>
    public static ReportJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new SeverityConverter() },
    });
}

/// <summary>Small letters: <c>"error"</c>.</summary>
internal sealed class SeverityConverter() : JsonStringEnumConverter<Severity>(JsonNamingPolicy.CamelCase);
