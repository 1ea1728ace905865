using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ConferenceGateway.Testing;

/// <summary>The gateway as its operator starts it: a process of its own.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ConferenceGateway.dll");

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GatewayProcess(ProcessStartInfo start, string? input)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Take(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (input is not null)
            _process.StandardInput.Write(input);
        _process.StandardInput.Close();
    }

    public string Errors => string.Join('\n', _errors);

    public string Output => string.Join('\n', _output);

    /// <summary>A command that gives its command the interrupt back.</summary>
    public static readonly string[] WithInterrupt = ["env", "--default-signal=INT"];

    public static GatewayProcess Start(
        IEnumerable<string> arguments, string? workingFolder = null, IReadOnlyDictionary<string, string>? environment = null, string program = "", string[]? under = null, string? input = null)
    {
        string[] command = [.. under ?? [], Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet", program.Length == 0 ? Program : program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingFolder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new GatewayProcess(start, input);
    }

    /// <summary>Runs to the end: exit code, standard output, lines of standard error.</summary>
    public static async Task<(int Code, string Output, string[] Errors)> RunAsync(
        IEnumerable<string> arguments, string? workingFolder = null, IReadOnlyDictionary<string, string>? environment = null, string? input = null)
    {
        await using var process = Start(arguments, workingFolder, environment, input: input);
        return (await process.EndAsync(), process.Output, process.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The first line of the output that matches, or the end of the process.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> match, CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
                changed = _changed.Task;
            if (_output.FirstOrDefault(match) is { } line)
                return line;
            if (_process.HasExited)
                throw new InvalidOperationException($"The gateway ended with {_process.ExitCode}.\n{Output}\n{Errors}");
            await Task.WhenAny(changed, _process.WaitForExitAsync(cancel)).WaitAsync(cancel);
        }
    }

    /// <summary>Asks it to end, as systemd does.</summary>
    public void Terminate() => Signal("-TERM");

    /// <summary>Ctrl+C. Whoever runs in the background ignores it, and so do its children: start it under <see cref="WithInterrupt"/>.</summary>
    public void Interrupt() => Signal("-INT");

    /// <summary>Asks it to read its settings anew, as <c>systemctl reload</c> does.</summary>
    public void HangUp() => Signal("-HUP");

    /// <summary>Ends it at once, as a power cut does.</summary>
    public void Kill() => Signal("-KILL");

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(ConcurrentQueue<string> lines, string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        lock (_gate)
        {
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
