using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>The private listener of a videobridge, with its defaults: statistics are off, everything else is on.</summary>
internal sealed class BridgeRoutes(LabBridge bridge, TimeProvider time)
{
    private readonly BridgeFigures _figures = new(bridge, time);

    public Task HandleAsync(HttpContext context)
    {
        var segments = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (context.Request.Method, segments) switch
        {
            ("GET", ["about", "health"]) => HealthAsync(context),
            ("GET", ["about", "version"]) => context.SendAsync(_figures.Version()),
            ("GET", ["metrics"]) when bridge.Options.HasMetrics => MetricsAsync(context),
            ("GET", ["colibri", "stats"]) when bridge.Options.HasStats => context.TextAsync(_figures.Stats(), type: "application/json"),
            ("GET", ["colibri", "drain"]) => context.SendAsync(new JsonObject { ["drain"] = bridge.Model.IsDraining }),
            ("POST", ["colibri", "drain", "enable"]) => DrainAsync(true),
            ("POST", ["colibri", "drain", "disable"]) => DrainAsync(false),
            ("GET", ["debug"]) => context.SendAsync(_figures.Debug(null)),
            ("GET", ["debug", var conference]) => context.SendAsync(_figures.Debug(conference)),
            _ => context.StatusAsync(StatusCodes.Status404NotFound),
        };
    }

    private Task HealthAsync(HttpContext context)
    {
        var status = bridge.Faults.HealthStatus;
        return status == StatusCodes.Status200OK && bridge.Model.IsHealthy
            ? context.StatusAsync(StatusCodes.Status200OK)
            : context.TextAsync("No valid IP addresses available for harvesting.", status == StatusCodes.Status200OK ? StatusCodes.Status500InternalServerError : status);
    }

    private Task DrainAsync(bool wanted)
    {
        if (!bridge.Lies.DrainStays)
            bridge.Model.IsDraining = wanted;
        return Task.CompletedTask;
    }

    /// <summary>As the real one: it splits <c>Accept</c> without asking whether there is any.</summary>
    private Task MetricsAsync(HttpContext context) =>
        LabExposition.AcceptedAsync(context, "jitsi_jvb_", _figures.Series()) ?? context.StatusAsync(StatusCodes.Status500InternalServerError);
}
