using System.Collections.Immutable;

namespace ConferenceGateway.Core;

/// <summary>The name of a shard, as the operator wrote it. Compared exactly.</summary>
public readonly record struct ShardId(string Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>How a shard's Prosody asks for proof.</summary>
public enum ShardAuthentication
{
    /// <summary>Anybody with a socket may join every meeting of the shard: open rooms only.</summary>
    None,

    /// <summary>A Jitsi token that names one room.</summary>
    Token,
}

/// <summary>What a shard's Prosody asks of a Jitsi token. A class, so that nothing prints the secret.</summary>
public sealed class ShardToken
{
    /// <summary>The claim <c>iss</c>: its <c>app_id</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>The claim <c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>The claim <c>sub</c> of rooms without a tenant: its XMPP domain. A tenant's rooms have the tenant there.</summary>
    public required string Subject { get; init; }

    /// <summary>Its <c>app_secret</c>, which signs by HS256.</summary>
    public required string Secret { get; init; }
}

/// <summary>How the gateway may write into the chats of a shard's meetings. A class, so that nothing prints the key.</summary>
public sealed class ShardChat
{
    /// <summary>The private RSA key, as PEM.</summary>
    public required string KeyPem { get; init; }

    /// <summary>The key's name: its Prosody looks the public one up by it.</summary>
    public required string KeyId { get; init; }

    /// <summary>The claim <c>iss</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>The claim <c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>The name that the messages stand under; null = Jitsi's own for messages of the system.</summary>
    public string? SignedBy { get; init; }
}

/// <summary>
/// One complete Jitsi: web server, Prosody, Jicofo, bridges. A meeting lives on exactly one shard.
/// The values are checked when they are read; a shard that is changed while the gateway runs is another value.
/// </summary>
public sealed record Shard
{
    /// <summary>Its name, unique in the fleet.</summary>
    public required ShardId Id { get; init; }

    /// <summary>Its web server: pages, <c>config.js</c>, static files.</summary>
    public required ServerAddress Address { get; init; }

    /// <summary>Prosody's HTTP port: <c>/xmpp-websocket</c>, <c>/http-bind</c>.</summary>
    public required ServerAddress Prosody { get; init; }

    /// <summary>Jicofo's HTTP port: <c>/conference-request/v1</c>.</summary>
    public required ServerAddress Jicofo { get; init; }

    /// <summary>The <c>Host</c> that the shard is asked with; Prosody chooses its virtual host by it.</summary>
    public required string Host { get; init; }

    /// <summary>
    /// The <c>shard_name</c> of its Prosody, or null where it announces none. Every signalling answer carries it as
    /// <c>X-Jitsi-Shard</c>, from this one setting: a difference makes clients reload.
    /// </summary>
    public string? AnnouncedName { get; init; }

    /// <summary>What its Prosody wants to see.</summary>
    public ShardAuthentication Authentication { get; init; }

    /// <summary>What its tokens look like; null where it takes none.</summary>
    public ShardToken? Token { get; init; }

    /// <summary>How it is known when it asks whether it may open a room; null where it does not ask.</summary>
    public TrustedCaller? Reservations { get; init; }

    /// <summary>How the chats of its meetings can be written into; null where they cannot.</summary>
    public ShardChat? Chat { get; init; }

    /// <summary>Whether it keeps people out of a room whom the gateway did not let in.</summary>
    public bool GuardsRooms => Token is not null;

    /// <summary>
    /// How many people it carries at full load: what rooms are spread by. What is said of its bridges, where nothing is
    /// said of itself.
    /// </summary>
    public int Capacity { get; init; } = DefaultCapacity;

    /// <summary>A shard of which nothing is said: two small bridges.</summary>
    public const int DefaultCapacity = 2 * Bridge.DefaultCapacity;

    /// <summary>Its videobridges, as far as the gateway is told of them.</summary>
    public ImmutableArray<Bridge> Bridges { get; init; } = [];
}
