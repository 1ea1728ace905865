using ConferenceGateway.Core;

namespace ConferenceGateway.Fleet.Wanting;

/// <summary>A wanted state as the database has it.</summary>
internal sealed record WantedRow
{
    public required string Node { get; init; }

    public required string State { get; init; }

    public required long SinceMs { get; init; }

    public required string ByName { get; init; }

    public long? MoveAtMs { get; init; }

    public long PeopleAtStart { get; init; }

    public long RoomsAtStart { get; init; }

    public static WantedRow Of(string node, Wanted wanted) => new()
    {
        Node = node,
        State = wanted.State.ToString(),
        SinceMs = wanted.Since.ToUnixTimeMilliseconds(),
        ByName = wanted.By,
        MoveAtMs = wanted.MoveAt?.ToUnixTimeMilliseconds(),
        PeopleAtStart = wanted.PeopleAtStart,
        RoomsAtStart = wanted.RoomsAtStart,
    };

    public Wanted ToWanted() => new(
        State == nameof(WantedState.Open) ? WantedState.Open : WantedState.Drain, DateTimeOffset.FromUnixTimeMilliseconds(SinceMs), ByName)
    {
        MoveAt = MoveAtMs is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
        PeopleAtStart = (int)PeopleAtStart,
        RoomsAtStart = (int)RoomsAtStart,
    };
}
