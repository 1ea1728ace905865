namespace ConferenceGateway.Lab.Model;

/// <summary>A bridge as Jicofo sees it: by its latest presence, corrected by what Jicofo itself put on it since.</summary>
public sealed class JicofoBridge
{
    // jicofo.bridge: participant-ramp-up-interval, average-participant-stress, stress-threshold, failure-reset-threshold.
    internal static readonly TimeSpan RampUp = TimeSpan.FromSeconds(20);
    internal const double PersonStress = 0.01;
    internal const double OverloadedFrom = 0.8;

    // Jicofo asks every bridge after its health every 10 s and gives it two chances; here its silence is enough.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Queue<(DateTimeOffset At, int People)> _added = new();
    private readonly DateTimeOffset _cameAt;

    internal JicofoBridge(BridgeModel model, string brewery, DateTimeOffset now)
    {
        Model = model;
        Address = $"{brewery}/{model.Traits.Nick}";
        _cameAt = now;
    }

    /// <summary>Its address in Jicofo's room of bridges: how it is called when endpoints are moved off it.</summary>
    public string Address { get; }

    /// <summary>The bridge itself.</summary>
    public BridgeModel Model { get; }

    /// <summary>People whom Jicofo has put on it.</summary>
    public int Endpoints { get; internal set; }

    internal void Added(DateTimeOffset now, int people)
    {
        if (people > 0)
            _added.Enqueue((now, people));
    }

    internal JicofoBridgeView See(DateTimeOffset now)
    {
        while (_added.TryPeek(out var oldest) && now - oldest.At >= RampUp)
            _added.Dequeue();
        var presence = Model.Presence;
        var stress = presence?.Stress ?? 0;
        var corrected = stress + (_added.Sum(added => added.People) * PersonStress);
        return new JicofoBridgeView(
            this,
            stress,
            corrected,
            // Of one that has not told yet, Jicofo believes that it drains: it shall not choose it unawares.
            presence?.IsDraining ?? true,
            presence?.IsHealthy ?? true,
            now - (presence?.At ?? _cameAt) < Patience && presence is not { IsHealthy: false },
            corrected >= OverloadedFrom);
    }
}

/// <summary>What Jicofo tells of a bridge in <c>/debug</c>.</summary>
/// <param name="Bridge">Which.</param>
/// <param name="Stress">As the bridge reported it.</param>
/// <param name="CorrectedStress">With 0.01 for everybody whom Jicofo put there within 20 s.</param>
/// <param name="IsDraining">As it reported; true before its first report.</param>
/// <param name="IsHealthy">As it reported.</param>
/// <param name="IsOperational">Whether Jicofo chooses it at all.</param>
/// <param name="IsOverloaded">Whether its corrected stress is 0.8 or more.</param>
public sealed record JicofoBridgeView(
    JicofoBridge Bridge, double Stress, double CorrectedStress, bool IsDraining, bool IsHealthy, bool IsOperational, bool IsOverloaded);
