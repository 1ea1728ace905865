using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.History;
using ConferenceGateway.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ConferenceGateway.Tests.History;

/// <summary>A history on a database of its own, with a clock in the test's hand: a Monday at noon, by a clock one hour ahead of UTC.</summary>
internal sealed class Past : IAsyncDisposable
{
    private readonly DirectoryInfo? _folder;

    private Past(DirectoryInfo? folder, Database database, FakeTimeProvider time)
    {
        _folder = folder;
        Database = database;
        Time = time;
        Connections = new ConnectionTable(time);
        Store = new MeetingStore(database, new HistoryOptions(), time);
        Meetings = new MeetingHistory(Store, database, time, NullLogger<MeetingHistory>.Instance);
        Peaks = new UsualPeaks(Store, time);
        Watch = new HistoryWatch(Meetings, Connections, time);
    }

    public Database Database { get; }

    public FakeTimeProvider Time { get; }

    public ConnectionTable Connections { get; }

    public MeetingStore Store { get; }

    public MeetingHistory Meetings { get; }

    public UsualPeaks Peaks { get; }

    public HistoryWatch Watch { get; }

    public static async Task<Past> OpenAsync(string? path = null, FakeTimeProvider? time = null)
    {
        var folder = path is null ? Directory.CreateTempSubdirectory("gateway-test-") : null;
        var database = await Database.OpenAsync(path ?? Path.Combine(folder!.FullName, "gateway.db"));
        if (time is null)
        {
            time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 11, 0, 0, TimeSpan.Zero));
            time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("here", TimeSpan.FromHours(1), "here", "here"));
        }

        var past = new Past(folder, database, time);
        await past.Meetings.LoadAsync();
        return past;
    }

    public static RoomName Room(string key) => RoomName.TryParseKey(key, out var room) ? room : throw new ArgumentException(key);

    public Connection Connect(string room, string? ticket = null) =>
        Connections.Open(Room(room), new ShardId("a"), Visitor.InBrowser with { Ticket = ticket });

    /// <summary>A meeting that took place.</summary>
    public void Add(string room, DateTimeOffset began, TimeSpan duration, int peak) =>
        Meetings.Record(new Meeting(Room(room), began, began + duration, peak, new ShardId("a")));

    public async ValueTask DisposeAsync()
    {
        Watch.Dispose();
        await Database.DisposeAsync();
        _folder?.Delete(recursive: true);
    }
}
