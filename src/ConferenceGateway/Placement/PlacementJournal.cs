using System.Data.Common;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Placement;

/// <summary>
/// Writes placements to the database. While it is away nothing waits for it: decisions stand in memory, are noted here
/// and written when it is back. Not thread-safe, except for <see cref="IsBackAsync"/> and
/// <see cref="IsRestoredAsync"/>.
/// </summary>
internal sealed partial class PlacementJournal(Database database, ILogger logger)
{
    /// <summary>No database has this mark.</summary>
    private const int Unread = -1;

    private readonly PlacementStore _store = new(database);
    private readonly Dictionary<string, PlacedRoom> _unsaved = [];
    private readonly Dictionary<string, PlacedRoom> _unreleased = [];
    private volatile bool _isAway;
    private volatile int _mark = Unread;

    /// <summary>Whether the last attempt failed.</summary>
    public bool IsAway => _isAway;

    /// <summary>All rows.</summary>
    /// <exception cref="StorageException">They cannot be read.</exception>
    public async Task<IReadOnlyList<PlacementRow>> ReadAsync()
    {
        try
        {
            // First: what is restored between the two is read once more, and not overlooked.
            _mark = await _store.RestoreMarkAsync();
            return await _store.AllAsync();
        }
        catch (DbException e)
        {
            throw database.Fault(e);
        }
    }

    /// <summary>Whether somebody restored the database since the rows were read. Not while it is away.</summary>
    public async Task<bool> IsRestoredAsync()
    {
        try
        {
            return !_isAway && await _store.RestoreMarkAsync() != _mark;
        }
        catch (DbException)
        {
            // Whoever writes next notices that it is away.
            return false;
        }
    }

    /// <summary>
    /// Reads the rows of a restored database, and writes into it what is so now: of a room that somebody is in, memory
    /// is right and the copy is old. Null: the database is away; to be tried again.
    /// </summary>
    public async Task<IReadOnlyList<PlacementRow>?> ReadRestoredAsync(IEnumerable<PlacedRoom> now)
    {
        try
        {
            var rows = await ReadAsync();
            await _store.SaveAsync([], Rows(now));
            return rows;
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            _mark = Unread;
            return null;
        }
    }

    /// <summary>Writes a claim. The answer is the row that is there now, or null: the database is away, the decision stands.</summary>
    public Task<PlacementRow?> ClaimAsync(PlacedRoom decision) => WriteAsync(decision, async () => await _store.ClaimAsync(decision.ToRow()));

    /// <summary>Writes a move from a generation to the next. The answer is as for <see cref="ClaimAsync"/>.</summary>
    public Task<PlacementRow?> MoveAsync(PlacedRoom decision) => WriteAsync(decision, async () =>
        await _store.MoveAsync(decision.ToRow()) ?? await _store.ClaimAsync(decision.ToRow()));

    /// <summary>Takes rows out, all at once: whoever claims meanwhile waits for one write and not for thousands.</summary>
    public async Task ReleaseAsync(IReadOnlyList<PlacedRoom> released)
    {
        if (released.Count == 0)
            return;
        if (!_isAway)
        {
            try
            {
                await _store.SaveAsync(Rows(released), []);
                return;
            }
            catch (DbException e)
            {
                GoAway(e);
            }
        }

        foreach (var placed in released)
        {
            // What was never written has no row. A flood of rooms does not fill the memory while the database is away.
            if (!_unsaved.Remove(placed.Room.Key) || placed.Generation > 1)
                _unreleased[placed.Room.Key] = placed;
        }
    }

    /// <summary>
    /// Whether the database was away and now takes writers again. Meanwhile somebody else may hold it, and this waits a
    /// second for them, so it is asked before anybody is made to wait.
    /// </summary>
    public async Task<bool> IsBackAsync()
    {
        if (!_isAway)
            return false;
        try
        {
            await _store.ProbeAsync();
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    /// <summary>Writes what is missing.</summary>
    public async Task CatchUpAsync()
    {
        try
        {
            await _store.SaveAsync(Rows(_unreleased.Values), Rows(_unsaved.Values));
            _unreleased.Clear();
            _unsaved.Clear();
            _isAway = false;
            Log.Back(logger, database.Path);
        }
        catch (DbException)
        {
            // It was said once; the next sweep tries again.
        }
    }

    private static IEnumerable<PlacementRow> Rows(IEnumerable<PlacedRoom> placed) => placed.Select(room => room.ToRow());

    private async Task<PlacementRow?> WriteAsync(PlacedRoom decision, Func<Task<PlacementRow>> write)
    {
        if (!_isAway)
        {
            try
            {
                return await write();
            }
            catch (DbException e)
            {
                GoAway(e);
            }
        }

        _unsaved[decision.Room.Key] = decision;
        return null;
    }

    private void GoAway(DbException fault)
    {
        _isAway = true;
        Log.Away(logger, database.Path, Database.Explain(fault));
    }

    private static partial class Log
    {
        [LoggerMessage(3004, LogLevel.Error, "Placements cannot be written to {Path}: {Reason} Meetings go on; new rooms are kept in memory and written later")]
        public static partial void Away(ILogger logger, string path, string reason);

        [LoggerMessage(3006, LogLevel.Information, "Placements are written to {Path} again")]
        public static partial void Back(ILogger logger, string path);
    }
}
