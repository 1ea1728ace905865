using ConferenceGateway.Core;
using ConferenceGateway.Lab;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Testing;

/// <summary>Lab shards that check tokens, and tokens for them.</summary>
internal static class LabTokens
{
    /// <summary>What a shard behind a <see cref="TestGateway"/> checks.</summary>
    public static LabToken Settings { get; } = new() { Issuer = "gateway", Subject = "meet.test", Secret = "a secret of the shard that is long enough" };

    /// <summary>A shard that checks them.</summary>
    public static LabShardOptions Shard(string name) => new() { Name = name, ServerIds = [$"{name}-bridge"], Token = Settings };

    /// <summary>The same, as the gateway knows it.</summary>
    public static ShardToken Known(LabToken? settings = null) => new()
    {
        Issuer = (settings ?? Settings).Issuer,
        Audience = (settings ?? Settings).Audience,
        Subject = (settings ?? Settings).Subject ?? "meet.test",
        Secret = (settings ?? Settings).Secret,
    };

    /// <summary>A token as the gateway makes it.</summary>
    public static string Make(string room, bool isModerator = false, TimeProvider? time = null) =>
        RoomName.TryParseTyped(room, out var name, out _)
            ? new JitsiTokens(time ?? TimeProvider.System).Make(Known(), name, new TokenUser("visitor", "Anna", isModerator))
            : throw new ArgumentException("No room can be called that.", nameof(room));
}
