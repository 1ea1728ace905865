using System.Globalization;
using System.Text;
using ConferenceGateway.Connections;
using ConferenceGateway.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Sinks.File;

namespace ConferenceGateway.Hosting.Logging;

/// <summary>
/// Logging to the console, for whatever collects it (a terminal, journald, a container), and to a file a day if one is
/// named; text or JSON, one line an event.
/// </summary>
internal static class GatewayLogging
{
    private const string Section = "Serilog";
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>
    /// The first is said by the command line, with what to do; the last but one is what the server makes of a client who
    /// leaves in the middle of a body; the last warns at each first start of what is meant so: the keys of cookies lie in
    /// the database, which only the gateway's user can read. The others tell a developer what every operator knows.
    /// </summary>
    private static readonly string[] NotForUs =
    [
        "Hosting failed to start", "Application started. Press Ctrl+C to shut down.", "Hosting environment: {EnvName}",
        "Content root path: {ContentRoot}", "Application is shutting down...",
        "Connection id \"{ConnectionId}\", Request id \"{TraceIdentifier}\": automatic draining of the request body failed because the body reader is in an invalid state.",
        "No XML encryptor configured. Key {KeyId:B} may be persisted to storage in unencrypted form.",
    ];

    /// <summary>A file of a day is continued in another one beyond this; bytes.</summary>
    private const long FileSize = 100 << 20;

    /// <exception cref="SettingsException">The log file or the section Serilog cannot be used.</exception>
    public static void Add(WebApplicationBuilder builder, LogOptions options, LogLevel least)
    {
        CheckFile(options);
        var logger = Create(builder.Configuration, options, (LogEventLevel)least);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<RequestLog>();
        builder.Services.AddSerilog(logger, dispose: true);
    }

    private static Logger Create(IConfiguration configuration, LogOptions options, LogEventLevel least)
    {
        try
        {
            var levels = new LoggerConfiguration()
                .MinimumLevel.Is(least)
                // What the framework says about each request is neither for a volunteer at night nor free.
                .MinimumLevel.Override("Microsoft", Max(least, LogEventLevel.Warning))
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", Max(least, LogEventLevel.Information))
                // While anything listens there, each request has a trace and scopes: 900 bytes that no line of ours shows.
                .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)
                // The forwarding step says it in one line; the proxy's own words come with a stack trace.
                .MinimumLevel.Override("Yarp", LogEventLevel.Fatal);
            if (!options.Requests)
            {
                levels = levels.MinimumLevel.Override(typeof(RequestLog).FullName!, LogEventLevel.Fatal)
                    .MinimumLevel.Override(typeof(BoshSessions).FullName!, LogEventLevel.Fatal);
            }

            // The operator's section Serilog comes last and may change any of this: its levels decide what is written,
            // the rest of it where to, behind the mask.
            return levels
                .ReadFrom.Configuration(Part(configuration, IsLevel))
                .Filter.ByExcluding(entry => NotForUs.Contains(entry.MessageTemplate.Text))
                // Our Urls has the name of the framework's own setting; the gateway listens where it says, and no warning is due.
                .Filter.ByExcluding(entry => entry.MessageTemplate.Text.StartsWith("Overriding address(es)", StringComparison.Ordinal))
                .WriteTo.Sink(new MaskingSink(Places(configuration, options), new LogMask(options.RoomNames)))
                .CreateLogger();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"Serilog cannot be used: {e.Message}"]);
        }
    }

    private static Logger Places(IConfiguration configuration, LogOptions options)
    {
        ITextFormatter form = options.IsJson
            ? new RenderedCompactJsonFormatter()
            : new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture);
        var places = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Console(form);
        if (options.File is { } file)
        {
            places = places.WriteTo.File(
                form, file, rollingInterval: RollingInterval.Day, fileSizeLimitBytes: FileSize, rollOnFileSizeLimit: true,
                retainedFileCountLimit: null, retainedFileTimeLimit: options.FileAge, hooks: new ForOwnerAndGroup());
        }

        return places.ReadFrom.Configuration(Part(configuration, key => !IsLevel(key))).CreateLogger();
    }

    // The sink would say nothing, and write nothing.
    private static void CheckFile(LogOptions options)
    {
        if (options.File is not { } file)
            return;
        try
        {
            var folder = Path.GetDirectoryName(file)!;
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            File.Create(probe).Dispose();
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"Log:File is \"{file}\"; it cannot be written: {e.Message} Choose a folder that the gateway's user may write."]);
        }
    }

    private static bool IsLevel(string key) => key.StartsWith("MinimumLevel", StringComparison.OrdinalIgnoreCase);

    private static IConfiguration Part(IConfiguration configuration, Func<string, bool> takes) => new ConfigurationBuilder()
        .AddInMemoryCollection(configuration.GetSection(Section).AsEnumerable(makePathsRelative: true)
            .Where(pair => takes(pair.Key))
            .Select(pair => new KeyValuePair<string, string?>($"{Section}:{pair.Key}", pair.Value)))
        .Build();

    private static LogEventLevel Max(LogEventLevel one, LogEventLevel other) => one > other ? one : other;

    /// <summary>Who visits when is nobody else's business on this machine.</summary>
    private sealed class ForOwnerAndGroup : FileLifecycleHooks
    {
        public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            return underlyingStream;
        }
    }
}
