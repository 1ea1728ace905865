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
    private readonly CancellationTokenSource _stop = new();

    private ObservedFleet(LabShard lab, Shard shard, DirectoryInfo folder, Database database)
    {
        (Lab, Shard, _folder, _database) = (lab, shard, folder, database);
        View = new FleetView([shard]);
        Store = new WantedStore(database);
        Wanted = new WantedBook(Store, View, database);
        Jicofo = new JicofoCalls(_client, Time);
        Calls = new BridgeCalls(_client, Time);
        Connections = new ConnectionTable(Time);
        _poller = new FleetPoller(View, new WatchNeeds(_client, Calls, Store, Wanted, Connections, Time, Log));
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

    public ConnectionTable Connections { get; }

    public ShardState State => View.Current.Shards[0];

    public static Task<ObservedFleet> StartAsync(params IReadOnlyList<LabBridgeOptions> bridges) => StartAsync(new LabShardOptions { Name = "a", Bridges = bridges });

    public static async Task<ObservedFleet> StartAsync(LabShardOptions options)
    {
        var lab = await LabShard.StartAsync(options);
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        var database = await Database.OpenAsync(Path.Combine(folder.FullName, "gateway.db"));
        var address = Address(lab.Address);
        var shard = new Shard
        {
            Id = new ShardId("a"),
            Address = address,
            Prosody = Address(lab.ProsodyAddress),
            Jicofo = Address(lab.JicofoAddress),
            Host = "meet.test",
            Bridges = [.. lab.Bridges.Select(bridge => new Bridge(new BridgeId(bridge.ServerId), null) { PrivateAddress = bridge.Address is { } inside ? Address(inside) : null })],
        };
        var fleet = new ObservedFleet(lab, shard, folder, database);
        await fleet.UntilAsync(state => state.IsUp && state.Bridges.All(bridge => bridge.Health == NodeHealth.Up || bridge.Bridge.PrivateAddress is null));
        return fleet;
    }

    public static ServerAddress Address(Uri uri) =>
        ServerAddress.TryParse(uri.ToString(), out var address) ? address : throw new ArgumentException(uri.ToString());

    public BridgeState Bridge(string serverId) => State.Bridges.Single(bridge => bridge.Id.ServerId == serverId);

    /// <summary>Rounds follow one another until the shard is as wished.</summary>
    public async Task UntilAsync(Func<ShardState, bool> wished)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!wished(State))
        {
            limit.Token.ThrowIfCancellationRequested();
            await _poller.RoundAsync(_stop.Token);
        }
    }

    /// <summary>So many rounds, each after its five seconds.</summary>
    public async Task RoundsAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            Time.Advance(FleetPoller.Interval);
            await _poller.RoundAsync(_stop.Token);
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
        await _stop.CancelAsync();
        _poller.Dispose();
        _stop.Dispose();
        _client.Dispose();
        Wanted.Dispose();
        await _database.DisposeAsync();
        await Lab.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
