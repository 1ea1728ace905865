using Serilog;
using Serilog.Events;

namespace ConferenceGateway.Hosting;

/// <summary>Logging to the console, one line an event, for whatever collects it: a terminal, journald, a container.</summary>
internal static class GatewayLogging
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static void Add(WebApplicationBuilder builder, LogLevel least)
    {
        var level = (LogEventLevel)least;
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            // What the framework says about each request is neither for a volunteer at night nor free.
            .MinimumLevel.Override("Microsoft", Max(level, LogEventLevel.Warning))
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", Max(level, LogEventLevel.Information))
            // What keeps the host from starting is said by the command line, in one line.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)
            // The forwarding step says it in one line; the proxy's own words come with a stack trace.
            .MinimumLevel.Override("Yarp", LogEventLevel.Fatal)
            .WriteTo.Console(outputTemplate: Line, formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            // The operator's section Serilog comes last and may change any of this.
            .ReadFrom.Configuration(builder.Configuration)
            .CreateLogger();
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(logger, dispose: true);
    }

    private static LogEventLevel Max(LogEventLevel one, LogEventLevel other) => one > other ? one : other;
}
