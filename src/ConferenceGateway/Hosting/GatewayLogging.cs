using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ConferenceGateway.Hosting;

/// <summary>Logging to the console, one line an event, for whatever collects it: a terminal, journald, a container.</summary>
internal static class GatewayLogging
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <exception cref="SettingsException">The section Serilog cannot be used.</exception>
    public static void Add(WebApplicationBuilder builder, LogLevel least)
    {
        var logger = Create(builder.Configuration, (LogEventLevel)least);
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(logger, dispose: true);
    }

    private static Logger Create(IConfiguration configuration, LogEventLevel least)
    {
        try
        {
            return new LoggerConfiguration()
                .MinimumLevel.Is(least)
                // What the framework says about each request is neither for a volunteer at night nor free.
                .MinimumLevel.Override("Microsoft", Max(least, LogEventLevel.Warning))
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", Max(least, LogEventLevel.Information))
                // While anything listens there, each request has a trace and scopes: 900 bytes that no line of ours shows.
                .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)
                // The forwarding step says it in one line; the proxy's own words come with a stack trace.
                .MinimumLevel.Override("Yarp", LogEventLevel.Fatal)
                // The command line says why, in one line.
                .Filter.ByExcluding(entry => entry.MessageTemplate.Text == "Hosting failed to start")
                .WriteTo.Console(outputTemplate: Line, formatProvider: System.Globalization.CultureInfo.InvariantCulture)
                // The operator's section Serilog comes last and may change any of this.
                .ReadFrom.Configuration(configuration)
                .CreateLogger();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"Serilog cannot be used: {e.Message}"]);
        }
    }

    private static LogEventLevel Max(LogEventLevel one, LogEventLevel other) => one > other ? one : other;
}
