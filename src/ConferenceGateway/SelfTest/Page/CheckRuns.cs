using System.Threading.Channels;
using ConferenceGateway.Audit;
using ConferenceGateway.Storage;

namespace ConferenceGateway.SelfTest.Page;

/// <summary>
/// The self-test inside of the running gateway: in the background, one at a time, and never by itself, because it opens a
/// room. It reads the settings anew, so it speaks of the files as they are now.
/// </summary>
internal sealed partial class CheckRuns(
    SelfTestStart start, Database database, AuditLog audit, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<CheckRuns> logger) : BackgroundService
{
    /// <summary>From the beginning of one to the next: each asks every server of the fleet many things.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromSeconds(30);

    // As the command has it: some probes block a thread, and must not hold up the others, nor the gateway's own work.
    private const int Threads = 32;

    private readonly Channel<bool> _wanted = Channel.CreateBounded<bool>(1);
    private readonly Lock _lock = new();
    private volatile CheckSnapshot _current = new();
    private TaskCompletionSource _ended = new();

    /// <summary>How each is started.</summary>
    public SelfTestStart How { get; set; } = start;

    /// <summary>Ends with the one that runs; for whoever waits for it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What is known now.</summary>
    public CheckSnapshot Current => _current;

    /// <summary>Since when this gateway runs.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>Lets it run, if it may. Who did is in the audit before it begins.</summary>
    public async Task<CheckStart> StartAsync(Actor actor)
    {
        var now = time.GetUtcNow();
        CheckSnapshot before;
        lock (_lock)
        {
            before = _current;
            if (before.RunningSince is not null)
                return new CheckStart.Runs();
            if (before.BeganAt + Apart - now is { } wait && wait > TimeSpan.Zero)
                return new CheckStart.TooSoon(wait);
            _current = before with { RunningSince = now, BeganAt = now };
            _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        try
        {
            await using var connection = await database.ConnectAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await audit.AppendAsync(transaction, actor, new("check.run", "check", ""));
            await transaction.CommitAsync();
        }
        catch
        {
            _current = before;
            throw;
        }

        _wanted.Writer.TryWrite(true);
        return new CheckStart.Begun();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The end of the gateway has its announcement first; nobody waits for this until then.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await foreach (var _ in _wanted.Reader.ReadAllAsync(end.Token))
                await RunAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        var began = _current.BeganAt!.Value;
        ThreadPool.GetMinThreads(out var workers, out var ports);
        try
        {
            ThreadPool.SetMinThreads(Math.Max(workers, Threads), ports);
            var report = await SelfTestRun.RunAsync(How, cancellation);
            _current = new CheckSnapshot { BeganAt = began, Result = new(began, report.Findings, report.Seconds) };
            Log.Done(logger, report.Errors, report.Warnings, report.Seconds);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What it cannot do must not end the gateway; the page keeps what was known before.
            Log.Failed(logger, e);
            _current = _current with { RunningSince = null };
        }
        finally
        {
            ThreadPool.SetMinThreads(workers, ports);
            _ended.TrySetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6000, LogLevel.Information, "The check found {Errors} errors and {Warnings} warnings in {Seconds} s")]
        public static partial void Done(ILogger logger, int errors, int warnings, double seconds);

        [LoggerMessage(6001, LogLevel.Error, "The check could not run")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
