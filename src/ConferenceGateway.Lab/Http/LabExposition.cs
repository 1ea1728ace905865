using System.Globalization;
using System.Text;

namespace ConferenceGateway.Lab.Http;

/// <summary>One figure of <c>/metrics</c>, as it stands in JSON: a number, or <c>true</c> and <c>false</c>.</summary>
internal readonly record struct LabFigure(string Name, string Value, bool IsCounter = false);

/// <summary>The ways in which Jitsi's parts write their figures.</summary>
internal static class LabExposition
{
    public const string TextType = "text/plain; version=0.0.4; charset=utf-8";
    public const string OpenType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// <summary>Written by hand: a lie need not be JSON.</summary>
    public static string Json(IEnumerable<LabFigure> figures) =>
        $"{{{string.Join(',', figures.Select(figure => $"\"{figure.Name}\":{figure.Value}"))}}}";

    /// <param name="prefix">Before every name.</param>
    /// <param name="figures">What to write.</param>
    /// <param name="isOpen">OpenMetrics names a counter's family without its suffix, the older format with it.</param>
    public static string Text(string prefix, IEnumerable<LabFigure> figures, bool isOpen)
    {
        var text = new StringBuilder();
        foreach (var (name, told, isCounter) in figures)
        {
            var line = isCounter ? $"{name}_total" : name;
            var value = told switch { "true" => "1", "false" => "0", _ => told };
            text.Append(CultureInfo.InvariantCulture,
                $"# TYPE {prefix}{(isOpen ? name : line)} {(isCounter ? "counter" : "gauge")}\n{prefix}{line} {value}\n");
        }

        return isOpen ? text.Append("# EOF\n").ToString() : text.ToString();
    }

    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(bool fact) => fact ? "true" : "false";
}
