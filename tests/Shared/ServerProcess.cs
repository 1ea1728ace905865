using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace ConferenceGateway.Testing;

/// <summary>A server of others in the foreground, ended by its id.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly LogTail _log = new();

    private ServerProcess(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _log.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => _log.Add(line.Data);
        // The test may run under an unexpected last handler only; a server must not outlive it.
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts it, and returns when it accepts connections on the loopback port.</summary>
    public static Task<ServerProcess> StartAsync(string[] command, int port, CancellationToken cancellation) =>
        StartAsync(new ProcessStartInfo(command[0], command[1..]), port, cancellation);

    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start, int port, CancellationToken cancellation)
    {
        var server = new ServerProcess(start);
        try
        {
            await Eventually.NoComplaintAsync(async token =>
            {
                if (server._process.HasExited)
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{start.FileName} ended with {server._process.ExitCode}.\n{server._log}"));
                using var socket = new TcpClient();
                try
                {
                    await socket.ConnectAsync("127.0.0.1", port, token);
                    return null;
                }
                catch (SocketException e)
                {
                    return $"{start.FileName} does not listen on port {port}: {e.Message}";
                }
            }, Limit, server._log.ToString, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The last lines it wrote.</summary>
    public override string ToString() => _log.ToString();

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void KillAtExit(object? sender, EventArgs arguments)
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }
}
