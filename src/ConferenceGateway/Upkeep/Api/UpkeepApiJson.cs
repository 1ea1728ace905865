using System.Text.Json;
using System.Text.Json.Serialization;
using ConferenceGateway.Portal.Api;

namespace ConferenceGateway.Upkeep.Api;

/// <summary>Bodies of the operations on the fleet.</summary>
[JsonSerializable(typeof(FleetBody))]
[JsonSerializable(typeof(NodeBody))]
[JsonSerializable(typeof(DrainBody))]
[JsonSerializable(typeof(NewDrainBody))]
[JsonSerializable(typeof(AnnouncedBody))]
[JsonSerializable(typeof(NewMaintenanceBody))]
[JsonSerializable(typeof(ExplainedBody))]
[JsonSerializable(typeof(WrittenShardBody))]
[JsonSerializable(typeof(NewShardBody))]
[JsonSerializable(typeof(ApiList<WrittenShardBody>))]
[JsonSerializable(typeof(ApiList<PlacementBody>))]
internal sealed partial class UpkeepApiJson : JsonSerializerContext
{
    public static UpkeepApiJson Api { get; } = new(ApiJson.NewOptions());

    /// <summary>For whoever asks a gateway, which may be newer and say more.</summary>
    public static UpkeepApiJson Asking { get; } = new(Tolerant());

    private static JsonSerializerOptions Tolerant()
    {
        var options = ApiJson.NewOptions();
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        return options;
    }
}
