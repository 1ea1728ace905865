using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers.Visits;

/// <summary>What visits are counted by: nothing that tells one person from another who has the same browser.</summary>
internal readonly record struct VisitKey(Engine Engine, int EngineMajor, string Brand, int BrandMajor, Os Os, bool IsMobile, bool IsInApp)
{
    /// <summary>The brand of what is not known, and the row for what no row is left for.</summary>
    public const string OtherBrand = "Other";

    /// <summary>Where visits go when a day has all its rows.</summary>
    public static readonly VisitKey Other = new(Engine.Unknown, 0, OtherBrand, 0, Os.Unknown, false, false);

    /// <summary>The key of a browser: what anybody can write into a User-Agent does not come through.</summary>
    public static VisitKey Of(Browser browser, KnownBrands brands)
    {
        var isKnown = browser.Brand is null || brands.Has(browser.Brand);
        return new(
            browser.Engine, Version(browser.EngineMajor), isKnown ? browser.Brand ?? "" : OtherBrand, isKnown && browser.Brand is not null ? Version(browser.BrandMajor) : 0,
            browser.Os, browser.IsMobile, browser.IsInApp);
    }

    /// <summary>As a browser that a policy can judge.</summary>
    public Browser ToBrowser() => new()
    {
        Engine = Engine,
        EngineMajor = EngineMajor,
        Brand = Brand.Length == 0 ? null : Brand,
        BrandMajor = BrandMajor,
        Os = Os,
        IsMobile = IsMobile,
        IsInApp = IsInApp,
    };

    // Longer numbers are no versions.
    private static int Version(int major) => major is > 0 and <= 9999 ? major : 0;
}
