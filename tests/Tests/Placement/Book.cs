using System.Net;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.History;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;
using ConferenceGateway.Storage;
using ConferenceGateway.Tests.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ConferenceGateway.Tests.Placement;

/// <summary>A book of placements on a database of its own, with a clock in the test's hand.</summary>
internal sealed class Book : IAsyncDisposable
{
    public static readonly IPAddress Source = IPAddress.Parse("192.0.2.1");

    private readonly DirectoryInfo? _folder;

    private Book(DirectoryInfo? folder, Database database, FakeTimeProvider time, PlacementOptions options)
    {
        _folder = folder;
        Database = database;
        Time = time;
        Connections = new ConnectionTable(time);
        Sessions = new BoshSessions(Connections, time, NullLogger<BoshSessions>.Instance);
        History = new MeetingHistory(new MeetingStore(database, new HistoryOptions(), time), database, time, NullLogger<MeetingHistory>.Instance);
        Maintenances = new MaintenanceBook(new MaintenanceStore(database), database, time);
        Placements = new PlacementBook(database, Connections, History, Maintenances, options, time, Log);
    }

    public Database Database { get; }

    public FakeTimeProvider Time { get; }

    public ConnectionTable Connections { get; }

    public BoshSessions Sessions { get; }

    public MeetingHistory History { get; }

    public MaintenanceBook Maintenances { get; }

    public PlacementBook Placements { get; }

    public LogLines<PlacementBook> Log { get; } = new();

    /// <summary>A book; with a path it opens the database of another one, as a second gateway or a later one would.</summary>
    public static async Task<Book> OpenAsync(string? path = null, FakeTimeProvider? time = null, PlacementOptions? options = null)
    {
        var folder = path is null ? Directory.CreateTempSubdirectory("gateway-test-") : null;
        var database = await Database.OpenAsync(path ?? Path.Combine(folder!.FullName, "gateway.db"));
        var book = new Book(folder, database, time ?? new FakeTimeProvider(), options ?? new PlacementOptions());
        await book.Placements.LoadAsync();
        return book;
    }

    public static RoomName Room(string key) => RoomName.TryParseKey(key, out var room) ? room : throw new ArgumentException(key);

    /// <summary>Claims, and says the shard's name, <c>none</c> or <c>silent</c>.</summary>
    public async Task<string> ClaimAsync(string room, FleetSnapshot fleet) =>
        await Placements.ClaimAsync(Room(room), fleet) switch
        {
            ClaimAnswer.Placed(var shard) => shard.Id.Name,
            ClaimAnswer.NoShardFree => "none",
            _ => "silent",
        };

    public string? Propose(string room, FleetSnapshot fleet, IPAddress? source = null) =>
        Placements.Propose(Room(room), fleet, source ?? Source)?.Id.Name;

    public string? Find(string room, FleetSnapshot fleet) => Placements.Find(Room(room), fleet)?.Id.Name;

    /// <summary>Sweeps before a fleet that tells nothing of who is where, or before that one.</summary>
    public Task SweepAsync(FleetSnapshot? fleet = null) => Placements.SweepAsync(fleet ?? Fleets.Of("a", "b"));

    public Connection Connect(string room, string shard) => Connections.Open(Room(room), new ShardId(shard), Visitor.InBrowser);

    /// <summary>The rows as somebody else reads them: <c>room shard generation</c>.</summary>
    public Task<IReadOnlyList<string>> RowsAsync() => RowsAsync(Database.Path);

    public static async Task<IReadOnlyList<string>> RowsAsync(string path)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT room || ' ' || shard || ' ' || generation FROM placements ORDER BY room";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        Placements.Dispose();
        Maintenances.Dispose();
        await Database.DisposeAsync();
        _folder?.Delete(recursive: true);
    }
}
