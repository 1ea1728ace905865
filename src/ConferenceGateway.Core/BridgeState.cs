using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ConferenceGateway.Core;

/// <summary>What a bridge said of itself at one moment; null is what it did not say.</summary>
/// <param name="At">When it was read.</param>
public sealed record BridgeReport(DateTimeOffset At)
{
    /// <summary>Its load by its own measure: 1 is full; more is possible.</summary>
    public double? Stress { get; init; }

    /// <summary>People whose pictures and sound go through it (<c>local_endpoints</c>).</summary>
    public int? People { get; init; }

    /// <summary>Conferences on it.</summary>
    public int? Conferences { get; init; }

    /// <summary>Whether it drains. Lost when it restarts.</summary>
    public bool? IsDraining { get; init; }

    /// <summary>Whether it ends: a way that leads back nowhere.</summary>
    public bool IsShuttingDown { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }
}

/// <summary>A bridge and what is known of it at one moment.</summary>
public sealed record BridgeState(Bridge Bridge)
{
    /// <summary>The bridge's <c>server-id</c>.</summary>
    public BridgeId Id => Bridge.Id;

    /// <summary>Whether it answers and finds itself healthy. Unknown also where the gateway cannot ask it.</summary>
    public NodeHealth Health { get; init; }

    /// <summary>What is wanted of it; null = nothing special.</summary>
    public Wanted? Wanted { get; init; }

    /// <summary>Its last report; null = none yet, or it has none.</summary>
    public BridgeReport? Report { get; init; }

    /// <summary>Whether the last report is so old that it says nothing any more.</summary>
    public bool IsReportOld { get; init; }

    /// <summary>Whether Jicofo sees it drain, by its last word; null = Jicofo says nothing of it.</summary>
    public bool? JicofoSaysDraining { get; init; }

    /// <summary>Who is on it, if that is known: people by room.</summary>
    public FrozenDictionary<RoomName, int>? Rooms { get; init; }

    /// <summary>What is wrong with its answers, one line each, for the log and the page.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>Whether it takes no new rooms, as far as anybody knows: wanted, or reported.</summary>
    public bool IsDraining => Wanted is { IsDrain: true } || (Wanted is null && Report?.IsDraining == true);

    /// <summary>
    /// Whether it drains: it says so itself, and Jicofo, where Jicofo says anything, says so too. Null = it does not answer.
    /// </summary>
    public bool? IsDrainConfirmed => Health is NodeHealth.Up or NodeHealth.Ill && Report is not null && !IsReportOld
        ? Report.IsDraining == true && JicofoSaysDraining != false
        : null;

    /// <summary>Since when that is as it is; null = it was not asked yet.</summary>
    public DateTimeOffset? ConfirmedSince { get; init; }
}
