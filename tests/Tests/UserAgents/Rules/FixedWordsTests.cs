using AwesomeAssertions;
using ConferenceGateway.UserAgents.Rules;
using Xunit;

namespace ConferenceGateway.Tests.UserAgents.Rules;

public sealed class FixedWordsTests
{
    [Theory]
    [InlineData(@"(Firefox)/(\d+)\.(\d+)", "Firefox/")]
    [InlineData(@"(?:Mobile|Tablet);.{0,200}(Firefox)/(\d+)", "Firefox/ & Mobile;|Tablet;")]
    [InlineData(@"[Bb]ot/x", "Bot/x|bot/x")]
    [InlineData(@"(?:Ant-|)Nutch", "Nutch")]
    [InlineData(@"a(?:bc|d.+)", "")]
    [InlineData(@"(Opera|OPR.+x)/9", "OPR|Opera & /9")]
    [InlineData(@"\(iOS\);", "(iOS);")]
    [InlineData(@"x{2}yes{0,3}", "ye")]
    [InlineData(@"(?:abc)+", "abc")]
    [InlineData(@"(?:abc)*d", "")]
    [InlineData(@"(?i)chrome", "")]
    [InlineData(@"(?=abc)abc", "")]
    [InlineData(@"(abc)\1", "")]
    [InlineData(@"\p{Lu}abc", "")]
    [InlineData(@"^$", "")]
    [InlineData(@"[^a]", "")]
    [InlineData(@"ab{", "ab{")]
    public void They_are_what_every_match_holds(string pattern, string expected) =>
        string.Join(" & ", FixedWords.Of(PatternParser.Parse(pattern)).Select(list => string.Join('|', list))).Should().Be(expected);

    [Fact]
    public void The_index_finds_words_inside_and_behind_each_other()
    {
        var index = new WordIndex(["he", "she", "hers", "his"]);
        var found = new ulong[1];
        index.Find("ushers é", found);

        found[0].Should().Be(0b0111);
    }
}
