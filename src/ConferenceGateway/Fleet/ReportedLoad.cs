using System.Collections.Immutable;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Jicofo;
using ConferenceGateway.Fleet.Prosody;

namespace ConferenceGateway.Fleet;

/// <summary>What the parts of a shard say of its load in one round.</summary>
/// <param name="Load">In people: by the bridges' stress where all of them tell it, else the people that are counted; null = nobody says.</param>
/// <param name="People">People; null = nobody says.</param>
/// <param name="Rooms">Rooms with somebody in them; null = nobody says.</param>
internal readonly record struct ReportedLoad(double? Load, int? People, int? Rooms)
{
    /// <summary>Puts together what was heard in the round that began then.</summary>
    public static ReportedLoad Of(Shard shard, ImmutableArray<BridgeWatch> bridges, Census.Counted? census, JicofoWatch jicofo, DateTimeOffset at)
    {
        var (stress, capacity, people, conferences, live) = (0d, 0d, 0, 0, 0);
        var (isStressKnown, arePeopleKnown, areConferencesKnown) = (true, true, true);
        foreach (var bridge in bridges)
        {
            // A dead one carries nobody: what it carried, the others feel.
            if (bridge.Health == NodeHealth.Down)
                continue;
            live++;
            var report = bridge.Report is { } last && last.At == at ? last : null;
            isStressKnown &= report?.Stress is not null;
            arePeopleKnown &= report?.People is not null;
            areConferencesKnown &= report?.Conferences is not null;
            stress += (report?.Stress ?? 0) * bridge.Bridge.Capacity;
            capacity += bridge.Bridge.Capacity;
            people += report?.People ?? 0;
            conferences += report?.Conferences ?? 0;
        }

        int? onBridges = live > 0 && arePeopleKnown ? people : null;
        var counted = census?.People ?? onBridges ?? jicofo.Counted?.People ?? jicofo.Seen?.People;
        var rooms = census?.Count ?? jicofo.Counted?.Rooms ?? jicofo.Seen?.Rooms ?? (live > 0 && areConferencesKnown ? conferences : null);
        return new ReportedLoad(live > 0 && isStressKnown ? stress / capacity * shard.Capacity : (onBridges ?? counted), counted, rooms);
    }
}
