using System.Diagnostics;
using System.Globalization;
using ConferenceGateway.Core;
using ConferenceGateway.Lab;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Testing;

/// <summary>How a shard is lost.</summary>
internal enum FailoverLoss
{
    /// <summary>Its machine has lost power: connections end, new ones are refused.</summary>
    Refused,

    /// <summary>It takes connections and requests, and nothing comes back, on open sockets neither.</summary>
    BlackHoled,
}

/// <summary>What became of the rooms.</summary>
/// <param name="Back">Per room of the lost shard: how long until all of its people were together again.</param>
/// <param name="Split">Rooms whose people are not all on one shard.</param>
/// <param name="NotOnce">Rooms of the lost shard that did not move exactly once.</param>
/// <param name="OthersMoved">Other rooms that moved, or somebody of which was disturbed.</param>
internal sealed record FailoverFigures(IReadOnlyList<TimeSpan> Back, int Split, int NotOnce, int OthersMoved);

/// <summary>
/// A gateway before two Lab shards, with rooms of two on a shard that will be lost and others on the one that stays. The real
/// gateway, real sockets and the real clock: how long it takes is what is asked.
/// </summary>
internal sealed class FailoverHouse : IAsyncDisposable
{
    private const int PerRoom = 2;
    private const int AtOnce = 50;

    private readonly List<FailoverMember> _struck = [];
    private readonly List<FailoverMember> _spared = [];
    private readonly LabShard _victim;
    private readonly LabShard _survivor;
    private TestGateway? _gateway;

    private FailoverHouse(LabShard victim, LabShard survivor) => (_victim, _survivor) = (victim, survivor);

    /// <summary>Everybody is in their room when it returns.</summary>
    /// <param name="rooms">On the shard that will be lost.</param>
    /// <param name="others">On the other.</param>
    /// <param name="cancel">Ends the attempt.</param>
    public static async Task<FailoverHouse> OpenAsync(int rooms, int others, CancellationToken cancel)
    {
        var house = new FailoverHouse(
            await LabShard.StartAsync(new LabShardOptions { Name = "victim", RememberedRequests = 1 }, cancel),
            await LabShard.StartAsync(new LabShardOptions { Name = "survivor", RememberedRequests = 1 }, cancel));
        try
        {
            await house.FillAsync(rooms, others, cancel);
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>Loses the shard and returns when all of its rooms are usable again.</summary>
    public async Task<FailoverFigures> LoseAsync(FailoverLoss loss, CancellationToken cancel)
    {
        var lostAt = Stopwatch.GetTimestamp();
        if (loss == FailoverLoss.Refused)
            await _victim.StopAsync();
        else
            _victim.Faults.Silent = true;
        await Task.WhenAll(_struck.Select(member => member.UntilJoinedAsync(2, cancel)));

        var rooms = _struck.GroupBy(member => member.Room).ToArray();
        var rows = await RowsAsync();
        return new FailoverFigures(
            [.. rooms.Select(room => Stopwatch.GetElapsedTime(lostAt, room.Max(member => member.Joins.At)))],
            rooms.Count(room => room.Any(member => member.Joins.Shard != _survivor.Name) || _survivor.Rooms.GetValueOrDefault(room.Key) != PerRoom),
            rooms.Count(room => rows.GetValueOrDefault(room.Key) != (_survivor.Name, 2) || room.Any(member => member.Joins.Times != 2)),
            _spared.GroupBy(member => member.Room).Count(room =>
                rows.GetValueOrDefault(room.Key) != (_survivor.Name, 1) || room.Any(member => member.Joins.Times != 1)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_struck.Concat(_spared).Select(member => member.DisposeAsync().AsTask()));
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        await _victim.DisposeAsync();
        await _survivor.DisposeAsync();
    }

    /// <summary>Who comes while the other shard is away has one to choose from; who comes then, goes where it is empty.</summary>
    private async Task FillAsync(int rooms, int others, CancellationToken cancel)
    {
        await _survivor.StopAsync();
        _gateway = await TestGateway.StartAsync(
            new TestGatewayOptions { WaitsForShards = false, Settings = new Dictionary<string, string?> { ["TrustedProxies:0"] = "127.0.0.1" } }, _victim, _survivor);
        await _gateway.WaitForAsync(fleet => fleet.Find(new ShardId(_victim.Name))!.IsUp);
        await ComeAsync(_struck, "struck", rooms, cancel);
        await _survivor.StartAgainAsync(cancel);
        await _gateway.WaitForAsync(fleet => fleet.Find(new ShardId(_survivor.Name))!.IsUp);
        await ComeAsync(_spared, "spared", others, cancel);
        if (_struck.Any(member => member.Joins.Shard != _victim.Name) || _spared.Any(member => member.Joins.Shard != _survivor.Name))
            throw new InvalidOperationException("The rooms are not where they were wanted.");
    }

    private async Task ComeAsync(List<FailoverMember> members, string name, int rooms, CancellationToken cancel)
    {
        var address = new Uri($"http://{_gateway!.EndPoint}");
        var host = new Uri(TestGateway.MeetingUrl).Host;
        foreach (var some in Enumerable.Range(0, rooms).Chunk(AtOnce))
        {
            var came = some.SelectMany(number => Enumerable.Range(0, PerRoom).Select(seat => new FailoverMember(
                address, host, string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"), string.Create(CultureInfo.InvariantCulture, $"member-{seat}"),
                string.Create(CultureInfo.InvariantCulture, $"198.51.100.{(number % 250) + 1}")))).ToArray();
            members.AddRange(came);
            await Task.WhenAll(came.Select(member => member.UntilJoinedAsync(1, cancel)));
        }
    }

    private async Task<Dictionary<string, (string Shard, long Generation)>> RowsAsync()
    {
        await using var connection = await _gateway!.Get<Database>().ConnectAsync();
        var rows = await connection.QueryAsync<(string Room, string Shard, long Generation)>("SELECT room, shard, generation FROM placements");
        return rows.ToDictionary(row => row.Room, row => (row.Shard, row.Generation));
    }
}
