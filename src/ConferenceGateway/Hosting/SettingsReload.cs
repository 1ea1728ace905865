using System.Data.Common;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Settings;

namespace ConferenceGateway.Hosting;

/// <summary>
/// Reads the shards anew when the settings' file is changed, or at SIGHUP. A file with a fault changes nothing. What else is
/// in the file is read at the start alone.
/// </summary>
internal sealed partial class SettingsReload(
    GatewayStart start, FleetSettings settings, NodesBook nodes, TimeProvider time, ILogger<SettingsReload> logger) : BackgroundService
{
    /// <summary>An editor writes a file in several steps: it is read when it has been left alone for so long.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private IReadOnlyList<string> _faults = [];

    /// <summary>Somebody says that the file was changed.</summary>
    public void Tell() => _changed.Writer.TryWrite(true);

    /// <summary>Reads it now.</summary>
    /// <returns>Whether the fleet is as written there.</returns>
    public async Task<bool> ReadAsync()
    {
        var faults = settings.ReadAgain(nodes.Stored, out var others);
        foreach (var fault in faults.Except(_faults))
            Log.Faulty(logger, fault);
        _faults = faults;
        nodes.NoteFile(faults);
        if (faults.Count > 0)
            return false;
        if (others.Count > 0)
            Log.NeedsRestart(logger, string.Join(", ", others));
        try
        {
            await nodes.ReadAgainAsync();
            return true;
        }
        catch (DbException e)
        {
            Log.Away(logger, e.Message);
            return false;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (start.IsAlone && start.ConfigFile is null)
            return;
        using var hangup = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Tell();
        });
        using var watcher = Watch();
        try
        {
            while (await _changed.Reader.ReadAsync(stoppingToken))
            {
                do
                    await Task.Delay(Calm, time, stoppingToken);
                while (_changed.Reader.TryRead(out _));
                await ReadAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends.
        }
    }

    // Its folder is watched: editors and packages put a new file in the place of the old one.
    private FileSystemWatcher? Watch()
    {
        if (SettingsSources.OperatorsFile(start) is not { } file)
            return null;
        try
        {
            var watcher = new FileSystemWatcher(Path.GetDirectoryName(Path.GetFullPath(file))!, Path.GetFileName(file));
            watcher.Changed += (_, _) => Tell();
            watcher.Created += (_, _) => Tell();
            watcher.Renamed += (_, _) => Tell();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            Log.NotWatched(logger, file, e.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(9040, LogLevel.Error, "The settings' file was changed and is not used: {Fault}")]
        public static partial void Faulty(ILogger logger, string fault);

        [LoggerMessage(9041, LogLevel.Warning, "These settings were changed and need a restart: {Keys}")]
        public static partial void NeedsRestart(ILogger logger, string keys);

        [LoggerMessage(9042, LogLevel.Warning, "The shards were not read anew, because the database is away: {Reason}")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(9043, LogLevel.Warning, "{File} cannot be watched, SIGHUP reads it anew: {Reason}")]
        public static partial void NotWatched(ILogger logger, string file, string reason);
    }
}
