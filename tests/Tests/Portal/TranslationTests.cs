using System.Text.RegularExpressions;
using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.Tests.Portal;

/// <summary>
/// Both languages everywhere: every text in the sources has a German and an English side, and no page has words of its own
/// beside its texts.
/// </summary>
public sealed partial class TranslationTests
{
    private static readonly string Sources = Path.Combine(Repository.Root, "src", "ConferenceGateway");

    [Fact]
    public void Every_text_has_both_languages()
    {
        var texts = Files("*.cs").Concat(Files("*.razor")).SelectMany(file => Texts(File.ReadAllText(file)).Select(text => (File: Path.GetFileName(file), text.German, text.English))).ToList();

        texts.Should().HaveCountGreaterThan(300);
        // Nothing to say is nothing in both.
        texts.Where(text => (text.German.Length == 0) != (text.English.Length == 0)).Should().BeEmpty();
        texts.Where(text => German().IsMatch(Plain(text.English))).Should().BeEmpty("that is German");
        texts.Where(text => English().IsMatch(Plain(text.German))).Should().BeEmpty("that is English");
        // Names are the same everywhere, and are written as Text.Same; a sentence is not.
        texts.Where(text => text.German == text.English && text.German.Count(letter => letter == ' ') > 1).Should().BeEmpty();
    }

    [Fact]
    public void No_page_has_words_beside_its_texts()
    {
        var found = Files("*.razor").SelectMany(file => Words(File.ReadAllText(file)).Select(word => $"{Path.GetFileName(file)}: {word}"));

        found.Should().BeEmpty();
    }

    [Theory]
    [InlineData("<h1>@Say(Texts.Of(a, b(c)))</h1>@if (x) {<p>@name</p>}")]
    [InlineData("<svg viewBox=\"0 0 9 9\"><title>@Say(T.A)</title></svg>@code { private string s = \"Anything\"; }")]
    public void A_page_without_words_is_seen_as_such(string page) => Words(page).Should().BeEmpty();

    [Theory]
    [InlineData("<h1>Welcome</h1>")]
    [InlineData("<p>@name ist da.</p>")]
    [InlineData("<img alt=\"A door\">")]
    [InlineData("<button aria-label=\"Close\">@x</button>")]
    public void Words_are_found(string page) => Words(page).Should().NotBeEmpty();

    [Fact]
    public void A_side_that_is_missing_is_found() =>
        Texts("""public static readonly Text Go = new("Weiter", ""); Text Both(string n) => new($"Von {n}", $"By {n}");""")
            .Should().Equal(("Weiter", ""), ("Von {n}", "By {n}"));

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Sources, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    // Two texts in a row, with or without something put in, as the arguments of a constructor: only Text is made so.
    private static IEnumerable<(string German, string English)> Texts(string source) =>
        Pair().Matches(source).Select(match => (match.Groups["de"].Value, match.Groups["en"].Value));

    private static IEnumerable<string> Words(string page)
    {
        var markup = Comment().Replace(page, "");
        var code = markup.IndexOf("@code {", StringComparison.Ordinal);
        markup = code < 0 ? markup : markup[..code];
        markup = Expression().Replace(Directive().Replace(markup, ""), "");
        var said = Attribute().Matches(markup).Select(match => match.Groups["said"].Value);
        var between = Tag().Replace(markup, "\n").Split('\n', '{', '}').Where(text => !Branch().IsMatch(text));
        return said.Concat(between).Where(text => Word().IsMatch(text)).Select(text => text.Trim());
    }

    // What is put into a text has no language, and neither have quoted names.
    private static string Plain(string text) => Quoted().Replace(Hole().Replace(text, ""), "");

    [GeneratedRegex("""new(?: Text)?\(\s*\$?"(?<de>(?:[^"\\]|\\.)*)",\s*\$?"(?<en>(?:[^"\\]|\\.)*)"\)""")]
    private static partial Regex Pair();

    [GeneratedRegex("""[äöüßÄÖÜ]|\b(und|nicht|der|die|das|ist|mit|oder|bitte)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex German();

    [GeneratedRegex("""\b(the|and|is|not|with|please|this|of|you)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex("""\{[^}]*\}""")]
    private static partial Regex Hole();

    [GeneratedRegex("""[“"„«][^”“"»]*[”“"»]""")]
    private static partial Regex Quoted();

    [GeneratedRegex("""@\*.*?\*@""", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""^@(using|inherits|inject|namespace|typeparam)\b.*$""", RegexOptions.Multiline)]
    private static partial Regex Directive();

    // @name, @Say(…), @if (…), @foreach (…) with parentheses inside, as deep as they go.
    [GeneratedRegex("""@(?:\w+(?:[.?!]+\w+)*)?(?:\s*\((?>[^()]+|(?<open>\()|(?<-open>\)))*(?(open)(?!))\)(?:[.?!]+\w+)*)*""")]
    private static partial Regex Expression();

    [GeneratedRegex("\\b(?:alt|title|aria-label|placeholder)=\"(?<said>[^\"]*)\"")]
    private static partial Regex Attribute();

    [GeneratedRegex("<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex("""^\s*(else|case\b.*:|default:|break;|else if .*|switch .*|var .*;)\s*$""")]
    private static partial Regex Branch();

    [GeneratedRegex("""\p{L}{3,}""")]
    private static partial Regex Word();
}
