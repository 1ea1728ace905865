using Acornima;
using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Check;

/// <summary>Scripts of pages are read by the browsers that the check is for: one word of newer grammar, and nothing of them runs.</summary>
public sealed class PageScriptTests
{
    public static TheoryData<string> Scripts() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "wwwroot", "assets"), "*.js").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_is_plain_ES5(string name)
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, "wwwroot", "assets", name));

        var parsing = () => new Parser(new ParserOptions { EcmaVersion = EcmaVersion.ES5 }).ParseScript(script);

        parsing.Should().NotThrow();
    }

    [Fact]
    public void Newer_grammar_is_seen()
    {
        var parsing = () => new Parser(new ParserOptions { EcmaVersion = EcmaVersion.ES5 }).ParseScript("var f = (a) => a;");

        parsing.Should().Throw<ParseErrorException>();
    }
}
