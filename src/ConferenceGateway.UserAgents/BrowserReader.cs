using System.Collections.Frozen;
using System.Globalization;
using ConferenceGateway.UserAgents.Hints;
using ConferenceGateway.UserAgents.Reading;
using ConferenceGateway.UserAgents.Rules;

namespace ConferenceGateway.UserAgents;

/// <summary>
/// Reads what a browser says of itself: the engine by our own words, names by the rules, and client hints over both. Never
/// throws; what it does not know stays unknown. Thread-safe.
/// </summary>
public sealed class BrowserReader
{
    /// <summary>The longest honest User-Agent seen has 320 characters; what lies behind this is not read.</summary>
    public const int MostCharacters = 512;

    private readonly Lazy<UserAgentRules> _rules;
    private readonly Lazy<FrozenSet<string>> _brands;

    /// <summary>Makes a reader.</summary>
    /// <param name="rules">The rules that name browsers and systems.</param>
    public BrowserReader(UserAgentRules rules) : this(new Lazy<UserAgentRules>(rules))
    {
    }

    private BrowserReader(Lazy<UserAgentRules> rules)
    {
        _rules = rules;
        _brands = new(() => BrandNames.All(rules.Value).ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>The reader with the rules of this build, which are read at the first use.</summary>
    public static BrowserReader Shipped { get; } = new(new Lazy<UserAgentRules>(() => UserAgentRules.Shipped));

    /// <summary>The rules that it reads by.</summary>
    public UserAgentRules Rules => _rules.Value;

    /// <summary>Every brand that it can name, but for those that a text makes up.</summary>
    public IReadOnlySet<string> KnownBrands => _brands.Value;

    /// <summary>Reads a User-Agent, at most its first <see cref="MostCharacters"/> characters, and the hints that came with it.</summary>
    public Browser Read(string? userAgent, in ClientHints hints = default)
    {
        var text = userAgent is null or { Length: <= MostCharacters } ? userAgent ?? "" : userAgent[..MostCharacters];
        return HintedBrowser.Apply(ReadText(text), hints);
    }

    private Browser ReadText(string text)
    {
        if (text.Length == 0)
            return Browser.Unknown;
        var (name, system) = Rules.Read(text);
        var browser = EngineReader.Read(text);
        var os = browser.Os == Os.Unknown ? SystemReader.Of(system.Family) : browser.Os;
        browser = browser with { Os = os, OsName = SystemReader.NameOf(os, system.Family) };

        if (BotNames.Is(name.Family, text))
            return browser with { IsBot = true, IsInApp = false, App = null, Brand = BrandNames.Clean(name.Family), BrandMajor = Number(name.Major) };
        if (!BrandNames.IsPlain(browser.Brand) || BrandNames.Clean(name.Family) is not { } brand || (BrandNames.IsPlain(brand) && browser.Brand is not null))
            return browser;
        return browser with { Brand = brand, BrandMajor = Number(name.Major) };
    }

    private static int Number(string? text) =>
        text is { Length: <= 4 } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
