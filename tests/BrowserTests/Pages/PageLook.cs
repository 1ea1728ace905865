using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>One of the ways in which a page is looked at. Four of them pair every language, size and colour scheme.</summary>
public sealed record PageLook(string Language, bool IsPhone, bool IsDark)
{
    public static readonly IReadOnlyList<PageLook> All =
    [
        new("de", IsPhone: true, IsDark: false),
        new("de", IsPhone: false, IsDark: true),
        new("en", IsPhone: true, IsDark: true),
        new("en", IsPhone: false, IsDark: false),
    ];

    /// <summary>Every case in every look.</summary>
    public static TheoryData<TCase, PageLook> Each<TCase>(IEnumerable<TCase> cases) => new MatrixTheoryData<TCase, PageLook>(cases, All);

    /// <summary>Every case in both languages and both sizes; one is light, the next one dark.</summary>
    public static TheoryData<TCase, PageLook> InTurn<TCase>(IEnumerable<TCase> cases) =>
        [.. cases.SelectMany((one, index) => (index % 2 == 0 ? [All[0], All[3]] : new[] { All[1], All[2] }).Select(look => (one, look)))];

    public bool IsGerman => Language == "de";

    /// <summary>A browser context of that look.</summary>
    public BrowserNewContextOptions Options(string? userAgent = null, bool hasScript = true) => new()
    {
        Locale = IsGerman ? "de-DE" : "en-GB",
        ViewportSize = IsPhone ? new() { Width = 360, Height = 740 } : new() { Width = 1280, Height = 800 },
        ColorScheme = IsDark ? ColorScheme.Dark : ColorScheme.Light,
        UserAgent = userAgent,
        // A browser that only says to be another one goes on sending its own hints, and they are believed more.
        ExtraHTTPHeaders = userAgent is null ? null : new Dictionary<string, string> { ["Sec-CH-UA"] = "", ["Sec-CH-UA-Mobile"] = "", ["Sec-CH-UA-Platform"] = "" },
        JavaScriptEnabled = hasScript,
    };

    public override string ToString() => $"{Language}-{(IsPhone ? "phone" : "desktop")}-{(IsDark ? "dark" : "light")}";
}
