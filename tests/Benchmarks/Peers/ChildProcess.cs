using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using ConferenceGateway.Benchmarks.Load;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>A process that this program started and ends, whatever happens: on disposal, and all that are left when the program exits.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int KeptLines = 30;
    private static readonly ConcurrentDictionary<int, ChildProcess> Living = new();

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lastLines = new();

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var child in Living.Values)
            child.Dispose();
    };

    private ChildProcess(Process process) => _process = process;

    public int Id { get; private set; }

    /// <summary>The process and those that it started itself: an nginx is one with its workers.</summary>
    public IEnumerable<int> AllIds => [Id, .. File.ReadAllText($"/proc/{Id}/task/{Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

    /// <summary>Starts a program in a folder, with some environment variables (<c>NAME=VALUE</c>).</summary>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, string folder, params string[] variables)
    {
        var start = new ProcessStartInfo
        {
            FileName = program,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var variable in variables.Select(variable => variable.Split('=', 2)))
            start.Environment[variable[0]] = variable[1];
        // Every peer in the same surroundings, whatever the shell that started us has set.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment.Remove("ASPNETCORE_URLS");
        start.Environment.Remove("ASPNETCORE_HTTP_PORTS");

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.Keep(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        child._process.Start();
        child.Id = child._process.Id;
        Living[child.Id] = child;
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits until GET on the address answers 200; the time it took since the call is the answer.</summary>
    public async Task<TimeSpan> AnswersAsync(Uri address, TimeSpan limit, TimeSpan pause, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        using var client = new HttpClient(LoopbackClient.Handler(new IPEndPoint(IPAddress.Loopback, address.Port), connections: 1)) { Timeout = TimeSpan.FromSeconds(5) };
        client.DefaultRequestHeaders.Add("Cookie", $"{Ticket.CookieName}={Ticket.For(RequestMix.Room)}");
        while (Stopwatch.GetElapsedTime(since) < limit)
        {
            if (_process.HasExited)
                throw new BenchmarkException($"The process for {address} ended with code {_process.ExitCode}:{Environment.NewLine}{LastLines}");
            try
            {
                using var response = await client.GetAsync(address, stop);
                if (response.IsSuccessStatusCode)
                    return Stopwatch.GetElapsedTime(since);
            }
            catch (Exception notYet) when (notYet is HttpRequestException || (notYet is TaskCanceledException && !stop.IsCancellationRequested))
            {
                // Not listening yet.
            }

            await Task.Delay(pause, stop);
        }

        throw new BenchmarkException($"{address} did not answer 200 within {limit.TotalSeconds:0} s:{Environment.NewLine}{LastLines}");
    }

    public void Dispose()
    {
        if (!Living.TryRemove(Id, out _))
            return;
        try
        {
            // With its workers: nginx leaves them alone when it is killed.
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (InvalidOperationException)
        {
            // It ended by itself.
        }

        _process.Dispose();
    }

    private string LastLines => string.Join(Environment.NewLine, _lastLines);

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _lastLines.Enqueue(line);
        if (_lastLines.Count > KeptLines)
            _lastLines.TryDequeue(out _);
    }
}
