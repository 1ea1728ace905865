using System.Collections.Immutable;

namespace ConferenceGateway.UserAgents.Policy;

/// <summary>
/// Whom a rule is about, as a box: one interval of numbers for each thing that a rule can ask. Engine versions and brand
/// versions are two things, because nobody says which belongs to which: what is about a brand is hidden by an engine's
/// rule only where it names that engine too. Immutable.
/// </summary>
internal readonly struct RuleBox
{
    private const int Sides = 9;

    // What a brand is that no rule names.
    private const int OtherBrand = 0;

    // Pairs of boxes that are compared for one rule before its search ends; a rule of a real policy needs some hundreds.
    // Lists can be made for which it grows without end, and whoever tries one waits for it, as do the writers behind.
    private const int MostLooks = 50_000;

    private readonly ImmutableArray<(int Low, int High)> _sides;

    private RuleBox(ImmutableArray<(int Low, int High)> sides) => _sides = sides;

    /// <summary>Whether nobody is in it: the rule's days are over, or a range is empty.</summary>
    public bool IsEmpty => _sides.Any(side => side.Low > side.High);

    /// <summary>The boxes of a list, for that day and all later ones.</summary>
    public static ImmutableArray<RuleBox> Of(IReadOnlyList<PolicyRule> rules, DateOnly today)
    {
        var brands = rules.Select(rule => rule.Brand).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select((brand, at) => (brand, number: at + 1)).ToDictionary(pair => pair.brand, pair => pair.number, StringComparer.Ordinal);
        return [.. rules.Select(rule => Of(rule, brands, today))];
    }

    /// <summary>
    /// The places of the boxes before <paramref name="place"/> that together hold it, as few as are needed; empty: they
    /// leave something of it, or it cannot be told in reasonable time.
    /// </summary>
    public static ImmutableArray<int> Covering(ImmutableArray<RuleBox> boxes, int place)
    {
        var target = boxes[place];
        if (target.IsEmpty)
            return [];
        var near = Enumerable.Range(0, place).Where(at => boxes[at].Meets(target)).ToList();
        if (near.FindIndex(at => boxes[at].Holds(target)) is var one and >= 0)
            return [near[one]];
        var looks = 0;
        if (!IsCovered(target, boxes, near, ref looks))
            return [];
        // The earliest rules are named; those without which it is hidden as well are left out, the last first, as long as
        // there is time.
        for (var at = near.Count - 1; at >= 0 && looks < MostLooks; at--)
        {
            var without = near.Where((_, other) => other != at).ToList();
            if (IsCovered(target, boxes, without, ref looks))
                near = without;
        }

        return [.. near];
    }

    private static RuleBox Of(PolicyRule rule, Dictionary<string, int> brands, DateOnly today)
    {
        // A version that is not told is 0, and in no range.
        var asksVersion = rule.FromVersion is not null || rule.ToVersion is not null;
        var all = (Low: 0, High: int.MaxValue);
        var range = asksVersion ? (Low: Math.Max(1, rule.FromVersion ?? 1), High: rule.ToVersion ?? int.MaxValue) : all;
        return new(
        [
            Side((int?)rule.Way),
            Side((int?)rule.Engine),
            rule.Brand is null ? (OtherBrand, int.MaxValue) : Side(brands[rule.Brand]),
            rule.Brand is null ? range : all,
            rule.Brand is null ? all : range,
            Side((int?)rule.Os),
            rule.IsMobile is { } mobile ? Side(mobile ? 1 : 0) : (0, 1),
            rule.IsInApp is { } inApp ? Side(inApp ? 1 : 0) : (0, 1),
            (Math.Max(today.DayNumber, rule.FromDay?.DayNumber ?? 0), rule.UntilDay?.DayNumber ?? int.MaxValue),
        ]);

        static (int Low, int High) Side(int? one) => one is { } value ? (value, value) : (0, int.MaxValue);
    }

    private static bool IsCovered(RuleBox rest, ImmutableArray<RuleBox> boxes, List<int> by, ref int looks, int from = 0)
    {
        for (var at = from; at < by.Count; at++)
        {
            if (++looks > MostLooks)
                return false;
            var box = boxes[by[at]];
            if (!box.Meets(rest))
                continue;
            // What lies outside of this box must be held by those behind it.
            for (var side = 0; side < Sides; side++)
            {
                var (low, high) = rest._sides[side];
                var (start, end) = box._sides[side];
                if (low < start && !IsCovered(rest.With(side, low, start - 1), boxes, by, ref looks, at + 1))
                    return false;
                if (high > end && !IsCovered(rest.With(side, end + 1, high), boxes, by, ref looks, at + 1))
                    return false;
                rest = rest.With(side, Math.Max(low, start), Math.Min(high, end));
            }

            return true;
        }

        return false;
    }

    private bool Meets(RuleBox other)
    {
        for (var side = 0; side < Sides; side++)
        {
            if (Math.Max(_sides[side].Low, other._sides[side].Low) > Math.Min(_sides[side].High, other._sides[side].High))
                return false;
        }

        return true;
    }

    private bool Holds(RuleBox other)
    {
        for (var side = 0; side < Sides; side++)
        {
            if (_sides[side].Low > other._sides[side].Low || _sides[side].High < other._sides[side].High)
                return false;
        }

        return true;
    }

    private RuleBox With(int side, int low, int high) => new(_sides.SetItem(side, (low, high)));
}
