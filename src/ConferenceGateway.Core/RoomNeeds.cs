namespace ConferenceGateway.Core;

/// <summary>What a room asks of the shard that takes it; the default: nothing.</summary>
/// <param name="IsGuarded">Whether not everybody may enter: only a shard that checks tokens can have it.</param>
/// <param name="Expected">How many people its chair expects; null = not said.</param>
public readonly record struct RoomNeeds(bool IsGuarded, int? Expected = null)
{
    /// <summary>Whether that shard can have the room at all.</summary>
    public bool Suits(Shard shard)
    {
        ArgumentNullException.ThrowIfNull(shard);
        return SuitsOneThat(shard.GuardsRooms);
    }

    internal bool SuitsOneThat(bool guardsRooms) => !IsGuarded || guardsRooms;
}
