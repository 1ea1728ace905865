using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>One figure of <c>/metrics</c>, as it stands in JSON: a number, or <c>true</c> and <c>false</c>.</summary>
internal readonly record struct LabFigure(string Name, string Value, bool IsCounter = false);

/// <summary>The ways in which Jitsi's parts write their figures.</summary>
internal static class LabExposition
{
    /// <summary>Answers in the first of the three media types that <c>Accept</c> names; null: it names none of them.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="prefix">Before every name, but in JSON.</param>
    /// <param name="figures">What to tell.</param>
    public static Task? AcceptedAsync(HttpContext context, string prefix, IEnumerable<LabFigure> figures)
    {
        foreach (var type in context.Request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1))
        {
            switch (type.MediaType.Value)
            {
                case "application/json":
                    return context.TextAsync(Json(figures), type: "application/json");
                case "text/plain":
                    return context.TextAsync(Text(prefix, figures, isOpen: false), type: "text/plain; version=0.0.4; charset=utf-8");
                case "application/openmetrics-text" or "*/*":
                    return OpenAsync(context, prefix, figures);
            }
        }

        return null;
    }

    /// <summary>Answers as OpenMetrics.</summary>
    public static Task OpenAsync(HttpContext context, string prefix, IEnumerable<LabFigure> figures) =>
        context.TextAsync(Text(prefix, figures, isOpen: true), type: "application/openmetrics-text; version=1.0.0; charset=utf-8");

    /// <summary>Written by hand: a lie need not be JSON.</summary>
    public static string Json(IEnumerable<LabFigure> figures) =>
        $"{{{string.Join(',', figures.Select(figure => $"\"{figure.Name}\":{figure.Value}"))}}}";

    // OpenMetrics names a counter's family without its suffix, the older format with it.
    private static string Text(string prefix, IEnumerable<LabFigure> figures, bool isOpen)
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
