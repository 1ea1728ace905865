using System.Diagnostics;
using System.Globalization;

namespace ConferenceGateway.SystemTests.Deploy;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    // Only there to end a test that hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Exit code, and both outputs in one text.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string[] command, CancellationToken cancellation)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The same, where only success is of interest.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the text carries its output.</exception>
    public static async Task<string> MustRunAsync(string[] command, CancellationToken cancellation)
    {
        var (code, output) = await RunAsync(command, cancellation);
        return code == 0
            ? output
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{command[0]} ended with {code}.\n{output}"));
    }
}
