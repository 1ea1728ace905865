using System.Diagnostics;
using System.Globalization;
using System.Text;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.BrowserTests.Houses;

/// <summary>The demo as a newcomer starts it: a process of its own, found by the address that it prints.</summary>
public sealed class Demo : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _said = new();
    private Process? _process;

    /// <summary>Where the rooms are, as the demo printed it; without a slash at the end.</summary>
    public string MeetingUrl { get; private set; } = "";

    /// <summary>Where sign-in will be.</summary>
    public string PortalUrl { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var port = LoopbackPorts.NextPair();
        _process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "ConferenceGateway.dll"), "demo",
                "--urls", string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        }) ?? throw new InvalidOperationException("The demo did not start.");
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();

        using var limit = new CancellationTokenSource(StartLimit);
        MeetingUrl = await PrintedAsync("Rooms", limit.Token);
        PortalUrl = await PrintedAsync("Sign-in", limit.Token);
        // A pipe that nobody empties would stop the process.
        _ = DrainAsync(_process.StandardOutput);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not { } process)
            return;
        if (!process.HasExited)
        {
            // As Ctrl+C: the demo takes its folder away with it.
            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync();
            using var limit = new CancellationTokenSource(EndLimit);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }

        process.Dispose();
        TestContext.Current.SendDiagnosticMessage("The demo said: {0}", _said);
    }

    private async Task<string> PrintedAsync(string label, CancellationToken limit)
    {
        while (await _process!.StandardOutput.ReadLineAsync(limit) is { } line)
        {
            Keep(line);
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, var address, ..] && first == label)
                return address.TrimEnd('/');
        }

        throw new InvalidOperationException($"The demo ended without printing its address. It said: {_said}");
    }

    private async Task DrainAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
            Keep(line);
    }

    private void Keep(string? line)
    {
        lock (_said)
            _said.AppendLine(line);
    }
}
