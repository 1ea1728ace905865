using System.Collections.Immutable;

namespace ConferenceGateway.UserAgents.Rules;

/// <summary>A part of a regular expression, as far as the search for its fixed words needs it. Immutable.</summary>
internal abstract record PatternNode
{
    /// <summary>What takes no character: an anchor, an empty branch.</summary>
    public sealed record Nothing : PatternNode
    {
        public static readonly Nothing Instance = new();
    }

    /// <summary>One character out of these few; null = out of too many to list.</summary>
    public sealed record Character(string? OneOf) : PatternNode;

    /// <summary>One behind the other.</summary>
    public sealed record Sequence(ImmutableArray<PatternNode> Parts) : PatternNode;

    /// <summary>One of several.</summary>
    public sealed record Choice(ImmutableArray<PatternNode> Branches) : PatternNode;

    /// <summary>The same several times.</summary>
    public sealed record Repeat(PatternNode Of, int Least, int Most) : PatternNode;

    /// <summary>A group that captures, counted from 1.</summary>
    public sealed record Group(int Number, PatternNode Of) : PatternNode;
}
