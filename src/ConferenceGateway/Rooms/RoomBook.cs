using System.Collections.Concurrent;
using System.Data.Common;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Rooms;

/// <summary>
/// Every claimed room, in memory: the door reads it without asking the database. <see cref="RoomChanges"/> puts in what
/// was committed. Thread-safe.
/// </summary>
internal sealed class RoomBook(RoomStore store, Database database)
{
    private readonly ConcurrentDictionary<RoomName, Room> _rooms = new();

    /// <summary>Reads all rooms.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task LoadAsync()
    {
        try
        {
            foreach (var room in await store.ListAsync())
                Put(room);
        }
        catch (DbException e)
        {
            throw database.Fault(e);
        }
    }

    /// <summary>The room of that name as it is now; null: nobody has claimed it. A request reads it once.</summary>
    public Room? Find(RoomName name) => _rooms.GetValueOrDefault(name);

    /// <summary>All of them, in no order.</summary>
    public IEnumerable<Room> All => _rooms.Values;

    /// <summary>Puts in what was committed; an older state than the one that is there is left out.</summary>
    public void Put(Room room) => _rooms.AddOrUpdate(room.Name, room, (_, known) => known.Revision > room.Revision ? known : room);

    /// <summary>The room was given up.</summary>
    public void Remove(RoomName name) => _rooms.TryRemove(name, out _);
}
