using AwesomeAssertions;
using ConferenceGateway.Support;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.Support;

public sealed class SupportCodeTests
{
    [Fact]
    public void The_alphabet_has_nothing_that_looks_like_something_else()
    {
        SupportCode.Alphabet.ToCharArray().Should().OnlyHaveUniqueItems();
        foreach (var group in new[] { "0OQDC", "1ILJ", "2Z", "5SF", "6GC", "8B", "UVWY", "MN", "TDP", "EBC", "AJ" })
            group.Count(letter => SupportCode.Alphabet.Contains(letter, StringComparison.Ordinal)).Should().BeLessThan(group == "UVWY" ? 3 : 2, group);
    }

    [Fact]
    public void New_ones_are_read_back_and_differ()
    {
        var codes = Enumerable.Range(0, 1000).Select(_ => SupportCode.Make()).ToList();

        codes.Should().OnlyContain(code => code.Text.Length == 6 && code.Text.All(letter => SupportCode.Alphabet.Contains(letter)));
        codes.Distinct().Should().HaveCountGreaterThan(990);
        string.Concat(codes.Select(code => code.Text)).Distinct().Should().HaveCount(SupportCode.Alphabet.Length, "every character is used");
        codes.Should().OnlyContain(code => Read(code.Shown) == code && Read(code.Text.ToLowerInvariant()) == code);
    }

    [Theory]
    [InlineData("7k4 m2x")]
    [InlineData(" 7K4-M2X\t")]
    [InlineData("7 K 4 - m 2 x")]
    [InlineData("7K4.M2X")]
    [InlineData("7K4–M2X")]
    [InlineData("7k4\u00a0n2x")]
    [InlineData("7K4 MZX")]
    public void However_it_is_typed_it_is_the_same(string typed) => Read(typed)!.Value.Text.Should().Be("7K4M2X");

    [Theory]
    [InlineData("bgszdnv", null)]
    [InlineData("bgszdn", "8652TM")]
    [InlineData("vvvvvv", "WWWWWW")]
    public void What_looks_or_sounds_alike_is_read_as_what_was_meant(string typed, string? meant) => (Read(typed)?.Text).Should().Be(meant);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("      ")]
    [InlineData("7K4M2")]
    [InlineData("7K4M2XX")]
    [InlineData("7K4M2O")]
    [InlineData("7K4M21")]
    [InlineData("7K4M2é")]
    [InlineData("７Ｋ４Ｍ２Ｘ")]
    [InlineData("7K4M2X\0")]
    [InlineData("%37K4M2X")]
    [InlineData("<script>")]
    [InlineData("7                                                       K4M2X")]
    public void Everything_else_is_none(string? typed) => Read(typed).Should().BeNull();

    [Property]
    public bool Whatever_is_typed_never_throws(string typed) => Read(typed) is not { } code || code.Text.Length == 6;

    [Fact]
    public void The_audit_has_two_characters_of_it() => Read("7K4M2X")!.Value.End.Should().Be("…2X");

    private static SupportCode? Read(string? typed) => SupportCode.TryParse(typed, out var code) ? code : null;
}
