namespace ConferenceGateway.Core;

/// <summary>A videobridge's <c>server-id</c>: the first path segment behind <c>/colibri-ws/</c>. Unique in the fleet.</summary>
public readonly record struct BridgeId(string ServerId)
{
    /// <inheritdoc/>
    public override string ToString() => ServerId;
}

/// <summary>A videobridge.</summary>
/// <param name="Id">Its <c>server-id</c>.</param>
/// <param name="Address">Its public HTTP listener; null where its websockets do not come through the gateway.</param>
public sealed record Bridge(BridgeId Id, ServerAddress? Address)
{
    /// <summary>Its private REST listener: health, drain, metrics. Null where the gateway is not told of it.</summary>
    public ServerAddress? PrivateAddress { get; init; }

    /// <summary>What Jicofo calls it: its nickname in the brewery. The server-id, where nothing else is said.</summary>
    public string Nickname { get; init; } = Id.ServerId;

    /// <summary>How many people it carries at full load.</summary>
    public int Capacity { get; init; } = DefaultCapacity;

    /// <summary>A bridge of four virtual processors is planned with about a hundred people.</summary>
    public const int DefaultCapacity = 100;
}
