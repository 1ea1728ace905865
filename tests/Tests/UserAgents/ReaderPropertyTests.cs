using System.Globalization;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Browsers.Reading;
using ConferenceGateway.UserAgents;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ConferenceGateway.Tests.UserAgents;

/// <summary>Whatever a client sends: an answer, the same each time, and never an exception.</summary>
public sealed partial class ReaderPropertyTests
{
    private static readonly BrowserReading Reading = new(BrowserReader.Shipped);

    public static TheoryData<string> BadTexts =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "UserAgents", "bad_user_agents.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => Escape().Replace(line[..Math.Max(line.LastIndexOf("\t#", StringComparison.Ordinal), 0)], Decoded)),
    ];

    public static TheoryData<string> Floods =>
    [
        new string('a', 600), new string('(', 600), new string(' ', 600), string.Concat(Enumerable.Repeat("Chrome/1.", 100)), string.Concat(Enumerable.Repeat("bot ", 200)),
        string.Concat(Enumerable.Repeat("[FB;", 200)), string.Concat(Enumerable.Repeat("Mozilla Mobile ", 60)), string.Concat(Enumerable.Repeat("Android;Build/", 60)),
        string.Concat(Enumerable.Repeat("a/1.1.1 CFNetwork", 40)), string.Concat(Enumerable.Repeat("Version/1.1 Safari ", 40)), new string('-', 511) + "Bot", string.Concat(Enumerable.Repeat("spider", 100)),
    ];

    [Theory]
    [MemberData(nameof(BadTexts))]
    [MemberData(nameof(Floods))]
    public void Rubbish_is_read_and_its_names_are_short_and_printable(string text)
    {
        var browser = BrowserReader.Shipped.Read(text);

        foreach (var name in new[] { browser.Brand, browser.OsName })
            (name ?? "").Should().Match(word => word.Length <= 40 && !word.Any(character => char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format));
        Reading.Read(text, default).Should().Be(browser);
    }

    [Property(MaxTest = 300)]
    public void A_changed_text_is_read_the_same_each_time_remembered_or_not(int pick, int at, string? put)
    {
        var text = KnownBrowsers.Texts[(pick & int.MaxValue) % KnownBrowsers.Texts.Count];
        var place = (at & int.MaxValue) % text.Length;
        text = at % 2 == 0 ? text[..place] : text[..place] + put + text[place..];

        var browser = BrowserReader.Shipped.Read(text);
        BrowserReader.Shipped.Read(text).Should().Be(browser);
        Reading.Read(text, default).Should().Be(browser);
        Reading.Read(text, default).Should().Be(browser);
    }

    [Property]
    public void Hints_of_any_kind_are_no_exception(string? brands, string? platform, string? version, string? mobile, string? forms)
    {
        var hints = new ClientHints { Brands = brands, FullVersions = $"\"{brands}\";v=\"{version}\", \"Chromium\";v=\"150\"", Platform = $"\"{platform}\"", PlatformVersion = version, Mobile = mobile, FormFactors = forms };

        BrowserReader.Shipped.Read(KnownBrowsers.Texts[0], hints).EngineMajor.Should().BeInRange(0, 9999);
    }

    [Fact]
    public void Hints_and_User_Agent_are_remembered_apart()
    {
        const string brands = "\"Chromium\";v=\"157\", \"Brave\";v=\"157\"";

        Reading.Read(brands, default).Brand.Should().NotBe("Brave");
        Reading.Read("", new ClientHints { Brands = brands }).Brand.Should().Be("Brave");
        Reading.Read("", new ClientHints { FullVersions = brands }).Brand.Should().Be("Brave");
        Reading.Read("", new ClientHints { Platform = brands }).Should().Be(Browser.Unknown);
    }

    [Fact]
    public void A_known_text_costs_no_memory()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.UserAgent = KnownBrowsers.Texts[0];
        request.Headers["Sec-CH-UA"] = "\"Chromium\";v=\"157\", \"Brave\";v=\"157\"";
        for (var warm = 0; warm < 100; warm++)
            Reading.Read(request).Brand.Should().Be("Brave");

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1_000; round++)
            Reading.Read(request);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000);
    }

    [Fact]
    public void A_flood_of_invented_texts_cannot_empty_what_is_remembered()
    {
        var reading = new BrowserReading(BrowserReader.Shipped);
        foreach (var text in KnownBrowsers.Texts)
            reading.Read(text, default);
        var known = KnownBrowsers.Texts.Select(text => reading.Read(text, default)).ToList();

        for (var number = 0; number < 10_000; number++)
            reading.Read(string.Create(CultureInfo.InvariantCulture, $"invented/{number}"), default);

        // The same object again, so it has not been read anew.
        KnownBrowsers.Texts.Select(text => reading.Read(text, default)).Zip(known).Should().OnlyContain(pair => ReferenceEquals(pair.First, pair.Second));
    }

    [Fact]
    public async Task Many_at_once_read_the_same()
    {
        var expected = KnownBrowsers.Texts.Select(text => BrowserReader.Shipped.Read(text)).ToList();

        await Parallel.ForAsync(0, 8, (_, _) =>
        {
            KnownBrowsers.Texts.Select(text => BrowserReader.Shipped.Read(text)).Should().Equal(expected);
            return ValueTask.CompletedTask;
        });
    }

    private static string Decoded(Match escape) => escape.Value switch
    {
        "\\t" => "\t",
        "\\r" => "\r",
        "\\n" => "\n",
        "\\\\" => "\\",
        _ => char.ConvertFromUtf32(int.Parse(escape.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
    };

    [GeneratedRegex(@"\\(?:t|r|n|\\|x(?<code>[0-9A-Fa-f]{2})|u\{(?<code>[0-9A-Fa-f]+)\})")]
    private static partial Regex Escape();
}
