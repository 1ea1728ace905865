using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class JavaScriptCaseTests
{
    [Fact]
    public async Task Every_character_has_the_lower_case_and_the_case_properties_that_JavaScript_gives_it()
    {
        var tables = await UnicodeTables.ReadAsync(TestContext.Current.CancellationToken);

        var wrong = tables.Common
            .Where(c => JavaScriptCase.ToLower(c.Rune.ToString()) != c.Lower
                || JavaScriptCase.IsCaseIgnorable(c.Rune) != c.Ignorable
                || (!c.Ignorable && JavaScriptCase.IsCased(c.Rune) != c.Cased))
            .Select(c => $"U+{c.Rune.Value:X4}")
            .ToList();

        Assert.True(wrong.Count == 0, string.Join(' ', wrong));
        // So that an empty comparison cannot pass.
        Assert.InRange(tables.Common.Count, 30_000, int.MaxValue);
        Assert.InRange(tables.Foreign, 0, 300);
    }

    [Theory]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("ΟΔΟΣ ΑΣΑ", "οδος ασα")]
    [InlineData("Σ", "σ")]
    [InlineData("ΑΣ'", "ας'")]
    [InlineData("ΑΣ'Α", "ασ'α")]
    [InlineData("Α\u0301Σ\u0301", "α\u0301ς\u0301")]
    [InlineData("1Σ", "1σ")]
    [InlineData("𐐀Σ", "𐐨ς")]
    [InlineData("ΑΣ𐐀", "ασ𐐨")]
    [InlineData("ΣΣΣ", "σσς")]
    [InlineData("İI", "i\u0307i")]
    [InlineData("ẞ", "ß")]
    public void Sigma_and_dotted_I_follow_their_surroundings(string text, string lower) =>
        Assert.Equal(lower, JavaScriptCase.ToLower(text));
}
