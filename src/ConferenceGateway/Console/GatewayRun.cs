using System.Net.Sockets;
using System.Security.Cryptography;
using ConferenceGateway.Core;
using ConferenceGateway.Hosting;
using ConferenceGateway.Settings;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Console;

/// <summary>Builds and runs a gateway; what keeps it from starting is said on standard error, without a stack trace.</summary>
internal static class GatewayRun
{
    /// <summary>The exit code for settings, a database or an address that cannot be used.</summary>
    public const int CannotStart = 1;

    // Held for ever: what hangs may hang after everything here has returned.
    private static ITimer? s_lastResort;

    public static async Task<int> RunAsync(GatewayStart start, CancellationToken cancellation, Func<IServiceProvider, Task>? whenStarted = null)
    {
        try
        {
            await using var app = await GatewayHost.BuildAsync(start);
            app.Lifetime.ApplicationStopping.Register(() => EndAfter(app.Services.GetRequiredService<StopOptions>().EndAfter));
            await StartAsync(app, cancellation);
            if (whenStarted is not null)
                await whenStarted(app.Services);
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (SettingsException e)
        {
            await SayAsync("The gateway cannot start with these settings:", e.Faults);
        }
        catch (StorageException e)
        {
            await SayAsync("The gateway cannot start without its database:", [e.Message]);
        }
        catch (CannotListenException e)
        {
            await SayAsync("The gateway cannot listen:", [$"{e.Message} Give it another address (Urls; for the demo --urls), or end what uses this one."]);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Asked to end before it had begun.
            return 0;
        }

        return CannotStart;
    }

    /// <summary>Several lines on standard error: what is the matter, and each fault.</summary>
    public static async Task SayAsync(string what, IEnumerable<string> lines)
    {
        await System.Console.Error.WriteLineAsync(what);
        foreach (var line in lines)
            await System.Console.Error.WriteLineAsync($"  {OneLine.Of(line)}");
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException or FormatException or InvalidOperationException or CryptographicException)
        {
            // What has started already ends in good order, not as a failure of its own.
            await app.StopAsync(CancellationToken.None);
            // Some messages go on for lines about a developer's machine.
            throw new CannotListenException($"{e.Message.Split('\n')[0].Trim()} (Urls: {string.Join("; ", app.Services.GetRequiredService<ListeningOptions>().Addresses.Select(address => address.Url))})", e);
        }
    }

    private static void EndAfter(TimeSpan limit) =>
        s_lastResort = TimeProvider.System.CreateTimer(_ => Environment.Exit(0), null, limit, Timeout.InfiniteTimeSpan);

    private sealed class CannotListenException(string message, Exception inner) : Exception(message, inner);
}
