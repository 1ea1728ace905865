namespace ConferenceGateway.Upkeep.Nodes;

/// <summary>Where the pages about the fleet are. Names of shards and bridges need no escaping: see the rule of their settings.</summary>
internal static class NodeLinks
{
    public const string Fleet = "/admin/fleet";

    /// <summary>Takes back what was changed of it here.</summary>
    public static string Return(string shard) => $"{Of(shard)}/return";

    /// <summary>Takes it out of the fleet.</summary>
    public static string Remove(string shard) => $"{Of(shard)}/remove";

    /// <summary>Two steps below the fleet, so that no name of a shard can hide it.</summary>
    public const string NewShard = Fleet + "/shards/new";

    /// <summary>The page of that shard or bridge.</summary>
    public static string Of(string name) => $"{Fleet}/{name}";

    /// <summary>The page of its drain.</summary>
    public static string Drain(string name) => $"{Of(name)}/drain";

    /// <summary>The page with the settings of that shard.</summary>
    public static string Change(string shard) => $"{Of(shard)}/change";

    /// <summary>The page that asks whether what is left is to be moved.</summary>
    public static string Move(string name) => $"{Of(name)}/move";
}
