using System.Globalization;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>Rules and browsers in words.</summary>
internal static class RuleTexts
{
    private static readonly CultureInfo GermanCulture = CultureInfo.GetCultureInfo("de-DE");
    private static readonly CultureInfo EnglishCulture = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Whom a rule is about: "Firefox bis 114, auf Windows".</summary>
    public static Text Whom(PolicyRule rule)
    {
        var parts = new List<Text> { Subject(rule) };
        if (rule.Os is { } os)
            parts.Add(new($"auf {In(os).German}", $"on {In(os).English}"));
        if (rule.IsMobile is { } mobile)
            parts.Add(Device(mobile));
        if (rule.IsInApp is { } inApp && (rule.Engine is not null || rule.Brand is not null))
            parts.Add(App(inApp));
        if (rule.Way is { } way)
            parts.Add(Way(way));
        return Join(parts);
    }

    /// <summary>When a rule holds: "vom 1. Mai an", "bis 30. Juni 2027"; null: always.</summary>
    public static Text? When(PolicyRule rule) => (rule.FromDay, rule.UntilDay) switch
    {
        ({ } from, { } until) => new($"vom {Day(from).German} bis {Day(until).German}", $"from {Day(from).English} until {Day(until).English}"),
        ({ } from, null) => new($"ab {Day(from).German}", $"from {Day(from).English}"),
        (null, { } until) => new($"bis {Day(until).German}", $"until {Day(until).English}"),
        _ => null,
    };

    public static Text Day(DateOnly day) => new(day.ToString("d. MMMM yyyy", GermanCulture), day.ToString("d MMMM yyyy", EnglishCulture));

    /// <summary>The word of an outcome.</summary>
    public static Text Outcome(Outcome outcome) => outcome switch
    {
        UserAgents.Policy.Outcome.Works => new("geht", "works"),
        UserAgents.Policy.Outcome.Limits => new("mit Grenzen", "with limits"),
        UserAgents.Policy.Outcome.Cannot => new("geht nicht", "does not work"),
        _ => new("gesperrt", "blocked"),
    };

    /// <summary>What an outcome means.</summary>
    public static Text About(Outcome outcome) => outcome switch
    {
        UserAgents.Policy.Outcome.Works => new("ohne Seite dazwischen in das Treffen", "into the meeting without a page in between"),
        UserAgents.Policy.Outcome.Limits => new("eine Seite sagt, was fehlen wird; danach geht es weiter", "a page says what will be missing, and leads on"),
        UserAgents.Policy.Outcome.Cannot => new("dem Browser fehlt etwas; findet die Prüfung im Browser doch alles, wird daraus „mit Grenzen“", "the browser lacks something; if the probes find all of it, this becomes “with limits”"),
        _ => new("jemand hat es so entschieden; nichts weicht das auf", "somebody has decided so; nothing softens it"),
    };

    public static Text In(Engine engine) => engine switch
    {
        Engine.Unknown => new("unbekannter Kern", "unknown engine"),
        Engine.WebKit => new("WebKit (Safari, alles auf iOS)", "WebKit (Safari, everything on iOS)"),
        Engine.Blink => new("Blink (Chrome und andere)", "Blink (Chrome and others)"),
        Engine.Gecko => new("Gecko (Firefox und andere)", "Gecko (Firefox and others)"),
        Engine.Trident => Text.Same("Trident (Internet Explorer)"),
        Engine.EdgeHtml => new("EdgeHTML (Edge bis 18)", "EdgeHTML (Edge up to 18)"),
        Engine.Presto => new("Presto (Opera bis 12, Opera Mini)", "Presto (Opera up to 12, Opera Mini)"),
        Engine.Goanna => Text.Same("Goanna (Pale Moon, Basilisk)"),
        Engine.Scriptless => new("Browser ohne Skript (Lynx, w3m, Dillo und andere)", "browsers without script (Lynx, w3m, Dillo and others)"),
        _ => Text.Same(engine.ToString()),
    };

    public static Text In(Os os) => os switch
    {
        Os.Unknown => new("unbekanntem System", "an unknown system"),
        Os.MacOs => Text.Same("macOS"),
        Os.Ios => Text.Same("iOS"),
        Os.ChromeOs => Text.Same("ChromeOS"),
        _ => Text.Same(os.ToString()),
    };

    public static Text Device(bool isMobile) => isMobile ? new("auf Telefonen und Tablets", "on phones and tablets") : new("auf Computern", "on computers");

    public static Text App(bool isInApp) => isInApp ? new("in anderen Apps", "inside other apps") : new("nicht in anderen Apps", "not inside other apps");

    public static Text Way(BrowserWay way) => way == BrowserWay.Jitsi ? new("für Video", "for video") : new("für Mumble", "for Mumble");

    /// <summary>A browser that came: "Firefox 102 auf Windows".</summary>
    public static Text Named(Browser browser)
    {
        var (name, version) = browser.Brand is { Length: > 0 } brand ? (Text.Same(brand), browser.BrandMajor) : (In(browser.Engine), browser.EngineMajor);
        var numbered = version > 0 ? new Text($"{name.German} {version}", $"{name.English} {version}") : name;
        var parts = new List<Text> { browser.Os == Os.Unknown ? numbered : new($"{numbered.German} auf {In(browser.Os).German}", $"{numbered.English} on {In(browser.Os).English}") };
        if (browser.IsInApp)
            parts.Add(new("in einer App", "inside an app"));
        return Join(parts);
    }

    private static Text Subject(PolicyRule rule)
    {
        if (rule.Brand is null && rule.Engine is null)
            return rule.IsInApp == true ? new("Browser in anderen Apps", "Browsers inside other apps") : rule.IsInApp == false ? new("Browser, nicht in anderen Apps", "Browsers, not inside other apps") : new("Alle Browser", "All browsers");
        var name = (rule.Brand, rule.Engine) switch
        {
            ({ } brand, null) => Text.Same(brand),
            ({ } brand, { } engine) => new($"{brand} mit {engine}", $"{brand} with {engine}"),
            (_, { } engine) => In(engine),
            _ => Text.Same(""),
        };
        var versions = (rule.FromVersion, rule.ToVersion) switch
        {
            ({ } from, { } to) when from == to => Text.Same($"{from}"),
            ({ } from, { } to) => Text.Same($"{from}–{to}"),
            ({ } from, null) => new($"ab {from}", $"from {from}"),
            (null, { } to) => new($"bis {to}", $"up to {to}"),
            _ => null,
        };
        return versions is null ? new($"{name.German}, alle Versionen", $"{name.English}, all versions") : new($"{name.German} {versions.German}", $"{name.English} {versions.English}");
    }

    private static Text Join(List<Text> parts) => new(string.Join(", ", parts.Select(part => part.German)), string.Join(", ", parts.Select(part => part.English)));
}
