using System.Collections.Immutable;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Jicofo;
using ConferenceGateway.Fleet.Prosody;

namespace ConferenceGateway.Fleet;

/// <summary>What the parts of a shard say of its load in one round.</summary>
/// <param name="Load">In people: by the stress of the bridges that take rooms, where all tell theirs, else the people that are counted; null = nobody says.</param>
/// <param name="People">People; null = nobody says.</param>
/// <param name="Rooms">Rooms with somebody in them; null = nobody says.</param>
internal readonly record struct ReportedLoad(double? Load, int? People, int? Rooms)
{
    /// <summary>Puts together what was heard in the round that began then.</summary>
    public static ReportedLoad Of(Shard shard, ImmutableArray<BridgeWatch> bridges, Census.Counted? census, JicofoWatch jicofo, DateTimeOffset at)
    {
        var (all, open) = (default(Strain), default(Strain));
        var (people, conferences, live) = (0, 0, 0);
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
            all = all.With(report?.Stress ?? 0, bridge.Bridge.Capacity);
            // One that drains takes nobody who comes: how full it is matters to them only where all drain.
            if (report?.IsDraining != true)
                open = open.With(report?.Stress ?? 0, bridge.Bridge.Capacity);
            people += report?.People ?? 0;
            conferences += report?.Conferences ?? 0;
        }

        int? onBridges = live > 0 && arePeopleKnown ? people : null;
        var counted = census?.People ?? onBridges ?? jicofo.Counted?.People ?? jicofo.Seen?.People;
        var rooms = census?.Count ?? jicofo.Counted?.Rooms ?? jicofo.Seen?.Rooms ?? (live > 0 && areConferencesKnown ? conferences : null);
        return new ReportedLoad(live > 0 && isStressKnown ? (open.Capacity > 0 ? open : all).Mean * shard.Capacity : (onBridges ?? counted), counted, rooms);
    }

    /// <summary>The stress of several bridges, each with the weight of its capacity.</summary>
    private readonly record struct Strain(double Sum, double Capacity)
    {
        public double Mean => Sum / Capacity;

        public Strain With(double stress, double capacity) => new(Sum + (stress * capacity), Capacity + capacity);
    }
}
