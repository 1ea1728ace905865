using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ConferenceGateway.Fleet.Nodes;

namespace ConferenceGateway.Upkeep.Api;

/// <summary>A shard as it is written, in the settings or over them.</summary>
internal sealed record WrittenShardBody(
    string Name,
    [property: Description("Whether the settings' file has a shard of that name.")] bool IsInSettings,
    [property: Description("When it was changed here; null: it stands in the settings alone.")] DateTimeOffset? ChangedAt,
    string? ChangedBy,
    [property: Description("By whole keys in the shape of the settings: Address, Bridges:0:ServerId. Can be sent back as it is.")] IReadOnlyDictionary<string, string> Settings,
    [property: Description("Secrets that are set. They are not shown, and stay where they are left out.")] IReadOnlyList<string> Secrets)
{
    public static WrittenShardBody Of(string name, WrittenShard written) => new(
        name, written.IsInSettings, written.Stored?.ChangedAt, written.Stored?.By,
        written.Draft.Values.Where(value => !ShardDraft.IsSecret(value.Key)).ToDictionary(),
        [.. written.Draft.Values.Keys.Where(ShardDraft.IsSecret)]);
}

/// <summary>A shard that is to be.</summary>
internal sealed record NewShardBody
{
    [Required]
    [Description("In the shape of the settings, nested or with whole keys.")]
    public JsonElement Settings { get; init; }
}
