using System.Globalization;
using System.Text;

namespace ConferenceGateway.Tests.Core;

/// <summary>
/// The code points that mean the same to .NET, to this machine's ICU and to Node. The three follow different versions of
/// Unicode; only what is as old as the oldest of them can be compared.
/// </summary>
internal sealed class UnicodeTables
{
    private UnicodeTables(IReadOnlyList<CodePoint> common, int foreign) => (Common, Foreign) = (common, foreign);

    public IReadOnlyList<CodePoint> Common { get; }

    /// <summary>How many were left out although both sides know them.</summary>
    public int Foreign { get; }

    public static async Task<UnicodeTables> ReadAsync(CancellationToken cancellation)
    {
        var candidates = Candidates().ToList();
        var answers = await JitsiOracle.AskAsync<CodePoint>(
            [.. candidates.Select(rune => $$"""{"codePoint":{{rune.Value}}}""")], cancellation);
        var common = new List<CodePoint>();
        var foreign = 0;
        foreach (var (rune, answer) in candidates.Zip(answers))
        {
            if (!answer.Assigned)
                continue;
            if (answer.Normal.All(probe => probe[0].Normalize(NormalizationForm.FormKC) == probe[1]))
                common.Add(answer with { Rune = rune });
            else
                foreign++;
        }

        return new UnicodeTables(common, foreign);
    }

    /// <summary>All that .NET knows, but of the large uniform blocks only the edges.</summary>
    private static IEnumerable<Rune> Candidates()
    {
        for (var value = 1; value < 0x20000; value++)
        {
            if (!Rune.IsValid(value)
                || value is (> 0x3500 and < 0x4D00) or (> 0x4F00 and < 0x9E00) or (> 0xAD00 and < 0xD600)
                    or (> 0x17100 and < 0x18600))
                continue;
            var rune = new Rune(value);
            if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.OtherNotAssigned and not UnicodeCategory.PrivateUse
                && !IsYoung(value))
                yield return rune;
        }
    }

    /// <summary>Letters that got a case, or another, in Unicode 16 or 17; Debian 12's ICU has Unicode 15.</summary>
    private static bool IsYoung(int value) => value is 0x0295 or 0x1C89 or 0x1C8A or (>= 0xA7CB and <= 0xA7CF)
        or (>= 0xA7D2 and <= 0xA7D5) or (>= 0xA7DA and <= 0xA7DC) or (>= 0x10D50 and <= 0x10D85)
        or (>= 0x16EA0 and <= 0x16ED3);

    internal sealed record CodePoint(bool Assigned, string[][] Normal, string Lower, bool Cased, bool Ignorable)
    {
        public Rune Rune { get; init; }
    }
}
