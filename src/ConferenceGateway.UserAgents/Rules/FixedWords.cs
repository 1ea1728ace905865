using System.Collections.Immutable;

namespace ConferenceGateway.UserAgents.Rules;

/// <summary>
/// Finds out which words a text must hold before a pattern can match it: several lists, and of each list at least one word.
/// Sound, not complete: a text without them never matches, one with them may still not.
/// </summary>
internal static class FixedWords
{
    /// <summary>Shorter words stand in every text.</summary>
    private const int ShortestWord = 2;

    // Spellings are multiplied out as long as this keeps them few: [Bb]ot is two words.
    private const int MostMultiplied = 16;
    private const int MostOfAList = 600;

    /// <summary>The lists; none = the pattern has to be tried on every text.</summary>
    public static ImmutableArray<ImmutableArray<string>> Of(PatternNode? pattern)
    {
        if (pattern is null)
            return [];
        var found = Visit(pattern);
        var lists = found.Exact is { } exact ? Kept(exact) : found.Lists;
        return [.. lists.OrderByDescending(Worth)];
    }

    /// <summary>What a group can capture where that is one of few words; of a choice, those branches that are.</summary>
    public static IEnumerable<string> SpellingsOf(PatternNode? pattern, int group) => pattern switch
    {
        PatternNode.Group found when found.Number == group => Branches(found.Of).SelectMany(branch => Visit(branch).Exact ?? []),
        PatternNode.Group other => SpellingsOf(other.Of, group),
        PatternNode.Sequence sequence => sequence.Parts.SelectMany(part => SpellingsOf(part, group)),
        PatternNode.Choice choice => choice.Branches.SelectMany(branch => SpellingsOf(branch, group)),
        PatternNode.Repeat repeat => SpellingsOf(repeat.Of, group),
        _ => [],
    };

    private static ImmutableArray<PatternNode> Branches(PatternNode node) => node is PatternNode.Choice choice ? choice.Branches : [node];

    private static Found Visit(PatternNode node) => node switch
    {
        PatternNode.Nothing => Found.Only([""]),
        PatternNode.Character { OneOf: { } few } => Found.Only([.. few.Select(character => character.ToString())]),
        PatternNode.Character => Found.Unknown,
        PatternNode.Group group => Visit(group.Of),
        PatternNode.Sequence sequence => VisitSequence(sequence),
        PatternNode.Choice choice => VisitChoice(choice),
        PatternNode.Repeat repeat => VisitRepeat(repeat),
        _ => Found.Unknown,
    };

    private static Found VisitSequence(PatternNode.Sequence sequence)
    {
        ImmutableArray<string> current = [""];
        var lists = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var isWhole = true;
        foreach (var part in sequence.Parts)
        {
            var found = Visit(part);
            if (found.Exact is { } exact && MayMultiply(current.Length, exact.Length))
            {
                current = [.. current.SelectMany(head => exact.Select(tail => head + tail))];
                continue;
            }

            isWhole = false;
            lists.AddRange(Kept(current));
            lists.AddRange(found.Lists);
            current = found.Exact ?? [""];
        }

        if (isWhole)
            return Found.Only(current);
        lists.AddRange(Kept(current));
        return new Found(Exact: null, lists.DrainToImmutable());
    }

    private static bool MayMultiply(int heads, int tails) =>
        heads * tails <= MostMultiplied || (Math.Min(heads, tails) == 1 && Math.Max(heads, tails) <= MostOfAList);

    private static Found VisitChoice(PatternNode.Choice choice)
    {
        var branches = choice.Branches.Select(Visit).ToList();
        if (branches.TrueForAll(branch => branch.Exact is not null))
        {
            ImmutableArray<string> all = [.. branches.SelectMany(branch => branch.Exact!.Value).Distinct(StringComparer.Ordinal)];
            return all.Length <= MostOfAList ? Found.Only(all) : new Found(Exact: null, Kept(all));
        }

        // Of each branch its best list, together one list.
        var together = new List<string>();
        foreach (var branch in branches)
        {
            var lists = branch.Exact is { } exact ? Kept(exact) : branch.Lists;
            if (lists.IsEmpty)
                return Found.Unknown;
            together.AddRange(lists.MaxBy(Worth));
        }

        return new Found(Exact: null, Kept([.. together]));
    }

    private static Found VisitRepeat(PatternNode.Repeat repeat)
    {
        var found = Visit(repeat.Of);
        return repeat switch
        {
            { Least: 1, Most: 1 } => found,
            { Least: 0, Most: 1 } when found.Exact is { } exact => Found.Only([.. exact, ""]),
            { Least: 0 } => Found.Unknown,
            _ => new Found(Exact: null, found.Exact is { } once ? Kept(once) : found.Lists),
        };
    }

    // A list counts only whole: one short word in it stands in every text. A word that holds another one says no more.
    private static ImmutableArray<ImmutableArray<string>> Kept(ImmutableArray<string> list)
    {
        if (list.Any(word => word.Length < ShortestWord || !System.Text.Ascii.IsValid(word)))
            return [];
        var kept = new List<string>();
        foreach (var word in list.Distinct(StringComparer.Ordinal).OrderBy(word => word.Length))
        {
            if (!kept.Exists(shorter => word.Contains(shorter, StringComparison.Ordinal)))
                kept.Add(word);
        }

        return [[.. kept]];
    }

    // Long words are rare ones; of a long list one is sooner there.
    private static double Worth(ImmutableArray<string> list) => list.Min(word => Math.Min(word.Length, 8)) - Math.Log2(list.Length);

    private readonly record struct Found(ImmutableArray<string>? Exact, ImmutableArray<ImmutableArray<string>> Lists)
    {
        public static readonly Found Unknown = new(Exact: null, []);

        public static Found Only(ImmutableArray<string> words) => new(words, []);
    }
}
