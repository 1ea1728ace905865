namespace ConferenceGateway.Lab;

/// <summary>Several simulated shards that start and end together.</summary>
public sealed class LabFleet : IAsyncDisposable
{
    private LabFleet(IReadOnlyList<LabShard> shards) => Shards = shards;

    /// <summary>In the order of their names at the start.</summary>
    public IReadOnlyList<LabShard> Shards { get; }

    /// <summary>The shard of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public LabShard this[string name] =>
        Shards.FirstOrDefault(shard => shard.Name == name) ?? throw new KeyNotFoundException($"The Lab has no shard '{name}'.");

    /// <summary>Starts a shard per name on free ports, each with one bridge called <c>{name}-bridge</c>.</summary>
    public static Task<LabFleet> StartAsync(IEnumerable<string> names, CancellationToken cancel = default) =>
        StartAsync(names.Select(name => new LabShardOptions { Name = name, ServerIds = [$"{name}-bridge"] }), cancel);

    /// <summary>Starts a shard per description. If one cannot start, none stays behind.</summary>
    public static async Task<LabFleet> StartAsync(IEnumerable<LabShardOptions> options, CancellationToken cancel = default)
    {
        var shards = new List<LabShard>();
        try
        {
            foreach (var shard in options)
                shards.Add(await LabShard.StartAsync(shard, cancel));
            return new LabFleet(shards);
        }
        catch
        {
            foreach (var shard in shards)
                await shard.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var shard in Shards)
            await shard.DisposeAsync();
    }
}
