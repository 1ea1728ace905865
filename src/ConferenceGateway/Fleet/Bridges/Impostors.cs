using System.Collections.Immutable;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Jicofo;

namespace ConferenceGateway.Fleet.Bridges;

/// <summary>
/// Finds bridges that answer for another: two addresses that lead to one bridge, or an address that leads to the wrong one.
/// A bridge says who it is only where relays are on, by its relay id.
/// </summary>
internal static class Impostors
{
    /// <summary>What does not fit together, by the bridge's place.</summary>
    public static IReadOnlyList<(int Index, ReportFault Fault)> Find(ImmutableArray<BridgeWatch> bridges, JicofoWatch jicofo)
    {
        List<(int, ReportFault)> found = [];
        for (var i = 0; i < bridges.Length; i++)
        {
            if (bridges[i].RelayId is not { } relay)
                continue;
            if (jicofo.Of(bridges[i].Bridge)?.RelayId is { } seen && seen != relay)
                found.Add((i, new("other-bridge", $"another bridge answers for it: this one calls itself {relay}, and Jicofo knows {bridges[i].Bridge.Nickname} as {seen}")));
            for (var j = 0; j < bridges.Length; j++)
            {
                if (j == i || bridges[j].RelayId != relay)
                    continue;
                found.Add((i, new($"same-bridge {bridges[j].Bridge.Id}", $"{bridges[j].Bridge.Id} calls itself {relay} too: one bridge behind two addresses, or two with one relay-id")));
                // Where all of them do, one is enough to say so.
                break;
            }
        }

        return found;
    }
}
