using System.Collections.Frozen;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>The names of engines, systems, ways and outcomes as they are written: in small letters, <c>webkit</c>, <c>macos</c>.</summary>
internal static class PolicyNames<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> Values =
        Enum.GetValues<T>().ToFrozenDictionary(value => value.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<T, string> Names = Values.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>All there are, in the order of their values.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(value => Names[value])];

    /// <summary>As it is written.</summary>
    public static string Of(T value) => Names[value];

    /// <summary>Reads one; null: there is none of that name.</summary>
    public static T? Find(string? name) => name is not null && Values.TryGetValue(name, out var value) ? value : null;
}
