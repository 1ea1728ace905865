using System.Collections.Immutable;

namespace ConferenceGateway.Core;

/// <summary>Somebody who can take rooms: a shard for the rooms of another shard, a bridge for those of its sister.</summary>
/// <param name="People">People there.</param>
/// <param name="Capacity">People at full load.</param>
/// <param name="Guards">Whether it can have rooms that are not for everybody.</param>
public readonly record struct Bearer(double People, int Capacity, bool Guards = true)
{
    /// <summary>The share of its capacity that is taken.</summary>
    public double Share => People / Capacity;
}

/// <summary>A room that looks for another place.</summary>
/// <param name="People">People in it.</param>
/// <param name="IsGuarded">Whether not everybody may enter.</param>
public readonly record struct Load(int People, bool IsGuarded = false);

/// <summary>Where the rooms of a node would go if it were not there. Pure.</summary>
public static class Spread
{
    /// <summary>
    /// Gives each room, the largest first, to whom the choice would: to the lowest share of a capacity with that room's
    /// people included. Rooms stay whole.
    /// </summary>
    /// <param name="bearers">Who can take rooms.</param>
    /// <param name="rooms">The rooms.</param>
    /// <param name="left">People of rooms that nobody can take.</param>
    /// <returns>The bearers with what they take, in the same order.</returns>
    public static ImmutableArray<Bearer> Over(ImmutableArray<Bearer> bearers, IEnumerable<Load> rooms, out int left)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        var after = bearers.ToBuilder();
        left = 0;
        foreach (var room in rooms.OrderByDescending(room => room.People))
        {
            var best = -1;
            for (var index = 0; index < after.Count; index++)
            {
                if ((after[index].Guards || !room.IsGuarded) && (best < 0 || With(after[index], room).Share < With(after[best], room).Share))
                    best = index;
            }

            if (best < 0)
                left += room.People;
            else
                after[best] = With(after[best], room);
        }

        return after.ToImmutable();
    }

    private static Bearer With(Bearer bearer, Load room) => bearer with { People = bearer.People + room.People };
}
