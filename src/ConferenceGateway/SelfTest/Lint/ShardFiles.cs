namespace ConferenceGateway.SelfTest.Lint;

/// <summary>What one shard serves, as fetched with the gateway's own eyes.</summary>
internal sealed record ShardFiles
{
    /// <summary>Whose files these are, as in <see cref="Finding.Subject"/>: <c>shard a</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The public address of rooms: what is on its host is no third party.</summary>
    public required Uri MeetingUrl { get; init; }

    /// <summary>The HTML of a room's page; null: not fetched.</summary>
    public string? Page { get; init; }

    /// <summary>The headers of that page's answer; a name may come more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> PageHeaders { get; init; } = [];

    /// <summary>The bytes of <c>config.js</c> as served; null: not fetched.</summary>
    public ReadOnlyMemory<byte>? Config { get; init; }

    /// <summary>The bytes of <c>interface_config.js</c> as served; null: not fetched.</summary>
    public ReadOnlyMemory<byte>? InterfaceConfig { get; init; }

    /// <summary>The setting of this name: what the gateway announces in <c>X-Jitsi-Shard</c>; null: nothing.</summary>
    public string? AnnouncedName { get; init; }

    /// <summary>The setting of this name: the XMPP domain of the shard, <c>meet.jitsi</c> with docker.</summary>
    public required string Host { get; init; }
}
