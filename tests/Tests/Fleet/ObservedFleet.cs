using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Jicofo;
using ConferenceGateway.Fleet.Wanting;
using ConferenceGateway.Lab;
using ConferenceGateway.Storage;
using Microsoft.Extensions.Time.Testing;

namespace ConferenceGateway.Tests.Fleet;

/// <summary>One Lab shard with bridges that is observed, with a clock in the test's hand.</summary>
internal sealed class ObservedFleet : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Database _database;
    private readonly FleetClient _client = new();
    private readonly FleetPoller _poller;

    private ObservedFleet(LabShard lab, Shard shard, DirectoryInfo folder, Database database)
    {
        (Lab, Shard, _folder, _database) = (lab, shard, folder, database);
        View = new FleetView([shard]);
        Store = new WantedStore(database);
        Wanted = new WantedBook(Store, View, database);
        Jicofo = new JicofoCalls(_client, Time);
        Calls = new BridgeCalls(_client, Time);
        _poller = new FleetPoller(View, new WatchNeeds(_client, Calls, Store, Wanted, new ConnectionTable(Time), Time, Log));
    }

    public FakeTimeProvider Time { get; } = new();

    public LogLines<FleetPoller> Log { get; } = new();

    public LabShard Lab { get; }

    public Shard Shard { get; }

    public FleetView View { get; }

    public WantedStore Store { get; }

    public WantedBook Wanted { get; }

    public BridgeCalls Calls { get; }

    public JicofoCalls Jicofo { get; }

    public ShardState State => View.Current.Shards[0];

    public static async Task<ObservedFleet> StartAsync(params IReadOnlyList<LabBridgeOptions> bridges)
    {
        var lab = await LabShard.StartAsync(new LabShardOptions { Name = "a", Bridges = bridges });
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        var database = await Database.OpenAsync(Path.Combine(folder.FullName, "gateway.db"));
        var address = Address(lab.Address);
        var shard = new Shard
        {
            Id = new ShardId("a"),
            Address = address,
            Prosody = address,
            Jicofo = address,
            Host = "meet.test",
            Bridges = [.. lab.Bridges.Select(bridge => new Bridge(new BridgeId(bridge.ServerId), null) { PrivateAddress = Address(bridge.Address!) })],
        };
        var fleet = new ObservedFleet(lab, shard, folder, database);
        await fleet._poller.StartAsync(default);
        await fleet.UntilAsync(state => state.IsUp && state.Bridges.All(bridge => bridge.Health == NodeHealth.Up));
        return fleet;
    }

    public static ServerAddress Address(Uri uri) =>
        ServerAddress.TryParse(uri.ToString(), out var address) ? address : throw new ArgumentException(uri.ToString());

    public BridgeState Bridge(string serverId) => State.Bridges.Single(bridge => bridge.Id.ServerId == serverId);

    /// <summary>Rounds follow one another until the shard is as wished.</summary>
    public async Task UntilAsync(Func<ShardState, bool> wished)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var changed = View.Changed;
            if (wished(State))
                return;
            _poller.HurryAll();
            await changed.WaitAsync(limit.Token);
        }
    }

    /// <summary>So many whole rounds, each with its five seconds.</summary>
    public async Task RoundsAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            var at = Time.GetUtcNow();
            Time.Advance(FleetPoller.Interval);
            await UntilAsync(state => state.Bridges.IsEmpty ? state.Report?.At > at : state.Bridges.Any(bridge => bridge.Report?.At > at));
        }
    }

    /// <summary>Something is wanted of a node, as a deed would have it.</summary>
    public async Task WantAsync(string node, WantedState state)
    {
        await using (var connection = await _database.ConnectAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await WantedStore.SetAsync(transaction, node, new Wanted(state, Time.GetUtcNow(), "Ute"));
            await transaction.CommitAsync();
        }

        await Wanted.ReadAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _poller.StopAsync(default);
        _poller.Dispose();
        _client.Dispose();
        Wanted.Dispose();
        await _database.DisposeAsync();
        await Lab.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
